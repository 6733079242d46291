/// Warnings that the interpreter itself gives (`PyErr_WarnEx` and its like, `Python/_warnings.c`).
extension Interpreter {
    /// Gives a warning about what the innermost frame does; raises when a filter makes it an error.
    public func warn(_ category: BuiltinType, _ message: String) throws(Raised) {
        try warn(category, message, stackLevel: 1)
    }

    public func warn(
        _ category: BuiltinType, _ message: String, stackLevel: Int
    ) throws(Raised) {
        let text = try makeString(message)
        try warn(text.ref, Ref(RawObject(type(category))), stackLevel: stackLevel, source: nil)
    }

    /// Warns of what an object does, or of what becomes of it (`PyErr_ResourceWarning`).
    public func warn(
        _ category: BuiltinType, _ message: String, about source: Ref
    ) throws(Raised) {
        let text = try makeString(message)
        try warn(text.ref, Ref(RawObject(type(category))), stackLevel: 1, source: source)
    }

    /// Warns of a place in a source that isn't running (`PyErr_WarnExplicitObject`).
    public func warn(
        _ category: BuiltinType, _ message: String, filename: String, line: Int
    ) throws(Raised) {
        let text = try makeString(message)
        let file = try makeString(filename)
        let place = WarningPlace(
            filename: file.take(), line: line, module: nil, registry: nil)
        defer { place.release() }
        try warn(
            explicitly: text.ref, Ref(RawObject(type(category))), at: place, sourceLine: nil,
            source: nil)
    }

    /// Warns of what a caller does, so many frames up (`do_warn`).
    public func warn(
        _ message: Ref, _ category: Ref, stackLevel: Int, source: Ref?
    ) throws(Raised) {
        let place = try warningPlace(stackLevel: stackLevel)
        defer { place.release() }
        try warn(
            explicitly: message, category, at: place, sourceLine: nil, source: source)
    }

    // MARK: Places

    /// The frame that a warning is about (`setup_context`): frames of the importer don't count, unless it warns itself.
    private func warningPlace(stackLevel: Int) throws(Raised) -> WarningPlace {
        var frame = visibleFrame(from: state.pointee.evaluation.currentFrame)
        let countsAll = stackLevel <= 0 || (frame.map { isImporterFrame($0) } ?? false)
        var level = stackLevel
        while level > 1, let current = frame {
            level -= 1
            frame = visibleFrame(from: current.pointee.previous)
            while !countsAll, let next = frame, isImporterFrame(next) {
                frame = visibleFrame(from: next.pointee.previous)
            }
        }
        guard let frame else {
            guard let dict = sysDict else {
                throw raise(.runtimeError, "lost sys")
            }
            let filename = try intern("sys")
            return try warningPlace(dict, filename.take(), 1)
        }
        return try warningPlace(
            Ref(frame.pointee.f_globals),
            Ref(frame.code.pointee.co_filename).owned().take(), frame.currentLine ?? 0)
    }

    /// The place with what its globals tell: the module's name, and the registry of what was warned of there.
    private func warningPlace(
        _ globals: Ref, _ filename: RawObject, _ line: Int
    ) throws(Raised) -> WarningPlace {
        var place = WarningPlace(filename: filename, line: line, module: nil, registry: nil)
        do throws(Raised) {
            let key = try intern("__warningregistry__")
            if let known = try dictGet(globals, key.ref) {
                place.registry = known.owned().take()
            } else {
                let registry = try makeDict()
                try dictSet(globals, key.ref, registry.ref)
                place.registry = registry.take()
            }
            let name = try dictGet(globals, self.name(.__name__))
            if let name, name.isNone || name.isStr {
                place.module = name.owned().take()
            } else {
                place.module = try intern("<string>").take()
            }
        } catch {
            place.release()
            throw error
        }
        return place
    }

    private func isImporterFrame(_ frame: FramePointer) -> Bool {
        let filename = Ref(frame.code.pointee.co_filename)
        guard filename.isStr else { return false }
        let text = filename.text
        return text.contains("importlib") && text.contains("_bootstrap")
    }
}

/// Where a warning is given, as owned references.
public struct WarningPlace {
    public var filename: RawObject
    public var line: Int
    public var module: RawObject?
    public var registry: RawObject?

    public init(filename: RawObject, line: Int, module: RawObject?, registry: RawObject?) {
        self.filename = filename
        self.line = line
        self.module = module
        self.registry = registry
    }

    public func release() {
        Ref(filename).decref()
        if let module { Ref(module).decref() }
        if let registry { Ref(registry).decref() }
    }
}
