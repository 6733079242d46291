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
                warnUnclosed(stream)
                let close = try intern("close")
                _ = try callMethod(stream, close.ref)
            }
        } catch { _ = takeException().map { Owned(stealing: $0) } }
        if let pending { _ = reraise(Owned(stealing: pending)) }
    }

    /// `ResourceWarning: unclosed file`, for a file or a stream of this module above one.
    private func warnUnclosed(_ stream: Ref) {
        guard holdsOpenFile(stream) else { return }
        do throws(Raised) {
            try warn(.resourceWarning, "unclosed file \(try repr(stream).ref.text)")
        } catch { reportUnraisable(message: nil, stream) }
    }

    private func holdsOpenFile(_ stream: Ref) -> Bool {
        if stream.type == type(.fileIO) {
            let fields = stream.fields(FileIOObject.self).pointee
            return fields.descriptor >= 0 && fields.closesDescriptor
        }
        let isBuffer =
            stream.type == type(.bufferedReader) || stream.type == type(.bufferedWriter)
            || stream.type == type(.bufferedRandom)
        let below =
            isBuffer
            ? stream.held(BufferedObject.rawOffset)
            : stream.type == type(.textStream) ? stream.held(TextStreamObject.bufferOffset) : nil
        return below.map { holdsOpenFile($0) } ?? false
    }
}
