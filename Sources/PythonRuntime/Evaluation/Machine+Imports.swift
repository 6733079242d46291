import PythonBytecode

/// Imports, class bodies, annotations and the echo of the interactive mode.
extension EvaluationMachine {
    /// `import name`: the stack holds the level and the names wanted from it.
    @inline(__always)
    mutating func importName() throws(Raised) {
        let module = try interpreter.importModule(
            frame, name(argument), names: peek(1), level: peek(2))
        releaseOperands(2)
        push(module)
    }

    /// `from module import name`; the module stays.
    @inline(__always)
    mutating func importFrom() throws(Raised) {
        push(try interpreter.importAttribute(peek(1), name(argument)))
    }

    @inline(__always)
    mutating func importStar() throws(Raised) {
        try interpreter.importEverything(frame, peek(1))
        popAndRelease()
    }

    @inline(__always)
    mutating func loadBuildClass() throws(Raised) {
        push(try interpreter.builtin(frame, interpreter.name(.__build_class__)))
    }

    @inline(__always)
    mutating func setUpAnnotations() throws(Raised) {
        try interpreter.setUpAnnotations(frame)
    }

    @inline(__always)
    mutating func printExpression() throws(Raised) {
        try interpreter.displayExpression(peek(1))
        popAndRelease()
    }
}
