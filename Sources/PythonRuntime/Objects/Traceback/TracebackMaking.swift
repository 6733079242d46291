/// `types.TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)` and `traceback.__dir__`.
extension Interpreter {
    static var newTraceback: NewSlot {
        { type, arguments, keywords in
            withObject(type) { interpreter, _ throws(Raised) in
                let list = ParameterList(
                    function: "TracebackType",
                    names: ["tb_next", "tb_frame", "tb_lasti", "tb_lineno"], required: 4,
                    maximumPositional: 4)
                let values = try interpreter.bind(list, tuple: Ref(arguments), keywords: keywords)
                    .map { $0 ?? interpreter.none }
                guard values[1].isExactly(.frame) else {
                    throw interpreter.badArgument(
                        "TracebackType", "argument 'tb_frame'", "frame", values[1])
                }
                let lasti = try interpreter.int32Value(values[2])
                let line = try interpreter.int32Value(values[3])
                guard values[0].isNone || values[0].isExactly(.traceback) else {
                    throw interpreter.raise(
                        .typeError,
                        "expected traceback object or None, got '\(interpreter.typeName(values[0].type))'"
                    )
                }
                return try interpreter.makeTraceback(
                    next: values[0].isNone ? nil : values[0], frame: values[1], lasti: lasti,
                    line: line)
            }
        }
    }

    /// A C `int` given as an argument.
    private func int32Value(_ object: Ref) throws(Raised) -> Int {
        let integer = try index(object)
        guard let value = integer.ref.intValue, value == Int(Int32(truncatingIfNeeded: value))
        else { throw raise(.overflowError, "Python int too large to convert to C int") }
        return value
    }

    static var tracebackDirectory: MethodSpec {
        MethodSpec("__dir__", .noArguments) {
            nativeMethod($0, $1, $2, $3) { interpreter, _, _ throws(Raised) in
                let list = try interpreter.makeList()
                for name in ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"] {
                    let text = try interpreter.makeString(name)
                    try interpreter.listAppend(list.ref, text.ref)
                }
                return list
            }
        }
    }
}
