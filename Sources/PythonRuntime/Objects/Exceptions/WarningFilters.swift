/// What is done with a warning: the filters that `_warnings` and `warnings` share decide, and registries know what was
/// told before (`Python/_warnings.c`).
///
/// While the library's `warnings` isn't imported the state here holds; from then on its attributes do, which programs may
/// replace. The state is made when the first warning is given or `_warnings` is imported, so that starting doesn't pay
/// for it.
struct WarningsState {
    /// A list of tuples, owned.
    var filters: RawObject?
    /// A dict, owned.
    var onceRegistry: RawObject?
    /// A str, owned.
    var defaultAction: RawObject?
    /// Counts the changes of the filters; registries of older ones are emptied.
    var filtersVersion = 0
}

extension Interpreter {
    /// Makes the filters and registries, once.
    public func prepareWarnings() throws(Raised) {
        guard state.pointee.warnings.filters == nil else { return }
        try asPartOfStart { () throws(Raised) in
            let filters = try makeDefaultFilters()
            let registry = try makeDict()
            state.pointee.warnings.defaultAction = try intern("default").take()
            state.pointee.warnings.onceRegistry = registry.take()
            state.pointee.warnings.filters = filters.take()
        }
        // Options may have said more, which only the library's module understands.
        guard !programSettings.warnings.isEmpty else { return }
        do throws(Raised) { _ = try importModule("warnings") } catch { clearException() }
    }

    public var warningFilters: Ref? { state.pointee.warnings.filters.map { Ref($0) } }
    public var warningOnceRegistry: Ref? { state.pointee.warnings.onceRegistry.map { Ref($0) } }
    public var warningDefaultAction: Ref? { state.pointee.warnings.defaultAction.map { Ref($0) } }

    /// Registries of what was warned of hold no longer (`_filters_mutated`).
    public func noteChangedWarningFilters() { state.pointee.warnings.filtersVersion &+= 1 }

    private func makeDefaultFilters() throws(Raised) -> Owned {
        let list = try makeList()
        let rules: [(String, BuiltinType, String?)] = [
            ("default", .deprecationWarning, "__main__"), ("ignore", .deprecationWarning, nil),
            ("ignore", .pendingDeprecationWarning, nil), ("ignore", .importWarning, nil),
            ("ignore", .resourceWarning, nil),
        ]
        for (action, category, module) in rules {
            let text = try intern(action)
            let name = try module.map { name throws(Raised) in try intern(name).take() }
            let kept = Owned(stealing: name ?? none.owned().take())
            let rule = try makeTuple([
                text.ref, none, Ref(RawObject(type(category))), kept.ref, smallInt(0),
            ])
            try listAppend(list.ref, rule.ref)
        }
        return list
    }

    // MARK: The module of the library

    /// An attribute of `warnings`, if that was imported, or can be where it is wanted; the caller owns it.
    func warningsAttribute(_ name: String, importing: Bool = false) throws(Raised) -> RawObject? {
        let attribute = try intern(name)
        if importing, !state.pointee.modules.isFinalizing {
            do throws(Raised) {
                let module = try importModule("warnings")
                return try lookupAttribute(module.ref, attribute.ref)
            } catch {
                guard currentExceptionIs(.importError) else { throw error }
                clearException()
                return nil
            }
        }
        guard let modules = state.pointee.modules.modules else { return nil }
        let key = try intern("warnings")
        guard let module = dictGet(Ref(modules), str: key.ref) else { return nil }
        let kept = module.owned()
        return try lookupAttribute(kept.ref, attribute.ref)
    }

    // MARK: Decisions

    /// Gives a warning at a place, or raises it (`warn_explicit`).
    public func warn(
        explicitly message: Ref, _ category: Ref, at place: WarningPlace, sourceLine: Ref?,
        source: Ref?
    ) throws(Raised) {
        // The module's name is gone where the interpreter ends.
        if let module = place.module, Ref(module).isNone { return }
        let registry = place.registry.flatMap { Ref($0).isNone ? nil : Ref($0) }
        if let registry, !registry.isDict {
            throw raise(.typeError, "'registry' must be a dict or None")
        }
        try prepareWarnings()
        let module: Owned
        if let known = place.module {
            module = Ref(known).owned()
        } else {
            module = try moduleName(of: Ref(place.filename))
        }
        let isWarning = try isInstance(message, of: Ref(RawObject(type(.warning))))
        let text = isWarning ? try str(message) : message.owned()
        let warning = isWarning ? message.owned() : try call(category, message)
        let category = isWarning ? Ref(RawObject(message.type)) : category
        let line = try makeInt(place.line)
        let key = try makeTuple([text.ref, category, line.ref])
        if let registry, try wasWarned(registry, key.ref, marks: false) { return }
        let decision = try warningAction(category, text.ref, place.line, module.ref)
        let action = decision.action.ref.isStr ? decision.action.ref.text : ""
        if action == "error" { throw raise(instance: warning) }
        if action == "ignore" { return }
        if action != "always" {
            if let registry { try dictSet(registry, key.ref, self.true) }
            switch action {
            case "once":
                if let registry {
                    if try wasWarned(registry, text.ref, category) { return }
                } else {
                    let known = try onceRegistry()
                    if try wasWarned(known.ref, text.ref, category) { return }
                }
            case "module":
                if let registry, try wasWarned(registry, text.ref, category) { return }
            case "default": break
            default: throw try unknownAction(decision)
            }
        }
        let shown = ShownWarning(
            category: category, text: text.ref, warning: warning.ref,
            filename: Ref(place.filename), line: line.ref, sourceLine: sourceLine, source: source)
        try showWarning(shown)
    }

