/// How a native function names and counts its parameters, for those that take keywords
/// (`_PyArg_UnpackKeywords`).
struct Parameters {
    /// The function's name, as messages show it.
    var function: StaticString
    /// All parameters in order; an empty name can only be given by position.
    var names: [StaticString]
    /// The first so many have no default.
    var required: Int = 0
    /// The first so many may be given by position; the others are keyword-only.
    var positional: Int

    init(
        _ function: StaticString, _ names: [StaticString], required: Int = 0,
        positional: Int? = nil
    ) {
        self.function = function
        self.names = names
        self.required = required
        self.positional = positional ?? names.count
    }
}

extension Interpreter {
    /// The arguments in the order of the parameters, borrowed; nil for those not given.
    func parseArguments(
        _ parameters: Parameters, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ keywordNames: RawObject?
    ) throws(Raised) -> [Ref?] {
        var result = [Ref?](repeating: nil, count: parameters.names.count)
        let keywordCount = keywordNames.map { Ref($0).itemCount } ?? 0
        try checkCount(parameters, count, keywordCount)
        for index in 0..<count { result[index] = argument(arguments, index) }
        var refused: Refused?
        if let keywordNames {
            for index in 0..<keywordCount {
                place(
                    parameters, Ref(keywordNames).tupleItem(index),
                    argument(arguments, count + index), count, &result, &refused)
            }
        }
        try checkRequired(parameters, result)
        if let refused { throw raise(refused, parameters) }
        return result
    }

    /// The same for a function that is called with a tuple and a dict, as `__new__` is.
    func parseArguments(
        _ parameters: Parameters, tuple: Ref, keywords: Ref?
    ) throws(Raised) -> [Ref?] {
        var result = [Ref?](repeating: nil, count: parameters.names.count)
        let count = tuple.itemCount
        try checkCount(parameters, count, keywords?.dictCount ?? 0)
        for index in 0..<count { result[index] = tuple.tupleItem(index) }
        var refused: Refused?
        if let keywords {
            var position = 0
            while let entry = dictNext(keywords, &position) {
                guard entry.key.isStr else { throw raise(.typeError, "keywords must be strings") }
                place(parameters, entry.key, entry.value, count, &result, &refused)
            }
        }
        try checkRequired(parameters, result)
        if let refused { throw raise(refused, parameters) }
        return result
    }

    private func checkCount(
        _ parameters: Parameters, _ count: Int, _ keywordCount: Int
    ) throws(Raised) {
        let maximum = parameters.names.count
        let exact = parameters.required == maximum ? "exactly" : "at most"
        if count + keywordCount > maximum {
            let kind = count == 0 ? "keyword " : ""
            let plural = maximum == 1 ? "" : "s"
            throw raise(
                .typeError,
                "\(parameters.function)() takes \(exact) \(maximum) \(kind)argument\(plural) (\(count + keywordCount) given)"
            )
        }
        if count > parameters.positional {
            if parameters.positional == 0 {
                throw raise(.typeError, "\(parameters.function)() takes no positional arguments")
            }
            let plural = parameters.positional == 1 ? "" : "s"
            let bound = parameters.required >= parameters.positional ? "exactly" : "at most"
            throw raise(
                .typeError,
                "\(parameters.function)() takes \(bound) \(parameters.positional) positional argument\(plural) (\(count) given)"
            )
        }
    }

    /// A keyword that has no place, which is told of after what is missing; one given twice comes before one
    /// that isn't known.
    private struct Refused {
        var name: Ref
        /// Where it was given by position as well.
        var index: Int?
    }

    private func place(
        _ parameters: Parameters, _ name: Ref, _ value: Ref, _ positionalCount: Int,
        _ result: inout [Ref?], _ refused: inout Refused?
    ) {
        guard
            let index = parameters.names.firstIndex(where: {
                $0.utf8CodeUnitCount > 0 && name.isASCIIText($0)
            })
        else {
            if refused == nil { refused = Refused(name: name) }
            return
        }
        if index < positionalCount {
            if refused?.index ?? .max > index { refused = Refused(name: name, index: index) }
            return
        }
        result[index] = value
    }

    private func raise(_ refused: Refused, _ parameters: Parameters) -> Raised {
        let (name, function) = (refused.name.text, parameters.function)
        guard let index = refused.index else {
            return raise(.typeError, "'\(name)' is an invalid keyword argument for \(function)()")
        }
        return raise(
            .typeError,
            "argument for \(function)() given by name ('\(name)') and position (\(index + 1))")
    }

    private func checkRequired(_ parameters: Parameters, _ result: [Ref?]) throws(Raised) {
        for index in 0..<parameters.required where result[index] == nil {
            let name = parameters.names[index]
            if name.utf8CodeUnitCount > 0 {
                throw raise(
                    .typeError,
                    "\(parameters.function)() missing required argument '\(name)' (pos \(index + 1))"
                )
            }
            let minimum = parameters.required
            let bound = minimum < parameters.positional ? "at least" : "exactly"
            throw raise(
                .typeError,
                "\(parameters.function)() takes \(bound) \(minimum) positional argument\(minimum == 1 ? "" : "s") (\(index) given)"
            )
        }
    }
}
