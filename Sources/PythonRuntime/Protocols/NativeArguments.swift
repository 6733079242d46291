/// The arguments of a native function, borrowed: positional ones, then the values of keywords.
public struct Arguments {
    public let start: UnsafeMutablePointer<RawObject?>?
    /// Positional ones.
    public let count: Int
    public let names: Ref?

    /// A positional argument, or the value of a keyword after those; the index is in range.
    // SAFETY: the caller of a native function passes `count` positional arguments and one more for
    // each name, none of them nil.
    @inline(__always)
    public subscript(index: Int) -> Ref {
        Ref(start.unsafelyUnwrapped[index].unsafelyUnwrapped)
    }

    @inline(__always)
    public subscript(optional index: Int) -> Ref? { index < count ? self[index] : nil }

    public var keywordCount: Int { names?.itemCount ?? 0 }

    /// The items of a tuple as positional arguments.
    public init(tuple: Ref) {
        self.init(start: tuple.tupleItems, count: tuple.itemCount, names: nil)
    }

    public init(start: UnsafeMutablePointer<RawObject?>?, count: Int, names: Ref?) {
        self.start = start
        self.count = count
        self.names = names
    }
}

/// The body of a native method in terms of typed throws.
@inline(__always)
public func nativeMethod(
    _ object: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
    _ names: RawObject?,
    _ body: (Interpreter, Ref, Arguments) throws(Raised) -> Owned
) -> RawObject? {
    // SAFETY: methods are called with their object, functions of modules with the module.
    let receiver = Ref(object.unsafelyUnwrapped)
    do {
        let arguments = Arguments(start: arguments, count: count, names: names.map { Ref($0) })
        return try body(receiver.interpreter, receiver, arguments).take()
    } catch { return nil }
}

/// The body of a type's `tp_vectorcall`, which makes an instance without a tuple of arguments.
@inline(__always)
public func vectorcallBody(
    _ type: RawObject, _ arguments: UnsafeMutablePointer<RawObject?>?, _ flags: UInt,
    _ names: RawObject?,
    _ body: (Interpreter, TypePointer, Arguments) throws(Raised) -> Owned
) -> RawObject? {
    let count = Int(flags & ~Interpreter.argumentsOffset)
    let arguments = Arguments(start: arguments, count: count, names: names.map { Ref($0) })
    do {
        return try body(
            Interpreter(containing: type), type.assumingMemoryBound(to: PyTypeObject.self),
            arguments
        ).take()
    } catch { return nil }
}

/// A slot with one operand.
@inline(__always)
public func unarySlot(
    _ raw: RawObject, _ body: (Interpreter, Ref) throws(Raised) -> Owned
) -> RawObject? {
    let object = Ref(raw)
    do { return try body(object.interpreter, object).take() } catch { return nil }
}

/// A slot with two operands.
@inline(__always)
public func binarySlot(
    _ left: RawObject, _ right: RawObject,
    _ body: (Interpreter, Ref, Ref) throws(Raised) -> Owned
) -> RawObject? {
    let object = Ref(left)
    do { return try body(object.interpreter, object, Ref(right)).take() } catch { return nil }
}

/// A slot that gives a truth.
@inline(__always)
public func truthSlot(_ raw: RawObject, _ body: (Interpreter, Ref) throws(Raised) -> Bool) -> Int32
{
    let object = Ref(raw)
    do { return try body(object.interpreter, object) ? 1 : 0 } catch { return -1 }
}

/// A slot that does something or raises.
@inline(__always)
public func statusSlot(_ raw: RawObject, _ body: (Interpreter, Ref) throws(Raised) -> Void) -> Int32
{
    let object = Ref(raw)
    do {
        try body(object.interpreter, object)
        return 0
    } catch { return -1 }
}

