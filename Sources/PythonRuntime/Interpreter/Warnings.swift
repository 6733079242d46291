/// Warnings of the interpreter's own (`PyErr_WarnEx`, `Python/_warnings.c`): the module `warnings` decides what
/// becomes of them. Without an installed library there is none, and they are written as they are.
extension Interpreter {
    /// Warns at the line the program is at; raises when the filters make an error of it.
    public func warn(_ category: BuiltinType, _ message: String) throws(Raised) {
        guard hostLibrary != nil else { return writeWarning(category, message) }
        let warnings = try importModule("warnings")
        let function = try namedAttribute(warnings.ref, "warn")
        let text = try makeString(message)
        _ = try call(function.ref, text.ref, Ref(RawObject(type(category))))
    }

    /// The same for a place in a source that isn't running (`PyErr_WarnExplicitObject`).
    public func warn(
        _ category: BuiltinType, _ message: String, filename: String, line: Int
    ) throws(Raised) {
        guard hostLibrary != nil else { return writeWarning(category, message) }
        let warnings = try importModule("warnings")
        let function = try namedAttribute(warnings.ref, "warn_explicit")
        let text = try makeString(message)
        let file = try makeString(filename)
        let number = try makeInt(line)
        _ = try call(
            function.ref, [text.ref, Ref(RawObject(type(category))), file.ref, number.ref])
    }

    private func writeWarning(_ category: BuiltinType, _ message: String) {
        writeToHost(stream: 2, "\(typeName(type(category))): \(message)\n")
    }
}
