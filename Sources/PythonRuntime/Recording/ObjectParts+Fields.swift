import HeapTrace

/// The references of objects that are no plain containers: instances with `__slots__`, functions with their
/// cells and defaults, classes, generators with their frame, weak references, iterators.
extension Interpreter {
    /// An instance's attributes: the fields of `__slots__` first, then those in its values or its dict; of
    /// one that derives from a container, its items after them.
    func instanceParts(_ object: Ref, head: Int, tail: Int) -> ObjectParts {
        let fields = slotFieldParts(object)
        var parts = attributeParts(object, head: head, tail: tail)
        if !fields.isEmpty {
            parts.shown = fields + parts.shown
            parts.count += fields.count
            parts.headCount += fields.count
        }
        guard parts.count == 0 else { return parts }
        if object.isList || object.isTuple { return sequenceParts(object, head: head, tail: tail) }
        if object.isDict { return dictParts(object, head: head, tail: tail) }
        // One of the library's own types, such as a deque: what it holds, in its own order.
        return object.type.hasManagedDict ? parts : heldParts(object, head: head, tail: tail)
    }

    private func slotFieldParts(_ object: Ref) -> [ObjectParts.Part] {
        var parts: [ObjectParts.Part] = []
        var current = object.type
        while current.isHeapType {
            var own: [ObjectParts.Part] = []
            for index in 0..<max(0, current.pointee.ob_size) {
                let definition = current.slotDefinitions[index]
                let name = definition.name.map { String(cString: $0) } ?? "?"
                let value = object.raw.load(fromByteOffset: definition.offset, as: RawObject?.self)
                own.append(ObjectParts.Part(label: name, target: value.map(Ref.init)))
            }
            parts = own + parts
            guard let base = current.pointee.tp_base else { break }
            current = base
        }
        return parts
    }

    // MARK: Functions and classes

    /// A function's closed-over variables and default values; a bound method's object and function.
    func functionParts(_ object: Ref) -> [ObjectParts.Part] {
        if object.isExactly(.method) {
            let method = object.fields(PyMethodObject.self).pointee
            return [
                ObjectParts.Part(label: "__self__", target: Ref(method.im_self)),
                ObjectParts.Part(label: "__func__", target: Ref(method.im_func)),
            ]
        }
        guard object.isExactly(.function) else { return [] }
        return closureParts(object) + defaultParts(object)
    }

    private func closureParts(_ object: Ref) -> [ObjectParts.Part] {
        guard let closure = object.function.pointee.func_closure else { return [] }
        let code = Ref(object.function.pointee.func_code).code.pointee
        let names = Ref(code.co_localsplusnames)
        // The free variables come last.
        let first = names.itemCount - Ref(closure).itemCount
        return (0..<max(0, Ref(closure).itemCount)).map { index in
            let place = first + index
            let name = place >= 0 ? names.tupleItem(place).text : "?"
            let cell = Ref(closure).tupleItems[index]
            return ObjectParts.Part(label: "cell \(name)", target: cell.map(Ref.init))
        }
    }

    private func defaultParts(_ object: Ref) -> [ObjectParts.Part] {
        let function = object.function.pointee
        let code = Ref(function.func_code).code.pointee
        let names = Ref(code.co_localsplusnames)
        var parts: [ObjectParts.Part] = []
        if let defaults = function.func_defaults {
            let first = Int(code.co_argcount) - Ref(defaults).itemCount
            for index in 0..<max(0, Ref(defaults).itemCount) {
                let place = first + index
                let isKnown = place >= 0 && place < names.itemCount
                let name = isKnown ? names.tupleItem(place).text : "?"
                let value = Ref(defaults).tupleItems[index]
                parts.append(ObjectParts.Part(label: "\(name)=", target: value.map(Ref.init)))
            }
        }
        if let defaults = function.func_kwdefaults {
            var position = 0
            while let entry = dictNext(Ref(defaults), &position) {
                let name = entry.key.isStr ? entry.key.text : "?"
                parts.append(ObjectParts.Part(label: "\(name)=", target: entry.value))
            }
        }
        return parts
    }

    /// The attributes of a class of the program's own, without those that every class has.
    func typeParts(_ object: Ref, head: Int, tail: Int) -> ObjectParts {
        let type = object.raw.assumingMemoryBound(to: PyTypeObject.self)
        guard type.isHeapType, let dict = type.pointee.tp_dict else { return ObjectParts() }
        var parts: [ObjectParts.Part] = []
        var isOwn = false
        var position = 0
        while let entry = dictNext(Ref(dict), &position) {
            guard entry.key.isStr else { continue }
            let name = entry.key.text
            if name == "__module__" { isOwn = entry.value.isStr && entry.value.text == "__main__" }
            if name.hasPrefix("__"), name.hasSuffix("__"), name != "__init__" { continue }
            parts.append(ObjectParts.Part(label: name, target: entry.value))
        }
        guard isOwn else { return ObjectParts() }
        let shown = parts
        return chosen(shown.count, head: head, tail: tail) { shown[$0] }
    }

    // MARK: Generators, weak references, iterators

    func fieldParts(_ object: Ref, head: Int, tail: Int) -> ObjectParts {
        if object.isGeneratorLike { return all(generatorParts(object)) }
        if isWeakReference(object) { return all(weakParts(object)) }
        return heldParts(object, head: head, tail: tail)
    }

    /// The variables in the frame that lies in a generator.
    private func generatorParts(_ object: Ref) -> [ObjectParts.Part] {
        guard object.generator.pointee.gi_frame_state.isFinished == false else { return [] }
        var parts: [ObjectParts.Part] = []
        RecordedFrame(object.generatorFrame).forEachLocal { name, value in
            parts.append(ObjectParts.Part(label: name, target: value))
        }
        return parts
    }

    private func weakParts(_ object: Ref) -> [ObjectParts.Part] {
        let fields = object.fields(PyWeakReference.self).pointee
        var parts = [
            ObjectParts.Part(label: "referent", target: referent(of: object), isWeak: true)
        ]
        if let callback = fields.wr_callback {
            parts.append(ObjectParts.Part(label: "callback", target: Ref(callback)))
        }
        return parts
    }

    /// What an object says it holds when the collector asks, apart from its type.
    private func heldParts(_ object: Ref, head: Int, tail: Int) -> ObjectParts {
        guard isCollectable(object), !object.isExactly(.frame), !object.isExactly(.traceback) else {
            return ObjectParts()
        }
        var held = HeldReferences()
        withUnsafeMutablePointer(to: &held) { list in
            _ = traverse(
                object.raw, Self.collectHeldReference, UnsafeMutableRawPointer(list))
        }
        let type = UnsafeMutableRawPointer(object.type)
        let shown = held.references.filter { $0 != type }
        return chosen(shown.count, head: head, tail: tail) { index in
            ObjectParts.Part(label: "", target: Ref(shown[index]))
        }
    }
}
