/// Exceptions in words, for what is outside the runtime.
extension Interpreter {
    /// Everything there is to tell of an uncaught exception.
    func report(_ exception: Ref, filename: String) -> RaisedReport {
        RaisedReport(
            typeName: shortTypeName(exception.type), message: safeText(of: exception),
            traceback: formatException(exception), line: lastLine(of: exception, in: filename))
    }

    /// `str(object)`, whatever its `__str__` does.
    func safeText(of object: Ref) -> String {
        do throws(Raised) {
            let text = try str(object)
            return text.ref.text
        } catch {
            clearException()
            return "<exception str() failed>"
        }
    }

    /// The same as standard error shows it: what can't be encoded is escaped.
    func printableText(of object: Ref) -> String {
        do throws(Raised) {
            let text = try str(object)
            let bytes = try encode(text.ref, .utf8, "backslashreplace")
            return String(decoding: bytes.ref.bytesBuffer, as: UTF8.self)
        } catch {
            clearException()
            return "<exception str() failed>"
        }
    }

    /// The line of the innermost frame of a traceback that runs code of a file.
    private func lastLine(of exception: Ref, in filename: String) -> Int? {
        var line: Int?
        var next = exception.fields(PyBaseExceptionObject.self).pointee.traceback
        while let raw = next, Ref(raw).isExactly(.traceback) {
            let traceback = raw.assumingMemoryBound(to: PyTracebackObject.self).pointee
            if codeFilename(ofFrame: Ref(traceback.tb_frame)) == filename {
                line = Int(traceback.tb_lineno)
            }
            next = traceback.tb_next
        }
        return line
    }

    /// The name of a module that an uncaught `ModuleNotFoundError` says is missing.
    func missingModule(_ exception: Ref) -> String? {
        guard isInstance(exception, .moduleNotFoundError),
            let name = exception.fields(PyImportErrorObject.self).pointee.name
        else { return nil }
        return Ref(name).isStr ? Ref(name).text : nil
    }
}

extension Interpreter {
    private func codeFilename(ofFrame frame: Ref) -> String? {
        guard frame.isExactly(.frame) else { return nil }
        let code = frame.fields(PyFrameObject.self).pointee.f_frame.pointee.f_code
        return Ref(Ref(code).fields(PyCodeObject.self).pointee.co_filename).text
    }
}
