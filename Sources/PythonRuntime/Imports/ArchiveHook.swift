import VirtualSystem

/// The first of `sys.path_hooks`, which finds modules in archives (`init_zipimport`, `Python/pylifecycle.c`).
///
/// CPython puts the library's `zipimport.zipimporter` there when it starts. Most programs have no archive among their
/// paths, so here a native function stands in its place until one comes: it declines folders and what isn't there
/// without importing the module.
extension Interpreter {
    func addArchiveHook() throws(Raised) {
        guard let dict = sysDict, let key = try? intern("path_hooks"),
            let hooks = dictGet(dict, str: key.ref), hooks.isList
        else { return }
        let module = try makeModule("zipimport", functions: [Self.archiveHook])
        let hook = try namedAttribute(module.ref, "zipimporter")
        try listAppend(hooks, hook.ref)
    }

    private static let archiveHook = NativeModuleFunction("zipimporter", .oneArgument) {
        module, arguments, _, _ in
        moduleFunction(module, arguments) { interpreter, path throws(Raised) in
            guard !path.isStr || interpreter.mayBeArchive(path.text) else {
                throw interpreter.raise(.importError, "not a Zip file: \(path.text)")
            }
            let library = try interpreter.importModule("zipimport")
            let type = try interpreter.namedAttribute(library.ref, "zipimporter")
            if let module { interpreter.replaceArchiveHook(of: module, by: type.ref) }
            return try interpreter.call(type.ref, path)
        }
    }

    /// Puts the library's type where the function that belongs to `module` stands.
    private func replaceArchiveHook(of module: RawObject, by type: Ref) {
        guard let dict = sysDict, let key = try? intern("path_hooks"),
            let hooks = dictGet(dict, str: key.ref), hooks.isList
        else { return }
        for index in 0..<hooks.itemCount {
            let hook = hooks.listItem(index)
            guard hook.isExactly(.builtinFunction),
                hook.fields(PyCFunctionObject.self).pointee.m_self == module
            else { continue }
            let kept = type.owned()
            hooks.setListItem(index, kept.take())
            hook.decref()
            return
        }
    }

    /// Whether a path, or one that it begins with, is a file.
    private func mayBeArchive(_ text: String) -> Bool {
        guard let files else { return false }
        var path = Array(text.utf8)
        while !path.isEmpty {
            if let status = try? files.status(FilePath(path)) { return status.isFile }
            guard let slash = path.lastIndex(of: 0x2F) else { return false }
            path.removeSubrange(slash...)
        }
        return false
    }
}
