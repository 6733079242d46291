import HeapTrace

/// New modules, classes and functions: what a program defines is told together and in short, since the reader
/// has just read it.
extension MemoryChapter {
    mutating func tellDefinitions() {
        tellDefinitions(.module, "a module", "modules")
        tellDefinitions(.type, "a new class", "new classes")
        tellDefinitions(.function, "a new function", "new functions")
        tellDefinitions(.builtin, "a built-in function", "built-in functions")
    }

    /// A single one is left to be told with its address, unless no cell can have made it.
    private mutating func tellDefinitions(_ kind: ObjectKind, _ one: String, _ many: String) {
        var found: [(name: String, object: ObjectRecord)] = []
        let isForeign = kind == .module || kind == .builtin
        for (name, serial) in namesAfter where namesBefore[name] != serial {
            guard let object = objects[serial], object.kind == kind, objectsBefore[serial] == nil,
                !object.isCached || isForeign, names(of: serial).count == 1
            else { continue }
            found.append((name, object))
        }
        guard found.count > (isForeign ? 0 : 1) else { return }
        for entry in found { told.insert(entry.object.serial) }
        var sentence = list(found.map(\.name))
        if found.count > 1 {
            sentence += [.text(" name \(many)")]
        } else {
            sentence += [.text(" names \(one)")]
            let own = Self.name(of: found[0].object)
            if let own, own != found[0].name { sentence += [", ", .code(own)] }
        }
        sentences.append(sentence + ["."])
    }
}
