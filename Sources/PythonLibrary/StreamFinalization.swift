import PythonRuntime

/// Closing streams that are dropped while they are open (`iobase_finalize`, `Modules/_io/iobase.c`).
extension Interpreter {
    /// The finaliser of a stream whose class isn't a program's; those are finalised before they come here. True when
    /// that brought it back.
    func revivesStream(_ raw: RawObject) -> Bool {
        guard Ref(raw).type.pointee.tp_flags & TypeFlags.heapType == 0 else { return false }
        untrack(raw)
        if finalizeDying(Ref(raw)) { return true }
        track(raw)
        return false
    }

    /// Closes a stream that isn't closed, and warns if a file was open. What fails is forgotten, as there is nobody who
    /// could be told.
    func finalizeStream(_ stream: Ref) {
        let pending = takeException()
        do throws(Raised) {
            let closed = try namedAttribute(stream, "closed")
            if try !isTrue(closed.ref) {
                let finalizing = try intern("_finalizing")
                do throws(Raised) {
                    try setAttribute(stream, finalizing.ref, self.true)
                } catch { clearException() }
                let close = try intern("close")
                _ = try callMethod(stream, close.ref)
            }
        } catch { _ = takeException().map { Owned(stealing: $0) } }
        if let pending { _ = reraise(Owned(stealing: pending)) }
    }

    /// `ResourceWarning: unclosed file`, if a file is open that its stream has to close.
    func warnUnclosed(_ file: Ref, about source: Ref) {
        let fields = file.fields(FileIOObject.self).pointee
        guard fields.descriptor >= 0, fields.closesDescriptor else { return }
        let pending = takeException()
        do throws(Raised) {
            let text = try repr(source)
            try warn(.resourceWarning, "unclosed file \(text.ref.text)", about: source)
        } catch {
            if currentExceptionIs(.warning) {
                reportUnraisable(message: nil, file)
            } else {
                clearException()
            }
        }
        if let pending { _ = reraise(Owned(stealing: pending)) }
    }
}