/// A `tp_richcompare`; a number outside the six comparisons can't come from this interpreter.
@inline(__always)
public func compareSlot(
    _ left: RawObject, _ right: RawObject, _ op: Int32,
    _ body: (Interpreter, Ref, Ref, Comparison) throws(Raised) -> Owned
) -> RawObject? {
    let object = Ref(left)
    guard let comparison = Comparison(rawValue: op) else {
        return object.interpreter.notImplemented.owned().take()
    }
    do { return try body(object.interpreter, object, Ref(right), comparison).take() } catch {
        return nil
    }
}

/// Visits a reference an object holds, in a `tp_traverse`; non-zero stops.
@inline(__always)
public func visitReference(
    _ raw: RawObject?, _ visit: VisitSlot, _ argument: UnsafeMutableRawPointer?
) -> Int32 {
    guard let raw else { return 0 }
    return visit(raw, argument)
}

/// The parameters of a native function with keywords, for `Interpreter.bind` (`_PyArg_UnpackKeywords`).
public struct ParameterList {
    public var function: StaticString
    /// In order; those before `positionalOnly` have no name.
    public var names: [StaticString]
    public var positionalOnly = 0
    public var required = 0
    public var maximumPositional: Int

    public init(
        function: StaticString, names: [StaticString], positionalOnly: Int = 0, required: Int = 0,
        maximumPositional: Int
    ) {
        self.function = function
        self.names = names
        self.positionalOnly = positionalOnly
        self.required = required
        self.maximumPositional = maximumPositional
    }
}

extension Interpreter {
    /// Sorts arguments into parameters, nil for those not given, with CPython's complaints.
    public func bind(_ list: ParameterList, _ arguments: Arguments) throws(Raised) -> [Ref?] {
        let function = list.function
        if list.positionalOnly == list.names.count, !list.names.isEmpty {
            return try bindPositions(list, arguments)
        }
        let given = arguments.count + arguments.keywordCount
        let total = list.names.count
        if given > total {
            let keyword = arguments.count == 0 ? "keyword " : ""
            throw raise(
                .typeError,
                "\(function)() takes at most \(total) \(keyword)argument\(plural(total)) (\(given) given)"
            )
        }
        if arguments.count > list.maximumPositional {
            if list.maximumPositional == 0 {
                throw raise(.typeError, "\(function)() takes no positional arguments")
            }
            let bound = list.required < list.maximumPositional ? "at most" : "exactly"
            throw raise(
                .typeError,
                "\(function)() takes \(bound) \(list.maximumPositional) positional argument\(plural(list.maximumPositional)) (\(arguments.count) given)"
            )
        }
        var values = [Ref?](repeating: nil, count: total)
        for index in 0..<arguments.count { values[index] = arguments[index] }
        bindKeywords(list, arguments, &values)
        for index in 0..<list.required where values[index] == nil {
            if index < list.positionalOnly {
                let least = min(list.positionalOnly, list.required)
                let bound = least < list.maximumPositional ? "at least" : "exactly"
                throw raise(
                    .typeError,
                    "\(function)() takes \(bound) \(least) positional argument\(plural(least)) (\(arguments.count) given)"
                )
            }
            throw raise(
                .typeError,
                "\(function)() missing required argument '\(list.names[index])' (pos \(index + 1))")
        }
        try checkKeywords(list, arguments)
        return values
    }

    /// The same for a function that takes no keywords.
    private func bindPositions(
        _ list: ParameterList, _ arguments: Arguments
    ) throws(Raised) -> [Ref?] {
        if arguments.keywordCount > 0 {
            throw raise(.typeError, "\(list.function)() takes no keyword arguments")
        }
        try checkArguments(list.function, arguments.count, list.required, list.names.count)
        return list.names.indices.map { $0 < arguments.count ? arguments[$0] : nil }
    }

