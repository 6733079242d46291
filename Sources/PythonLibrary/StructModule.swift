import PythonRuntime

/// The module `_struct` (`Modules/_struct.c`). Formats its functions have met are kept ready in a cache.
enum StructModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_struct", functions: functions)
        try interpreter.addType(.structure, StructType.spec(), to: module.ref)
        try interpreter.makeType(.unpackIterator, UnpackIterator.spec())
        try interpreter.addException(.structError, "struct.error", to: module.ref)
        let cache = try interpreter.makeDict()
        try interpreter.keep(cache.ref, as: "_struct.cache")
        return module
    }

    /// The body of a function whose first argument is a format.
    private static func withStruct(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ check: (Interpreter, Arguments) throws(Raised) -> Void,
        _ body: (Interpreter, Ref, Arguments) throws(Raised) -> Owned
    ) -> RawObject? {
        nativeMethod(module, arguments, count, names) {
            interpreter, module, arguments throws(Raised) in
            try check(interpreter, arguments)
            let cache = try interpreter.keptValue("_struct.cache")
            let structure = try interpreter.structure(arguments[0], cache: cache.ref)
            return try body(interpreter, structure.ref, arguments)
        }
    }

    private static func needFormat(
        _ interpreter: Interpreter, _ arguments: Arguments
    ) throws(Raised) {
        if arguments.count == 0 {
            throw interpreter.raise(.typeError, "missing format argument")
        }
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("_clearcache", .noArguments) { module, _, _, _ in
            withSelf(module) { interpreter, module throws(Raised) in
                let cache = try interpreter.keptValue("_struct.cache")
                interpreter.dictClear(cache.ref)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("calcsize", .oneArgument) { module, arguments, _, _ in
            withStruct(module, arguments, 1, nil) { _, _ in
            } _: { interpreter, structure, _ throws(Raised) in
                try interpreter.makeInt(structure.structure.pointee.s_size)
            }
        },
        NativeModuleFunction("iter_unpack", .fast) { module, arguments, count, names in
            withStruct(module, arguments, count, names) { interpreter, arguments throws(Raised) in
                try interpreter.checkArguments("iter_unpack", arguments.count, 2, 2)
            } _: { interpreter, structure, arguments throws(Raised) in
                try interpreter.structIterator(structure, arguments[1])
            }
        },
        NativeModuleFunction("pack", .fast) { module, arguments, count, names in
            withStruct(module, arguments, count, names, needFormat) {
                interpreter, structure, arguments throws(Raised) in
                try interpreter.structPack(structure, arguments, from: 1)
            }
        },
        NativeModuleFunction("pack_into", .fast) { module, arguments, count, names in
            withStruct(module, arguments, count, names, needFormat) {
                interpreter, structure, arguments throws(Raised) in
                try interpreter.structPackInto(structure, arguments, from: 1)
            }
        },
        NativeModuleFunction("unpack", .fast) { module, arguments, count, names in
            withStruct(module, arguments, count, names) { interpreter, arguments throws(Raised) in
                try interpreter.checkArguments("unpack", arguments.count, 2, 2)
            } _: { interpreter, structure, arguments throws(Raised) in
                try interpreter.structUnpack(structure, arguments[1])
            }
        },
        NativeModuleFunction("unpack_from", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, module, arguments throws(Raised) in
                let list = ParameterList(
                    function: "unpack_from", names: ["", "buffer", "offset"], positionalOnly: 1,
                    required: 2, maximumPositional: 3)
                let values = try interpreter.bind(list, arguments)
                let cache = try interpreter.keptValue("_struct.cache")
                let none = interpreter.none
                let structure = try interpreter.structure(values[0] ?? none, cache: cache.ref)
                return try interpreter.structUnpackFrom(
                    structure.ref, values[1] ?? none, values[2])
            }
        },
    ]
}
