/// The checks on the arguments of native functions, with CPython's messages (`Python/getargs.c`).
extension Interpreter {
    /// `METH_FASTCALL`: the number of positional arguments (`_PyArg_CheckPositional`).
    @inline(__always)
    public func checkArguments(
        _ name: StaticString, _ count: Int, _ minimum: Int, _ maximum: Int
    ) throws(Raised) {
        if count >= minimum && count <= maximum { return }
        throw wrongArgumentCount(name, count, minimum, maximum)
    }

    /// The same for a function that CPython calls with a tuple and that parses it by a format (`PyArg_ParseTuple`).
    public func checkParsed(
        _ name: StaticString, _ count: Int, _ minimum: Int, _ maximum: Int
    ) throws(Raised) {
        if count >= minimum && count <= maximum { return }
        let tooFew = count < minimum
        let bound = tooFew ? minimum : maximum
        let word = minimum == maximum ? "exactly" : tooFew ? "at least" : "at most"
        throw raise(
            .typeError,
            "\(name)() takes \(word) \(bound) argument\(bound == 1 ? "" : "s") (\(count) given)")
    }

    @inline(never)
    private func wrongArgumentCount(
        _ name: StaticString, _ count: Int, _ minimum: Int, _ maximum: Int
    ) -> Raised {
        let tooFew = count < minimum
        let bound = tooFew ? minimum : maximum
        let word = minimum == maximum ? "" : tooFew ? "at least " : "at most "
        let plural = bound == 1 ? "" : "s"
        return raise(
            .typeError, "\(name) expected \(word)\(bound) argument\(plural), got \(count)")
    }

    /// Refuses keyword arguments (`_PyArg_NoKeywords`).
    @inline(__always)
    func checkNoKeywords(_ name: StaticString, _ names: RawObject?) throws(Raised) {
        guard let names, Ref(names).itemCount > 0 else { return }
        throw raise(.typeError, "\(name) takes no keyword arguments")
    }

    /// The `TypeError` of an argument of the wrong type (`_PyArg_BadArgument`).
    public func badArgument(
        _ function: StaticString, _ argument: StaticString, _ expected: StaticString, _ got: Ref
    ) -> Raised {
        let name = got.isNone ? "None" : typeName(got.type, limit: 50)
        return raise(
            .typeError, "\(function)() \(argument) must be \(expected), not \(name)")
    }

    /// A position among the arguments of a native function, borrowed; the index is in range.
    @inline(__always)
    public func argument(_ arguments: UnsafeMutablePointer<RawObject?>?, _ index: Int) -> Ref {
        // SAFETY: callers pass at least `count` non-nil references.
        Ref(arguments.unsafelyUnwrapped[index].unsafelyUnwrapped)
    }

    /// The value of a keyword argument among `names`, borrowed; nil when it is not given.
    func keywordArgument(
        _ name: StaticString, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?
    ) -> Ref? {
        guard let names, let arguments else { return nil }
        for index in 0..<Ref(names).itemCount {
            guard Ref(names).tupleItem(index).isASCIIText(name) else { continue }
            return arguments[count + index].map { Ref($0) }
        }
        return nil
    }
}

extension Ref {
    /// Whether a str has exactly this ASCII text.
    func isASCIIText(_ text: StaticString) -> Bool {
        strIsASCII && strCount == text.utf8CodeUnitCount
            && equalMemory(strData, text.utf8Start, strCount)
    }
}
