/// Exceptions that nobody can be given, raised in finalisers, callbacks and collections.
extension Interpreter {
    /// Writes the current exception to standard error and drops it; `place` is the object it was
    /// raised in (`PyErr_WriteUnraisable`).
    func reportUnraisable(in place: Ref) {
        let exception = takeException()
        var text = "<object repr() failed>"
        do { text = try repr(place).text } catch { clearException() }
        reportUnraisable(text, exception)
    }

    /// The same with a description of the place.
    func reportUnraisable(_ place: String) {
        reportUnraisable("'\(place)'", takeException())
    }

    private func reportUnraisable(_ place: String, _ exception: RawObject?) {
        guard let exception else { return }
        let owned = Owned(stealing: exception)
        var message = ""
        do { message = try str(owned.ref).text } catch { clearException() }
        let name = typeName(owned.ref.type)
        let line = message.isEmpty ? name : "\(name): \(message)"
        var text = "Exception ignored in: \(place)\n\(line)\n"
        text.withUTF8 { bytes in
            state.pointee.host?.takeUnretainedValue().host.write(2, UnsafeRawBufferPointer(bytes))
        }
    }
}
