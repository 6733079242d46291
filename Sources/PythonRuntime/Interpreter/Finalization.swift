/// The end of an interpreter (`Py_FinalizeEx`, `Python/pylifecycle.c`): its modules are taken apart, so that
/// what they hold is finalised while the built-ins still work.
///
/// A module that nobody else holds goes with `sys.modules`, and its namespace with it. What its functions
/// hold in cycles goes in the collection after that. Only what is left then has its names set to `None`, one
/// module after another, the last imported first.
extension Interpreter {
    /// Nothing of Python runs afterwards; the memory is as the program left it.
    func finalizeModules() {
        endOtherThreads()
        state.pointee.modules.isFinalizing = true
        _ = collectGarbage()
        prepareWarningsForTheEnd()
        forgetInteractiveState()
        let modules = forgetModules()
        _ = collectGarbage()
        tellGarbageAtEnd()
        for reference in modules.reversed() {
            let object = Ref(reference.ref.fields(PyWeakReference.self).pointee.wr_object)
            if object.isNone || object.refcount <= 0 || isKeptToTheEnd(object) { continue }
            let module = object.owned()
            if let dict = moduleDict(module.ref) { clearNames(of: dict) }
        }
        _ = collectGarbage()
    }

    /// `sys` and `builtins` are what finalisers need.
    private func isKeptToTheEnd(_ module: Ref) -> Bool {
        module.raw == state.pointee.modules.sys || module.raw == state.pointee.modules.builtins
    }

    /// What only an interactive session or the import system keeps alive.
    private func forgetInteractiveState() {
        if let builtins = state.pointee.modules.builtinsDict { forget("_", in: Ref(builtins)) }
        guard let dict = sysDict else { return }
        for name in [
            "path", "argv", "ps1", "ps2", "last_type", "last_value", "last_traceback",
            "path_hooks", "path_importer_cache", "meta_path", "__interactivehook__",
        ] { forget(name, in: dict) }
        for (name, original) in [
            ("stdin", "__stdin__"), ("stdout", "__stdout__"), ("stderr", "__stderr__"),
        ] {
            guard let key = try? intern(name), let source = try? intern(original),
                let value = dictGet(dict, str: source.ref)
            else { continue }
            let kept = value.owned()
            try? dictSet(dict, key.ref, kept.ref)
        }
        clearException()
    }

    private func forget(_ name: String, in dict: Ref) {
        guard let key = try? intern(name), dictGet(dict, str: key.ref) != nil else { return }
        do throws(Raised) { try dictSet(dict, key.ref, none) } catch { clearException() }
    }

    /// Empties `sys.modules`; weak references to those that were in it, in order.
    private func forgetModules() -> [FinalizedModule] {
        guard let raw = state.pointee.modules.modules else { return [] }
        let table = Ref(raw).owned()
        var names: [RawObject] = []
        var references: [FinalizedModule] = []
        var position = 0
        while let entry = dictNext(table.ref, &position) {
            names.append(entry.key.owned().take())
            guard isSubtype(entry.value.type, type(.module)) else { continue }
            do throws(Raised) {
                let reference = try newWeakReference(type(.weakReference), entry.value, nil)
                references.append(FinalizedModule(ref: Ref(reference.take())))
            } catch { clearException() }
        }
        // Other owners of the main module let go of it first.
        if let main = state.pointee.modules.main {
            state.pointee.modules.main = nil
            Ref(main).decref()
        }
        for raw in names {
            let name = Owned(stealing: raw)
            do throws(Raised) { try dictSet(table.ref, name.ref, none) } catch { clearException() }
        }
        dictClear(table.ref)
        return references
    }

    /// Sets a namespace's names to `None`: first those of one underscore, then all but `__builtins__`
    /// (`_PyModule_ClearDict`).
    private func clearNames(of dict: Ref) {
        let kept = dict.owned()
        for isPrivate in [true, false] {
            var position = 0
            while let entry = dictNext(kept.ref, &position) {
                guard entry.key.isStr, !entry.value.isNone, entry.key.strCount > 0 else { continue }
                let key = entry.key.owned()
                let characters = key.ref.characters
                let isUnderscored = characters[0] == 0x5F
                if isPrivate {
                    guard isUnderscored, characters.count < 2 || characters[1] != 0x5F
                    else { continue }
                } else if isUnderscored, key.ref.text == "__builtins__" {
                    continue
                }
                do throws(Raised) { try dictSet(kept.ref, key.ref, none) } catch {
                    clearException()
                }
            }
        }
    }
}

extension Interpreter {
    /// Makes the filters of warnings, if something will have to be told once modules can't be imported any more.
    private func prepareWarningsForTheEnd() {
        guard let garbage = state.pointee.collector.garbage, Ref(garbage).itemCount > 0 else {
            return
        }
        do throws(Raised) { try prepareWarnings() } catch { clearException() }
    }

    /// Warns of what can't be freed, and shows it under `gc.DEBUG_UNCOLLECTABLE`
    /// (`_PyGC_DumpShutdownStats`).
    private func tellGarbageAtEnd() {
        let flags = state.pointee.collector.debugFlags
        guard !flags.contains(.saveAll), let garbage = state.pointee.collector.garbage,
            Ref(garbage).itemCount > 0
        else { return }
        let isListed = flags.contains(.uncollectable)
        var message = "gc: \(Ref(garbage).itemCount) uncollectable objects at shutdown"
        if !isListed { message += "; use gc.set_debug(gc.DEBUG_UNCOLLECTABLE) to list them" }
        do throws(Raised) {
            try warn(.resourceWarning, message, filename: "gc", line: 0)
        } catch { reportUnraisable("in garbage collection") }
        guard isListed else { return }
        do throws(Raised) {
            let shown = try repr(Ref(garbage))
            writeToStandardError("      \(shown.ref.text)\n")
        } catch { reportUnraisable("in garbage collection") }
    }
}

/// A weak reference to a module, held until the process ends.
private struct FinalizedModule {
    let ref: Ref
}
