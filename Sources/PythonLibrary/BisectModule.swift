import PythonRuntime

/// The module `_bisect` (`Modules/_bisectmodule.c`).
enum BisectModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        try interpreter.makeModule("_bisect", functions: functions)
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("bisect_right", .fastKeywords) { module, arguments, count, names in
            search(module, arguments, count, names, "bisect_right", isRight: true)
        },
        NativeModuleFunction("insort_right", .fastKeywords) { module, arguments, count, names in
            insertion(module, arguments, count, names, "insort_right", isRight: true)
        },
        NativeModuleFunction("bisect_left", .fastKeywords) { module, arguments, count, names in
            search(module, arguments, count, names, "bisect_left", isRight: false)
        },
        NativeModuleFunction("insort_left", .fastKeywords) { module, arguments, count, names in
            insertion(module, arguments, count, names, "insort_left", isRight: false)
        },
    ]

    private static func parameters(_ function: StaticString) -> ParameterList {
        ParameterList(
            function: function, names: ["a", "x", "lo", "hi", "key"], required: 2,
            maximumPositional: 4)
    }

    private static func search(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ function: StaticString, isRight: Bool
    ) -> RawObject? {
        nativeMethod(module, arguments, count, names) { interpreter, _, arguments throws(Raised) in
            let values = try interpreter.bind(parameters(function), arguments)
            let wanted = values[1] ?? interpreter.none
            let index = try interpreter.bisect(values, wanted, isRight: isRight)
            return try interpreter.makeInt(index)
        }
    }

    private static func insertion(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ function: StaticString, isRight: Bool
    ) -> RawObject? {
        nativeMethod(module, arguments, count, names) { interpreter, _, arguments throws(Raised) in
            let values = try interpreter.bind(parameters(function), arguments)
            let (sequence, item) = (values[0] ?? interpreter.none, values[1] ?? interpreter.none)
            var wanted = item.owned()
            if let key = values[4], !key.isNone { wanted = try interpreter.call(key, item) }
            let index = try interpreter.bisect(values, wanted.ref, isRight: isRight)
            if sequence.isExactly(.list) {
                try interpreter.listInsert(sequence, at: index, item)
            } else {
                let method = try interpreter.namedAttribute(sequence, "insert")
                let number = try interpreter.makeInt(index)
                _ = try interpreter.call(method.ref, number.ref, item)
            }
            return interpreter.none.owned()
        }
    }
}

extension Interpreter {
    /// Where an item belongs in a sorted sequence, behind its equals or before them.
    fileprivate func bisect(
        _ values: [Ref?], _ wanted: Ref, isRight: Bool
    ) throws(Raised) -> Int {
        let sequence = values[0] ?? none
        var low = 0
        if let value = values[2] { low = try indexValue(value, overflow: .overflowError) }
        var high = -1
        if let value = values[3], !value.isNone {
            high = try indexValue(value, overflow: .overflowError)
        }
        if low < 0 { throw raise(.valueError, "lo must be non-negative") }
        if high == -1 { high = try length(sequence) }
        let key = values[4].flatMap { $0.isNone ? nil : $0 }
        while low < high {
            let middle = low + (high - low) / 2
            let item = try sequenceItem(sequence, middle)
            let isBelow: Bool
            if let key {
                let compared = try call(key, item.ref)
                isBelow = try isBefore(compared.ref, wanted, isRight)
            } else {
                isBelow = try isBefore(item.ref, wanted, isRight)
            }
            if isBelow { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func isBefore(_ item: Ref, _ wanted: Ref, _ isRight: Bool) throws(Raised) -> Bool {
        isRight
            ? !(try compareBool(wanted, item, .less)) : try compareBool(item, wanted, .less)
    }

    private func sequenceItem(_ sequence: Ref, _ index: Int) throws(Raised) -> Owned {
        if sequence.isExactly(.list), index < sequence.itemCount {
            return sequence.listItem(index).owned()
        }
        let number = try makeInt(index)
        return try getItem(sequence, number.ref)
    }
}
