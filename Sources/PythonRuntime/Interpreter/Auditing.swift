/// Audit events (PEP 578; `PySys_Audit`, `Python/sysmodule.c`): what a program's hooks are told of before it happens, and
/// can forbid by raising.
///
/// Until a program adds its first hook an event costs one comparison, which those who raise it make themselves
/// (`isAudited`), so that no arguments are made in vain.
extension Interpreter {
    /// An argument of an event.
    public enum AuditedValue {
        case object(Ref), int(Int), text(String), none
    }

    /// Whether there are hooks.
    @inline(__always)
    public var isAudited: Bool { state.pointee.modules.isAudited }

    /// Tells the hooks of an event.
    public func audit(_ event: StaticString, _ values: AuditedValue...) throws(Raised) {
        try audit(event, values)
    }

    public func audit(_ event: StaticString, _ values: [AuditedValue]) throws(Raised) {
        guard isAudited else { return }
        let name = try intern("\(event)")
        let arguments = try makeList()
        for value in values {
            let item =
                switch value {
                case .object(let object): object.owned()
                case .int(let number): try makeInt(number)
                case .text(let text): try makeString(text)
                case .none: none.owned()
                }
            try listAppend(arguments.ref, item.ref)
        }
        let tuple = try makeTuple(from: arguments.ref)
        try tellHooks(name.ref, tuple.ref)
    }

    /// `sys.audit(event, *arguments)`.
    func audit(_ arguments: Arguments) throws(Raised) {
        guard arguments.count > 0 else {
            throw raise(.typeError, "audit() missing 1 required positional argument: 'event'")
        }
        guard isAudited else { return }
        guard arguments[0].isStr else {
            throw raise(
                .typeError,
                "expected str for argument 'event', not \(typeName(arguments[0].type))")
        }
        let rest = try makeTuple((1..<arguments.count).map { arguments[$0] })
        try tellHooks(arguments[0], rest.ref)
    }

    /// `sys.addaudithook`: those that are there may refuse the new one, without anybody being told.
    func addAuditHook(_ hook: Ref) throws(Raised) {
        do throws(Raised) { try audit("sys.addaudithook") } catch {
            guard currentExceptionIs(.exception) else { throw error }
            return clearException()
        }
        if !isAudited {
            let list = try makeList()
            // No program comes by it through the collector.
            untrack(list.ref.raw)
            try keep(list.ref, as: Self.hooksKey)
            state.pointee.modules.isAudited = true
        }
        let hooks = try keptValue(Self.hooksKey)
        try listAppend(hooks.ref, hook)
    }

    private static var hooksKey: String { "sys.addaudithook" }

    /// Calls the hooks in order, up to the first that raises. They aren't traced unless they ask for it.
    private func tellHooks(_ event: Ref, _ arguments: Ref) throws(Raised) {
        let hooks = try keptValue(Self.hooksKey)
        guard hooks.ref.isList else { return }
        let pending = takeException()
        state.pointee.tracing.depth &+= 1
        defer { state.pointee.tracing.depth &-= 1 }
        let key = try intern("__cantrace__")
        var index = 0
        do throws(Raised) {
            while index < hooks.ref.itemCount {
                let hook = hooks.ref.listItem(index).owned()
                index += 1
                try tell(hook.ref, canTraceKey: key.ref, event, arguments)
            }
        } catch {
            if let pending { Ref(pending).decref() }
            throw error
        }
        if let pending { _ = reraise(Owned(stealing: pending)) }
    }

    private func tell(
        _ hook: Ref, canTraceKey: Ref, _ event: Ref, _ arguments: Ref
    ) throws(Raised) {
        var isTraced = false
        if let raw = try lookupAttribute(hook, canTraceKey) {
            let value = Owned(stealing: raw)
            isTraced = try isTrue(value.ref)
        }
        if isTraced { state.pointee.tracing.depth &-= 1 }
        defer { if isTraced { state.pointee.tracing.depth &+= 1 } }
        _ = try call(hook, [event, arguments])
    }
}

/// Events of the interpreter's own.
extension Interpreter {
    /// Before a module is searched.
    func auditImport(_ name: Ref, file: Ref? = nil) throws(Raised) {
        guard isAudited else { return }
        func entry(_ key: String) throws(Raised) -> AuditedValue {
            guard file == nil, let dict = sysDict else { return .none }
            let key = try intern(key)
            return dictGet(dict, str: key.ref).map(AuditedValue.object) ?? .none
        }
        try audit(
            "import",
            [
                .object(name), file.map(AuditedValue.object) ?? .none, try entry("path"),
                try entry("meta_path"), try entry("path_hooks"),
            ])
    }

    /// Before a shared library is opened for a module.
    public func auditImport(_ name: Ref, library: Ref) throws(Raised) {
        try auditImport(name, file: library)
    }

    /// Before a source is read.
    func auditCompile(_ request: CompileRequest) throws(Raised) {
        guard isAudited else { return }
        let source = try makeBytes(request.source)
        try audit("compile", .object(source.ref), .text(request.filename))
    }

    /// Before one of the attributes is read that lead to code and frames.
    func auditReading(_ descriptor: Ref, of object: Ref) throws(Raised) {
        guard isAudited else { return }
        let name = Ref(descriptor.fields(PyDescrObject.self).pointee.d_name)
        let audited: Bool =
            switch name.text {
            case "__code__", "__defaults__", "__kwdefaults__": object.isExactly(.function)
            case "f_code": object.isExactly(.frame)
            case "tb_frame": object.isExactly(.traceback)
            case "gi_frame", "gi_code", "cr_frame", "cr_code", "ag_frame", "ag_code": true
            default: false
            }
        if audited { try audit("object.__getattr__", .object(object), .object(name)) }
    }

    /// Before an attribute is set, or deleted where the value is nil.
    func auditSetting(_ name: StaticString, of object: Ref, _ value: Ref?) throws(Raised) {
        guard isAudited else { return }
        if let value {
            try audit(
                "object.__setattr__", .object(object), .text("\(name)"), .object(value))
        } else {
            try audit("object.__delattr__", .object(object), .text("\(name)"))
        }
    }
}
