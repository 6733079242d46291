import PythonRuntime

/// A context (`Python/context.c`): variables and their values. CPython keeps them in a hash array mapped trie
/// that copies share; here they are in a dict that copies share until one of them changes.
struct PyContextObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    /// The context that was left when this one was entered.
    var ctx_prev: RawObject?
    var ctx_vars: RawObject?
    var ctx_weakreflist: RawObject?
    var ctx_entered: Int
}

struct PyContextVarObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var var_name: RawObject?
    var var_default: RawObject?
    /// Not used: what CPython remembers of the last look-up.
    var var_cached: RawObject?
    var var_cached_tsid: UInt
    var var_cached_tsver: UInt
    var var_hash: Int
}

struct PyContextTokenObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var tok_ctx: RawObject?
    var tok_var: RawObject?
    /// Nil for none, shown as `Token.MISSING`.
    var tok_oldval: RawObject?
    var tok_used: Int
}

extension Ref {
    var context: UnsafeMutablePointer<PyContextObject> { fields(PyContextObject.self) }
    var contextVariable: UnsafeMutablePointer<PyContextVarObject> {
        fields(PyContextVarObject.self)
    }
    var contextToken: UnsafeMutablePointer<PyContextTokenObject> {
        fields(PyContextTokenObject.self)
    }
}

extension Interpreter {
    /// Makes another context the current one; gives the reference to the former.
    func exchangeContext(_ context: RawObject?) -> RawObject? {
        let former = currentContextObject
        currentContextObject = context
        return former
    }

    /// Lets go of the current context and goes back to a former one.
    func leaveContext(restoring former: RawObject?) {
        if let left = exchangeContext(former) { Ref(left).decref() }
    }

    /// The current context, borrowed; made when there is none.
    func currentContext() throws(Raised) -> Ref {
        if let context = currentContextObject { return Ref(context) }
        let variables = try makeDict()
        let context = try makeContext(variables.ref).take()
        currentContextObject = context
        return Ref(context)
    }

    func makeContext(_ variables: Ref) throws(Raised) -> Owned {
        let context = try newContext()
        context.ref.context.pointee.ctx_vars = variables.owned().take()
        return context
    }

    private func newContext() throws(Raised) -> Owned {
        guard let raw = reuseContext() else { return try allocateInstance(type(.contextType)) }
        initializeHeader(raw, type(.contextType))
        let fields = Ref(raw).context
        fields.pointee.ctx_prev = nil
        fields.pointee.ctx_vars = nil
        fields.pointee.ctx_weakreflist = nil
        fields.pointee.ctx_entered = 0
        track(raw)
        return Owned(stealing: raw)
    }

    /// The dict of a context, which has one from its making until the collector clears it.
    func variables(of context: Ref) throws(Raised) -> Ref {
        if let variables = context.context.pointee.ctx_vars { return Ref(variables) }
        let variables = try makeDict().take()
        context.context.pointee.ctx_vars = variables
        return Ref(variables)
    }

    /// The dict of a context for changing it, shared with no other.
    private func ownVariables(of context: Ref) throws(Raised) -> Ref {
        let shared = try variables(of: context)
        if shared.refcount == 1 { return shared }
        let copy = try dictCopy(shared).take()
        context.context.pointee.ctx_vars = copy
        shared.decref()
        return Ref(copy)
    }

    // MARK: Variables

    /// `ContextVar(name, default=…)`.
    func makeContextVariable(_ name: Ref, _ fallback: Ref?) throws(Raised) -> Owned {
        guard name.isStr else {
            throw raise(.typeError, "context variable name must be a str")
        }
        let variable = try allocateInstance(type(.contextVariableType))
        let fields = variable.ref.contextVariable
        fields.pointee.var_name = name.owned().take()
        fields.pointee.var_default = fallback.map { $0.owned().take() }
        let hash = addressHash(variable.ref) ^ (try self.hash(name))
        fields.pointee.var_hash = hash == -1 ? -2 : hash
        let canCycle = fallback.map { $0.typeHas(TypeFlags.haveGC) } ?? false
        if !canCycle { untrack(variable.raw) }
        return variable
    }

    /// The value in the current context, borrowed; nil when it has none.
    func contextValue(_ variable: Ref) throws(Raised) -> Ref? {
        guard let context = currentContextObject else { return nil }
        return try dictGet(try variables(of: Ref(context)), variable)
    }

