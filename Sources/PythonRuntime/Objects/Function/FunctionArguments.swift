import PythonBytecode

/// Puts the arguments of a call into the locals of a new frame (`initialize_locals`,
/// `Python/ceval.c`). Arguments are stolen, whatever happens.
struct FunctionArguments {
    let interpreter: Interpreter
    let function: UnsafeMutablePointer<PyFunctionObject>
    let code: UnsafeMutablePointer<PyCodeObject>
    /// All nil at first; the caller releases what is there after a failure.
    let locals: UnsafeMutablePointer<RawObject?>
    let arguments: UnsafeMutablePointer<RawObject?>
    let count: Int
    let names: Ref?

    private var argumentCount: Int { Int(code.pointee.co_argcount) }
    private var keywordOnlyCount: Int { Int(code.pointee.co_kwonlyargcount) }
    private var positionalOnlyCount: Int { Int(code.pointee.co_posonlyargcount) }
    var functionName: String { Ref(function.pointee.func_qualname).text }

    func parameterName(_ index: Int) -> Ref {
        Ref(code.pointee.co_localsplusnames).tupleItem(index)
    }

    init(
        _ interpreter: Interpreter, function: Ref, locals: UnsafeMutablePointer<RawObject?>,
        arguments: UnsafeMutablePointer<RawObject?>, count: Int, names: Ref?
    ) {
        self.interpreter = interpreter
        self.function = function.function
        code = Ref(function.function.pointee.func_code).code
        self.locals = locals
        self.arguments = arguments
        self.count = count
        self.names = names
    }

    /// Binds all; raises CPython's errors.
    func bind() throws(Raised) {
        let total = argumentCount + keywordOnlyCount
        let flags = code.flags
        var keywordsIndex: Int?
        if flags.contains(.varKeywords) {
            let index = total + (flags.contains(.varArguments) ? 1 : 0)
            keywordsIndex = index
            do { locals[index] = try interpreter.makeDict().take() } catch {
                release(from: 0)
                throw error
            }
        }
        let positional = min(count, argumentCount)
        for index in 0..<positional { locals[index] = arguments[index] }
        if flags.contains(.varArguments) {
            try bindVariadic(at: total, from: positional)
        } else {
            for index in positional..<max(positional, count) { releaseArgument(index) }
        }
        if let names { try bindKeywords(names, total: total, keywordsIndex: keywordsIndex) }
        if count > argumentCount, !flags.contains(.varArguments) { throw tooManyPositional() }
        if count < argumentCount { try bindDefaults() }
        if keywordOnlyCount > 0 { try bindKeywordDefaults(total: total) }
    }

    private func releaseArgument(_ index: Int) {
        if let argument = arguments[index] { Ref(argument).decref() }
    }

    /// Releases the arguments from an index on, the values of keywords included.
    private func release(from start: Int) {
        let total = count + (names?.itemCount ?? 0)
        for index in start..<max(start, total) { releaseArgument(index) }
    }

    /// `*args`: the rest of the positional arguments, in a tuple.
    private func bindVariadic(at index: Int, from start: Int) throws(Raised) {
        do {
            let rest = try interpreter.makeTuple(count: count - start)
            for item in start..<count { rest.ref.tupleItems[item - start] = arguments[item] }
            locals[index] = rest.take()
        } catch {
            release(from: start)
            throw error
        }
    }

    private func bindKeywords(
        _ names: Ref, total: Int, keywordsIndex: Int?
    ) throws(Raised) {
        for index in 0..<names.itemCount {
            do {
                try bindKeyword(
                    names.tupleItem(index), valueAt: count + index, total: total,
                    keywordsIndex: keywordsIndex)
            } catch {
                release(from: count + index)
                throw error
            }
        }
    }

    /// Binds one keyword; on success the value is taken.
    private func bindKeyword(
        _ keyword: Ref, valueAt valueIndex: Int, total: Int, keywordsIndex: Int?
    ) throws(Raised) {
        guard let value = arguments[valueIndex] else { return }
        guard keyword.isStr else {
            throw interpreter.raise(.typeError, "\(functionName)() keywords must be strings")
        }
        guard let index = try indexOfParameter(keyword, total: total) else {
            guard let keywordsIndex, let dict = locals[keywordsIndex] else {
                throw try unexpectedKeyword(keyword)
            }
            try interpreter.dictSet(Ref(dict), keyword, Ref(value))
            Ref(value).decref()
            return
        }
        if locals[index] != nil {
            throw interpreter.raise(
                .typeError, "\(functionName)() got multiple values for argument '\(keyword.text)'")
        }
        locals[index] = value
    }

