/// The absolute name of a relative import (`resolve_name`, `Python/import.c`).
extension Interpreter {
    func resolveRelative(_ name: Ref, _ globals: Ref?, _ level: Int) throws(Raised) -> Owned {
        guard let globals else { throw raise(.keyError, "'__name__' not in globals") }
        guard globals.isDict else { throw raise(.typeError, "globals must be a dict") }
        let package = try packageName(globals)
        if package.ref.strCount == 0 {
            throw raise(.importError, "attempted relative import with no known parent package")
        }
        var base = package.ref.text[...]
        for _ in 1..<max(level, 1) {
            guard let dot = base.lastIndex(of: ".") else {
                throw raise(
                    .importError, "attempted relative import beyond top-level package")
            }
            base = base[..<dot]
        }
        if name.strCount == 0 { return try makeString(String(base)) }
        return try makeString("\(base).\(name.text)")
    }

    /// `__package__`, or what `__spec__`, or `__name__` and `__path__`, say it would be.
    private func packageName(_ globals: Ref) throws(Raised) -> Owned {
        let package = dictGet(globals, str: name(.__package__))
        let spec = dictGet(globals, str: name(.__spec__))
        if let package, !package.isNone {
            guard package.isStr else { throw raise(.typeError, "package must be a string") }
            if let spec, !spec.isNone {
                let parent = try namedAttribute(spec, "parent")
                if try !compareBool(package, parent.ref, .equal) {
                    try warn(.importWarning, "__package__ != __spec__.parent")
                }
            }
            return package.owned()
        }
        if let spec, !spec.isNone {
            let parent = try namedAttribute(spec, "parent")
            guard parent.ref.isStr else {
                throw raise(.typeError, "__spec__.parent must be a string")
            }
            return parent
        }
        try warn(
            .importWarning,
            "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__"
        )
        guard let own = dictGet(globals, str: name(.__name__)) else {
            throw raise(.keyError, "'__name__' not in globals")
        }
        guard own.isStr else { throw raise(.typeError, "__name__ must be a string") }
        if dictGet(globals, str: name(.__path__)) != nil { return own.owned() }
        let text = own.text
        guard let dot = text.lastIndex(of: ".") else {
            throw raise(.importError, "attempted relative import with no known parent package")
        }
        return try makeString(String(text[..<dot]))
    }
}
