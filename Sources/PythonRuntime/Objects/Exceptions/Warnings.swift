/// Warnings that the interpreter itself gives (`PyErr_WarnEx`).
extension Interpreter {
    /// Gives a warning about what the innermost frame does; raises when a filter makes it an error.
    ///
    /// The filters are those of the library's module `warnings`. Where that can't be had, the warning
    /// is dropped, as CPython's default filters drop most of them.
    public func warn(_ category: BuiltinType, _ message: String) throws(Raised) {
        try warn(category, message, stackLevel: 1)
    }

    public func warn(
        _ category: BuiltinType, _ message: String, stackLevel: Int
    ) throws(Raised) {
        guard let warnings = try warningsModule() else { return }
        let module = Owned(stealing: warnings)
        let function = try namedAttribute(module.ref, "warn")
        let text = try makeString(message)
        let level = try makeInt(stackLevel)
        _ = try call(function.ref, [text.ref, Ref(RawObject(type(category))), level.ref])
    }

    /// Warns of a place in a source that isn't running (`PyErr_WarnExplicitObject`).
    public func warn(
        _ category: BuiltinType, _ message: String, filename: String, line: Int
    ) throws(Raised) {
        guard let warnings = try warningsModule() else { return }
        let module = Owned(stealing: warnings)
        let function = try namedAttribute(module.ref, "warn_explicit")
        let text = try makeString(message)
        let file = try makeString(filename)
        let number = try makeInt(line)
        _ = try call(
            function.ref, [text.ref, Ref(RawObject(type(category))), file.ref, number.ref])
    }

    private func warningsModule() throws(Raised) -> RawObject? {
        do throws(Raised) {
            return try importModule("warnings").take()
        } catch {
            guard currentExceptionIs(.importError) else { throw error }
            clearException()
            return nil
        }
    }
}
