import PythonRuntime

/// The module `_operator` (`Modules/_operator.c`): the operators as functions.
enum OperatorModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "_operator",
            functions: questions + arithmetic + inplace + comparisons + sequences + others)
        try interpreter.addType(.attributeGetter, OperatorGetters.attributeSpec(), to: module.ref)
        try interpreter.addType(.itemGetter, OperatorGetters.itemSpec(), to: module.ref)
        try interpreter.addType(.methodCaller, OperatorMethodCaller.spec(), to: module.ref)
        return module
    }

    /// A function of two operands.
    private static func binary(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ name: StaticString,
        _ body: (Interpreter, Ref, Ref) throws(Raised) -> Owned
    ) -> RawObject? {
        nativeMethod(module, arguments, count, names) { interpreter, _, arguments throws(Raised) in
            try interpreter.checkArguments(name, arguments.count, 2, 2)
            return try body(interpreter, arguments[0], arguments[1])
        }
    }

    private static let questions: [NativeModuleFunction] = [
        NativeModuleFunction("truth", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, operand throws(Raised) in
                interpreter.bool(try interpreter.isTrue(operand))
            }
        },
        NativeModuleFunction("contains", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "contains") {
                interpreter, left, right throws(Raised) in
                interpreter.bool(try interpreter.contains(left, right))
            }
        },
        NativeModuleFunction("indexOf", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "indexOf") {
                interpreter, left, right throws(Raised) in
                try interpreter.operatorIndex(of: right, in: left)
            }
        },
        NativeModuleFunction("countOf", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "countOf") {
                interpreter, left, right throws(Raised) in
                try interpreter.operatorCount(of: right, in: left)
            }
        },
        NativeModuleFunction("is_", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "is_") {
                interpreter, left, right throws(Raised) in
                interpreter.bool(left == right)
            }
        },
        NativeModuleFunction("is_not", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "is_not") {
                interpreter, left, right throws(Raised) in
                interpreter.bool(left != right)
            }
        },
        NativeModuleFunction("index", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, operand throws(Raised) in
                try interpreter.index(operand)
            }
        },
        NativeModuleFunction("not_", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, operand throws(Raised) in
                interpreter.bool(!(try interpreter.isTrue(operand)))
            }
        },
    ]

    private static let arithmetic: [NativeModuleFunction] = [
        NativeModuleFunction("add", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "add") {
                interpreter, left, right throws(Raised) in
                try interpreter.add(left, right)
            }
        },
        NativeModuleFunction("sub", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "sub") {
                interpreter, left, right throws(Raised) in
                try interpreter.subtract(left, right)
            }
        },
        NativeModuleFunction("mul", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "mul") {
                interpreter, left, right throws(Raised) in
                try interpreter.multiply(left, right)
            }
        },
        NativeModuleFunction("matmul", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "matmul") {
                interpreter, left, right throws(Raised) in
                try interpreter.matrixMultiply(left, right)
            }
        },
        NativeModuleFunction("floordiv", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "floordiv") {
                interpreter, left, right throws(Raised) in
                try interpreter.floorDivide(left, right)
            }
        },
        NativeModuleFunction("truediv", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "truediv") {
                interpreter, left, right throws(Raised) in
                try interpreter.trueDivide(left, right)
            }
        },
        NativeModuleFunction("mod", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "mod") {
                interpreter, left, right throws(Raised) in
                try interpreter.remainder(left, right)
            }
        },
        NativeModuleFunction("lshift", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "lshift") {
                interpreter, left, right throws(Raised) in
                try interpreter.leftShift(left, right)
            }
        },
        NativeModuleFunction("rshift", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "rshift") {
                interpreter, left, right throws(Raised) in
                try interpreter.rightShift(left, right)
            }
        },
        NativeModuleFunction("and_", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "and_") {
                interpreter, left, right throws(Raised) in
                try interpreter.bitAnd(left, right)
            }
        },
        NativeModuleFunction("xor", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "xor") {
                interpreter, left, right throws(Raised) in
                try interpreter.bitXor(left, right)
            }
        },
        NativeModuleFunction("or_", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "or_") {
                interpreter, left, right throws(Raised) in
                try interpreter.bitOr(left, right)
            }
        },
        NativeModuleFunction("pow", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "pow") {
                interpreter, left, right throws(Raised) in
                try interpreter.power(left, right)
            }
        },
        NativeModuleFunction("neg", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, operand throws(Raised) in
                try interpreter.negative(operand)
            }
        },
        NativeModuleFunction("pos", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, operand throws(Raised) in
                try interpreter.positive(operand)
            }
        },
        NativeModuleFunction("abs", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, operand throws(Raised) in
                try interpreter.absolute(operand)
            }
        },
        NativeModuleFunction("inv", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, operand throws(Raised) in
                try interpreter.invert(operand)
            }
        },
        NativeModuleFunction("invert", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, operand throws(Raised) in
                try interpreter.invert(operand)
            }
        },
    ]

    private static let inplace: [NativeModuleFunction] = [
        NativeModuleFunction("iadd", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "iadd") {
                interpreter, left, right throws(Raised) in
                try interpreter.inplaceAdd(left, right)
            }
        },
        NativeModuleFunction("isub", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "isub") {
                interpreter, left, right throws(Raised) in
                try interpreter.inplaceSubtract(left, right)
            }
        },
        NativeModuleFunction("imul", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "imul") {
                interpreter, left, right throws(Raised) in
                try interpreter.inplaceMultiply(left, right)
            }
        },
        NativeModuleFunction("imatmul", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "imatmul") {
                interpreter, left, right throws(Raised) in
                try interpreter.inplaceMatrixMultiply(left, right)
            }
        },
        NativeModuleFunction("ifloordiv", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "ifloordiv") {
                interpreter, left, right throws(Raised) in
                try interpreter.inplaceFloorDivide(left, right)
            }
        },
        NativeModuleFunction("itruediv", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "itruediv") {
                interpreter, left, right throws(Raised) in
                try interpreter.inplaceTrueDivide(left, right)
            }
        },
        NativeModuleFunction("imod", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "imod") {
                interpreter, left, right throws(Raised) in
                try interpreter.inplaceRemainder(left, right)
            }
        },
        NativeModuleFunction("ilshift", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "ilshift") {
                interpreter, left, right throws(Raised) in
                try interpreter.inplaceLeftShift(left, right)
            }
        },
        NativeModuleFunction("irshift", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "irshift") {
                interpreter, left, right throws(Raised) in
                try interpreter.inplaceRightShift(left, right)
            }
        },
        NativeModuleFunction("iand", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "iand") {
                interpreter, left, right throws(Raised) in
                try interpreter.inplaceBitAnd(left, right)
            }
        },
        NativeModuleFunction("ixor", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "ixor") {
                interpreter, left, right throws(Raised) in
                try interpreter.inplaceBitXor(left, right)
            }
        },
        NativeModuleFunction("ior", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "ior") {
                interpreter, left, right throws(Raised) in
                try interpreter.inplaceBitOr(left, right)
            }
        },
        NativeModuleFunction("ipow", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "ipow") {
                interpreter, left, right throws(Raised) in
                try interpreter.inplacePower(left, right)
            }
        },
    ]

    private static let comparisons: [NativeModuleFunction] = [
        NativeModuleFunction("eq", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "eq") {
                interpreter, left, right throws(Raised) in
                try interpreter.compare(left, right, .equal)
            }
        },
        NativeModuleFunction("ne", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "ne") {
                interpreter, left, right throws(Raised) in
                try interpreter.compare(left, right, .notEqual)
            }
        },
        NativeModuleFunction("lt", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "lt") {
                interpreter, left, right throws(Raised) in
                try interpreter.compare(left, right, .less)
            }
        },
        NativeModuleFunction("le", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "le") {
                interpreter, left, right throws(Raised) in
                try interpreter.compare(left, right, .lessOrEqual)
            }
        },
        NativeModuleFunction("gt", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "gt") {
                interpreter, left, right throws(Raised) in
                try interpreter.compare(left, right, .greater)
            }
        },
        NativeModuleFunction("ge", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "ge") {
                interpreter, left, right throws(Raised) in
                try interpreter.compare(left, right, .greaterOrEqual)
            }
        },
    ]

    private static let sequences: [NativeModuleFunction] = [
        NativeModuleFunction("concat", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "concat") {
                interpreter, left, right throws(Raised) in
                try interpreter.operatorConcatenation(left, right, isInPlace: false)
            }
        },
        NativeModuleFunction("iconcat", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "iconcat") {
                interpreter, left, right throws(Raised) in
                try interpreter.operatorConcatenation(left, right, isInPlace: true)
            }
        },
        NativeModuleFunction("getitem", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "getitem") {
                interpreter, left, right throws(Raised) in
                try interpreter.getItem(left, right)
            }
        },
        NativeModuleFunction("setitem", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("setitem", arguments.count, 3, 3)
                try interpreter.setItem(arguments[0], arguments[1], arguments[2])
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("delitem", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "delitem") {
                interpreter, left, right throws(Raised) in
                try interpreter.setItem(left, right, nil)
                return interpreter.none.owned()
            }
        },
    ]

    private static let others: [NativeModuleFunction] = [
        NativeModuleFunction("_compare_digest", .fast) { module, arguments, count, names in
            binary(module, arguments, count, names, "_compare_digest") {
                interpreter, left, right throws(Raised) in
                interpreter.bool(try interpreter.operatorDigestsAreEqual(left, right))
            }
        },
        NativeModuleFunction("length_hint", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("length_hint", arguments.count, 1, 2)
                let fallback = try arguments[optional: 1].map { value throws(Raised) in
                    try interpreter.indexValue(value, overflow: .overflowError)
                }
                return try interpreter.makeInt(
                    try interpreter.lengthHint(arguments[0], fallback: fallback ?? 0))
            }
        },
        NativeModuleFunction("call", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                guard arguments.count > 0 else {
                    throw interpreter.raise(
                        .typeError, "call expected at least 1 argument, got 0")
                }
                return try interpreter.call(
                    arguments[0], arguments.start.map { $0 + 1 }, count: arguments.count - 1,
                    names: arguments.names)
            }
        },
    ]
}