    func setContextValue(_ variable: Ref, _ value: Ref) throws(Raised) {
        let context = try currentContext()
        try dictSet(try ownVariables(of: context), variable, value)
    }

    /// `variable.set(value)`: a token of what was before.
    func contextToken(_ variable: Ref, setting value: Ref) throws(Raised) -> Owned {
        let context = try currentContext()
        let token = try allocateInstance(type(.contextTokenType))
        let old = try contextValue(variable)
        let fields = token.ref.contextToken
        fields.pointee.tok_ctx = context.owned().take()
        fields.pointee.tok_var = variable.owned().take()
        fields.pointee.tok_oldval = old.map { $0.owned().take() }
        try setContextValue(variable, value)
        return token
    }

    /// `variable.reset(token)`.
    func resetContextVariable(_ variable: Ref, _ token: Ref) throws(Raised) {
        let fields = token.contextToken
        if fields.pointee.tok_used != 0 {
            let text = try repr(token)
            throw raise(.runtimeError, "\(text.text) has already been used once")
        }
        if fields.pointee.tok_var != variable.raw {
            let text = try repr(token)
            throw raise(.valueError, "\(text.text) was created by a different ContextVar")
        }
        let context = try currentContext()
        if fields.pointee.tok_ctx != context.raw {
            let text = try repr(token)
            throw raise(.valueError, "\(text.text) was created in a different Context")
        }
        fields.pointee.tok_used = 1
        if let old = fields.pointee.tok_oldval {
            try setContextValue(variable, Ref(old))
        } else if try !dictRemove(try ownVariables(of: context), variable) {
            throw raise(.lookupError, argument: variable)
        }
    }

    // MARK: Contexts

    /// `context.run(callable, …)`.
    func runInContext(_ context: Ref, _ arguments: Arguments) throws(Raised) -> Owned {
        guard arguments.count > 0 else {
            throw raise(.typeError, "run() missing 1 required positional argument")
        }
        if context.context.pointee.ctx_entered != 0 {
            let text = try repr(context)
            throw raise(.runtimeError, "cannot enter context: \(text.text) is already entered")
        }
        _ = try currentContext()
        let former = exchangeContext(context.owned().take())
        context.context.pointee.ctx_prev = former
        context.context.pointee.ctx_entered = 1
        defer {
            context.context.pointee.ctx_prev = nil
            context.context.pointee.ctx_entered = 0
            leaveContext(restoring: former)
        }
        return try call(
            arguments[0], arguments.start.map { $0 + 1 }, count: arguments.count - 1,
            names: arguments.names)
    }

    /// The variables in the order of CPython's trie: by their folded hashes, 5 bits at a time from the
    /// lowest; those of one hash as they came.
    func orderedVariables(of context: Ref) throws(Raised) -> [(key: Ref, value: Ref)] {
        let dict = try variables(of: context)
        var entries: [(order: UInt64, key: Ref, value: Ref)] = []
        var position = 0
        while let entry = dictNext(dict, &position) {
            entries.append((Interpreter.trieOrder(entry.hash), entry.key, entry.value))
        }
        let sorted = entries.indices.sorted {
            (entries[$0].order, $0) < (entries[$1].order, $1)
        }
        return sorted.map { (entries[$0].key, entries[$0].value) }
    }

    /// The chunks of a hash as one number that sorts as the trie does.
    private static func trieOrder(_ hash: Int) -> UInt64 {
        let bits = UInt64(bitPattern: Int64(hash))
        var folded = UInt32(truncatingIfNeeded: bits) ^ UInt32(truncatingIfNeeded: bits >> 32)
        if folded == .max { folded = .max - 1 }
        var order: UInt64 = 0
        for shift in stride(from: UInt32(0), through: 30, by: 5) {
            order = order << 5 | UInt64(folded >> shift & 31)
        }
        return order
    }

    /// Whether two contexts have the same variables with equal values.
    func contextsAreEqual(_ left: Ref, _ right: Ref) throws(Raised) -> Bool {
        let one = try variables(of: left).owned()
        let other = try variables(of: right).owned()
        return try compareBool(one.ref, other.ref, .equal)
    }
}
