import PythonRuntime

/// The functions of `_testcapi` that CPython's tests of built-in types call: items of sequences by index,
/// floats as bytes, looking up in dicts by a known hash; and the limits of C's types.
enum TestObjectFunctions {
    static func addLimits(to module: Ref, _ interpreter: Interpreter) throws(Raised) {
        try interpreter.setInt(module, "PY_SSIZE_T_MAX", Int.max)
        try interpreter.setInt(module, "PY_SSIZE_T_MIN", Int.min)
        try interpreter.setInt(module, "INT_MAX", Int(Int32.max))
        try interpreter.setInt(module, "INT_MIN", Int(Int32.min))
        try interpreter.setInt(module, "LONG_MAX", Int.max)
        try interpreter.setInt(module, "LONG_MIN", Int.min)
        try interpreter.setInt(module, "SHRT_MAX", Int(Int16.max))
        try interpreter.setInt(module, "USHRT_MAX", Int(UInt16.max))
        try interpreter.setInt(module, "UINT_MAX", Int(UInt32.max))
        for (name, value) in [
            ("FLT_MAX", Double(Float.greatestFiniteMagnitude)),
            ("FLT_MIN", Double(Float.leastNormalMagnitude)),
            ("DBL_MAX", Double.greatestFiniteMagnitude), ("DBL_MIN", Double.leastNormalMagnitude),
        ] {
            let key = try interpreter.intern(name)
            let number = try interpreter.makeFloat(value)
            try interpreter.setAttribute(module, key.ref, number.ref)
        }
    }

    static let functions: [NativeModuleFunction] = [
        // A `__get__` that runs the class, which may do away with what is being read.
        NativeModuleFunction("bad_get", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("bad_get", arguments.count, 3, 3)
                _ = try interpreter.call(arguments[2])
                return try interpreter.repr(arguments[0])
            }
        },
        NativeModuleFunction("test_with_docstring", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in interpreter.none.owned() }
        },
        NativeModuleFunction("sequence_getitem", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("sequence_getitem", arguments.count, 2, 2)
                let (index, suite) = try place(interpreter, arguments[0], arguments[1])
                guard let get = suite.pointee.sq_item else {
                    throw interpreter.raise(.typeError, "not a sequence")
                }
                return try checked(get(arguments[0].raw, index))
            }
        },
        NativeModuleFunction("sequence_setitem", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("sequence_setitem", arguments.count, 3, 3)
                let (index, suite) = try place(interpreter, arguments[0], arguments[1])
                guard let set = suite.pointee.sq_ass_item else {
                    throw interpreter.raise(
                        .typeError,
                        "'\(interpreter.typeName(arguments[0].type))' object does not support item assignment"
                    )
                }
                if set(arguments[0].raw, index, arguments[2].raw) < 0 { throw Raised() }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("dict_getitem_knownhash", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("dict_getitem_knownhash", arguments.count, 3, 3)
                guard arguments[0].isDict else {
                    throw interpreter.raise(.systemError, "bad internal call")
                }
                let hash = try interpreter.indexValue(arguments[2], overflow: .overflowError)
                let found = try interpreter.dictGet(arguments[0], arguments[1], hash: hash)
                guard let found else {
                    throw interpreter.raise(.keyError, argument: arguments[1])
                }
                return found.owned()
            }
        },
        NativeModuleFunction("float_pack", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("float_pack", arguments.count, 3, 3)
                let format = try floatFormat(
                    interpreter, size: arguments[0], isLittle: arguments[2])
                return try callStruct(interpreter, "pack", format, arguments[1])
            }
        },
        NativeModuleFunction("float_unpack", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("float_unpack", arguments.count, 2, 2)
                let size = try interpreter.makeInt(try interpreter.length(arguments[0]))
                let format = try floatFormat(interpreter, size: size.ref, isLittle: arguments[1])
                let values = try callStruct(interpreter, "unpack", format, arguments[0])
                return values.ref.tupleItem(0).owned()
            }
        },
    ]

    /// An index, from the end if it is negative, and the slots to use it with (`PySequence_GetItem`).
    private static func place(
        _ interpreter: Interpreter, _ sequence: Ref, _ index: Ref
    ) throws(Raised) -> (index: Int, suite: UnsafeMutablePointer<PySequenceMethods>) {
        guard let suite = sequence.type.pointee.tp_as_sequence else {
            throw interpreter.raise(
                .typeError,
                "'\(interpreter.typeName(sequence.type))' object is not a sequence")
        }
        var number = try interpreter.indexValue(index, overflow: .indexError)
        if number < 0, suite.pointee.sq_length != nil {
            number += try interpreter.length(sequence)
        }
        return (number, suite)
    }

    /// The format of `struct` for a float of 2, 4 or 8 bytes.
    private static func floatFormat(
        _ interpreter: Interpreter, size: Ref, isLittle: Ref
    ) throws(Raised) -> String {
        let letters = [2: "e", 4: "f", 8: "d"]
        let count = try interpreter.indexValue(size, overflow: .overflowError)
        guard let letter = letters[count] else {
            throw interpreter.raise(.valueError, "size must 2, 4 or 8")
        }
        return (try interpreter.isTrue(isLittle) ? "<" : ">") + letter
    }

    private static func callStruct(
        _ interpreter: Interpreter, _ function: String, _ format: String, _ argument: Ref
    ) throws(Raised) -> Owned {
        let module = try interpreter.importModule("_struct")
        let name = try interpreter.intern(function)
        let method = try interpreter.getAttribute(module.ref, name.ref)
        let text = try interpreter.makeString(format)
        return try interpreter.call(method.ref, [text.ref, argument])
    }
}