    /// The parameter a keyword names: by identity first, since names are interned, then by text.
    private func indexOfParameter(_ keyword: Ref, total: Int) throws(Raised) -> Int? {
        for index in positionalOnlyCount..<max(positionalOnlyCount, total)
        where parameterName(index) == keyword { return index }
        for index in positionalOnlyCount..<max(positionalOnlyCount, total)
        where try interpreter.compareBool(parameterName(index), keyword, .equal) { return index }
        return nil
    }

    /// Fills in missing positional arguments from `__defaults__`.
    private func bindDefaults() throws(Raised) {
        let defaults = function.pointee.func_defaults.map { Ref($0) }
        let defaultCount = defaults?.itemCount ?? 0
        let required = argumentCount - defaultCount
        var missing: [Int] = []
        for index in count..<max(count, required) where locals[index] == nil {
            missing.append(index)
        }
        if !missing.isEmpty { throw missingArguments(missing, kind: "positional") }
        guard let defaults else { return }
        for index in max(count, required, 0)..<argumentCount where locals[index] == nil {
            let value = defaults.tupleItem(index - required)
            value.incref()
            locals[index] = value.raw
        }
    }

    /// Fills in missing keyword-only arguments from `__kwdefaults__`.
    private func bindKeywordDefaults(total: Int) throws(Raised) {
        var missing: [Int] = []
        for index in argumentCount..<total where locals[index] == nil {
            if let defaults = function.pointee.func_kwdefaults,
                let value = try interpreter.dictGet(Ref(defaults), parameterName(index))
            {
                value.incref()
                locals[index] = value.raw
            } else {
                missing.append(index)
            }
        }
        if !missing.isEmpty { throw missingArguments(missing, kind: "keyword-only") }
    }
}

extension FunctionArguments {
    // MARK: Errors

    private func unexpectedKeyword(_ keyword: Ref) throws(Raised) -> Raised {
        let passed = try positionalOnlyPassedByKeyword()
        if !passed.isEmpty {
            return interpreter.raise(
                .typeError,
                "\(functionName)() got some positional-only arguments passed as keyword arguments: "
                    + "'\(passed.joined(separator: ", "))'")
        }
        return interpreter.raise(
            .typeError, "\(functionName)() got an unexpected keyword argument '\(keyword.text)'")
    }

    private func positionalOnlyPassedByKeyword() throws(Raised) -> [String] {
        var passed: [String] = []
        for index in 0..<Int(code.pointee.co_posonlyargcount) {
            for keyword in 0..<(names?.itemCount ?? 0) {
                guard let name = names?.tupleItem(keyword) else { continue }
                if try interpreter.compareBool(parameterName(index), name, .equal) {
                    passed.append(parameterName(index).text)
                }
            }
        }
        return passed
    }

    /// `missing 2 required positional arguments: 'a' and 'b'`.
    private func missingArguments(_ indices: [Int], kind: String) -> Raised {
        let names = indices.map { "'\(parameterName($0).text)'" }
        let list: String
        switch names.count {
        case 1: list = names[0]
        case 2: list = "\(names[0]) and \(names[1])"
        default:
            list = names.dropLast().joined(separator: ", ") + ", and \(names[names.count - 1])"
        }
        return interpreter.raise(
            .typeError,
            "\(functionName)() missing \(names.count) required \(kind) "
                + "argument\(names.count == 1 ? "" : "s"): \(list)")
    }

    /// `takes from 1 to 2 positional arguments but 3 were given`.
    private func tooManyPositional() -> Raised {
        let limit = Int(code.pointee.co_argcount)
        let defaultCount = function.pointee.func_defaults.map { Ref($0).itemCount } ?? 0
        let keywordOnly = (0..<Int(code.pointee.co_kwonlyargcount)).count {
            locals[limit + $0] != nil
        }
        let isPlural = defaultCount > 0 || limit != 1
        let takes = defaultCount > 0 ? "from \(limit - defaultCount) to \(limit)" : "\(limit)"
        var given = ""
        if keywordOnly > 0 {
            given =
                " positional argument\(count == 1 ? "" : "s")"
                + " (and \(keywordOnly) keyword-only argument\(keywordOnly == 1 ? "" : "s"))"
        }
        return interpreter.raise(
            .typeError,
            "\(functionName)() takes \(takes) positional argument\(isPlural ? "s" : "") but "
                + "\(count)\(given) \(count == 1 && keywordOnly == 0 ? "was" : "were") given")
    }
}
