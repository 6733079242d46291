import HeapTrace

/// What a byte view can be asked for: a global name, then attributes and items (`a`, `a.next`, `rows[0]`,
/// `d['k']`), found by reading the heap; no code of the program runs.
struct ObjectPath {
    enum Step: Equatable {
        case attribute(String)
        /// What stands in the brackets.
        case item(String)
    }

    var name: String
    var steps: [Step] = []

    /// Nil if it isn't such a path.
    init?(_ text: String) {
        var rest = text[...]
        name = String(rest.prefix { $0 != "." && $0 != "[" })
        rest = rest.dropFirst(name.count)
        if name.isEmpty { return nil }
        while let first = rest.first {
            rest = rest.dropFirst()
            if first == "." {
                let attribute = rest.prefix { $0 != "." && $0 != "[" }
                if attribute.isEmpty { return nil }
                steps.append(.attribute(String(attribute)))
                rest = rest.dropFirst(attribute.count)
            } else {
                guard let end = rest.firstIndex(of: "]") else { return nil }
                steps.append(.item(String(rest[..<end])))
                rest = rest[rest.index(after: end)...]
            }
        }
    }

    func find(_ interpreter: Interpreter) -> Ref? {
        guard let main = interpreter.state.pointee.modules.main,
            let dict = interpreter.moduleDict(Ref(main))
        else { return nil }
        var position = 0
        var found: Ref?
        while let entry = interpreter.dictNext(dict, &position) {
            if entry.key.isStr, entry.key.text == name { found = entry.value }
        }
        for step in steps {
            guard let object = found else { return nil }
            found = follow(step, from: object, interpreter)
        }
        return found
    }

    private func follow(_ step: Step, from object: Ref, _ interpreter: Interpreter) -> Ref? {
        let most = 10_000
        let kind = interpreter.kind(of: object)
        switch step {
        case .attribute(let name):
            if name == "__class__" { return object.type.object }
            if name == "__code__", object.isExactly(.function) {
                return Ref(object.function.pointee.func_code)
            }
            guard kind == .instance || kind == .function || kind == .type else { return nil }
            return interpreter.parts(of: object, kind: kind, head: most, tail: 0).shown.first {
                $0.label == name
            }?.target
        case .item(let text):
            if kind == .list || kind == .tuple, let index = Int(text) {
                let place = index < 0 ? index + object.itemCount : index
                guard place >= 0, place < object.itemCount else { return nil }
                return interpreter.item(object, place)
            }
            guard kind == .dict else { return nil }
            let wanted = String(text.map { $0 == "\"" ? "'" : $0 })
            return interpreter.parts(of: object, kind: kind, head: most, tail: 0).shown.first {
                $0.key.map { ObjectText.of($0, interpreter, limit: 200).text } == wanted
            }?.target
        }
    }
}

extension InterpreterSession {
    /// The memory of the object that a path leads to; nil if it leads to none.
    public func objectBytes(_ path: String) -> ObjectBytes? {
        guard let object = ObjectPath(path)?.find(interpreter) else { return nil }
        return ObjectBytesBuilder.build(interpreter, object, expression: path)
    }
}