    private func unknownAction(_ decision: borrowing WarningDecision) throws(Raised) -> Raised {
        let action = try repr(decision.action.ref)
        let filter = try repr(decision.filter.ref)
        return raise(
            .runtimeError,
            "Unrecognized action (\(action.ref.text)) in warnings.filters:\n \(filter.ref.text)")
    }

    /// The file's name without `.py` (`normalize_module`).
    private func moduleName(of filename: Ref) throws(Raised) -> Owned {
        let text = filename.isStr ? filename.text : ""
        if text.isEmpty { return try intern("<unknown>") }
        return text.hasSuffix(".py") ? try makeString(String(text.dropLast(3))) : filename.owned()
    }

    private func wasWarned(
        _ registry: Ref, _ text: Ref, _ category: Ref
    ) throws(Raised) -> Bool {
        let key = try makeTuple([text, category])
        return try wasWarned(registry, key.ref, marks: true)
    }

    /// Whether a registry knows a warning (`already_warned`); one of older filters is emptied.
    private func wasWarned(_ registry: Ref, _ key: Ref, marks: Bool) throws(Raised) -> Bool {
        let name = try intern("version")
        let version = try dictGet(registry, name.ref)
        if let version, version.isExactly(.int),
            version.intValue == state.pointee.warnings.filtersVersion
        {
            if let known = try dictGet(registry, key) {
                let kept = known.owned()
                return try isTrue(kept.ref)
            }
        } else {
            dictClear(registry)
            let current = try makeInt(state.pointee.warnings.filtersVersion)
            try dictSet(registry, name.ref, current.ref)
        }
        if marks { try dictSet(registry, key, self.true) }
        return false
    }

    private func onceRegistry() throws(Raised) -> Owned {
        guard let raw = try warningsAttribute("onceregistry") else {
            return (warningOnceRegistry ?? none).owned()
        }
        let registry = Owned(stealing: raw)
        if registry.ref.isDict { return registry }
        throw raise(
            .typeError,
            "_warnings.onceregistry must be a dict, not '\(typeName(registry.ref.type))'")
    }

    // MARK: Filters

    /// What the first filter that a warning suits says of it (`get_filter`).
    private func warningAction(
        _ category: Ref, _ text: Ref, _ line: Int, _ module: Ref
    ) throws(Raised) -> WarningDecision {
        if let raw = try warningsAttribute("filters") {
            if let old = state.pointee.warnings.filters { Ref(old).decref() }
            state.pointee.warnings.filters = raw
        }
        guard let filters = warningFilters?.owned(), filters.ref.isList else {
            throw raise(.valueError, "_warnings.filters must be a list")
        }
        var index = 0
        while index < filters.ref.itemCount {
            let filter = filters.ref.listItem(index).owned()
            guard filter.ref.isTuple, filter.ref.itemCount == 5 else {
                throw raise(.valueError, "_warnings.filters item \(index) isn't a 5-tuple")
            }
            let action = filter.ref.tupleItem(0)
            if !action.isStr {
                throw raise(
                    .typeError, "action must be a string, not '\(typeName(action.type))'")
            }
            let suits = try matches(filter.ref.tupleItem(1), text)
            let isFromThere = try matches(filter.ref.tupleItem(3), module)
            let isOfKind = try isSubclass(category, of: filter.ref.tupleItem(2))
            let wanted = try indexValue(filter.ref.tupleItem(4), overflow: .overflowError)
            if suits, isFromThere, isOfKind, wanted == 0 || wanted == line {
                return WarningDecision(action: action.owned(), filter: filter)
            }
            index += 1
        }
        if let raw = try warningsAttribute("defaultaction") {
            let action = Owned(stealing: raw)
            if !action.ref.isStr {
                throw raise(
                    .typeError,
                    "_warnings.defaultaction must be a string, not '\(typeName(action.ref.type))'")
            }
            return WarningDecision(action: action, filter: none.owned())
        }
        return WarningDecision(
            action: (warningDefaultAction ?? none).owned(), filter: none.owned())
    }

    /// Whether a text is the filter's, or suits its pattern (`check_matched`).
    private func matches(_ wanted: Ref, _ text: Ref) throws(Raised) -> Bool {
        if wanted.isNone { return true }
        if wanted.isExactly(.str) {
            let result = try compareBool(wanted, text, .equal)
            return result
        }
        let match = try namedAttribute(wanted, "match")
        let result = try call(match.ref, text)
        return try isTrue(result.ref)
    }
}

/// What a filter said, and which one it was: `None` for the action without one.
private struct WarningDecision: ~Copyable {
    let action: Owned
    let filter: Owned
}