    /// Puts the values of keywords that are parameters, and weren't given by position, into place.
    private func bindKeywords(
        _ list: ParameterList, _ arguments: Arguments, _ values: inout [Ref?]
    ) {
        guard let names = arguments.names else { return }
        for number in 0..<names.itemCount {
            guard let index = parameter(list, names.tupleItem(number)), values[index] == nil
            else { continue }
            values[index] = arguments[arguments.count + number]
        }
    }

    private func parameter(_ list: ParameterList, _ name: Ref) -> Int? {
        list.names.indices.first { index in
            index >= list.positionalOnly && name.isASCIIText(list.names[index])
        }
    }

    /// Complains about keywords that are no parameters or were given by position as well.
    private func checkKeywords(
        _ list: ParameterList, _ arguments: Arguments
    ) throws(Raised) {
        guard let names = arguments.names else { return }
        for number in 0..<names.itemCount {
            let name = names.tupleItem(number)
            guard let index = parameter(list, name) else {
                throw raise(
                    .typeError,
                    "'\(name.text)' is an invalid keyword argument for \(list.function)()")
            }
            if index < arguments.count {
                throw raise(
                    .typeError,
                    "argument for \(list.function)() given by name ('\(name.text)') and position (\(index + 1))"
                )
            }
        }
    }

    private func plural(_ count: Int) -> String { count == 1 ? "" : "s" }

    /// The arguments of `tp_new` and `tp_init`, a tuple and a dict, sorted into parameters.
    public func bind(_ list: ParameterList, tuple: Ref, keywords: RawObject?) throws(Raised)
        -> [Ref?]
    {
        guard let keywords, Ref(keywords).dictCount > 0 else {
            return try bind(
                list, Arguments(start: tuple.tupleItems, count: tuple.itemCount, names: nil))
        }
        let names = try makeTuple(count: Ref(keywords).dictCount)
        var all: [RawObject?] = (0..<tuple.itemCount).map { tuple.tupleItems[$0] }
        var position = 0
        var index = 0
        while let entry = dictNext(Ref(keywords), &position) {
            names.ref.tupleItems[index] = entry.key.owned().take()
            all.append(entry.value.raw)
            index += 1
        }
        let result = all.withUnsafeMutableBufferPointer { buffer -> Result<[Ref?], Raised> in
            do throws(Raised) {
                let arguments = Arguments(
                    start: buffer.baseAddress, count: tuple.itemCount, names: names.ref)
                return .success(try bind(list, arguments))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Runs the body of a function that CPython calls with a tuple (`METH_VARARGS`), which it makes
    /// for the length of the call.
    public func withArgumentTuple(
        _ arguments: Arguments, _ body: (Ref) throws(Raised) -> Owned
    ) throws(Raised) -> Owned {
        let tuple = try makeTuple(
            UnsafeBufferPointer(start: arguments.start, count: arguments.count)
        ).take()
        defer { Ref(tuple).decref() }
        return try body(Ref(tuple))
    }

    /// Refuses keywords in a `tp_vectorcall`.
    public func refuseKeywords(_ function: StaticString, _ arguments: Arguments) throws(Raised) {
        if arguments.keywordCount > 0 {
            throw raise(.typeError, "\(function)() takes no keyword arguments")
        }
    }

    /// Whether a class leaves its base's `__init__` as it is. If it doesn't, its `__new__` lets keywords
    /// pass, which are for the class's own `__init__`.
    public func keepsInitializer(_ type: TypePointer, of base: TypePointer) -> Bool {
        unsafeBitCast(type.pointee.tp_init, to: UnsafeRawPointer?.self)
            == unsafeBitCast(base.pointee.tp_init, to: UnsafeRawPointer?.self)
    }

    /// Refuses keywords in a `tp_new` or `tp_init`.
    public func refuseKeywords(_ function: StaticString, _ keywords: RawObject?) throws(Raised) {
        if let keywords, Ref(keywords).dictCount > 0 {
            throw raise(.typeError, "\(function)() takes no keyword arguments")
        }
    }
}
