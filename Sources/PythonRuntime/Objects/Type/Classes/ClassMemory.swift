/// The life of classes themselves (`type_dealloc`, `type_traverse`, `type_clear`).
extension Interpreter {
    static func setTypeMemorySlots(_ type: inout PyTypeObject) {
        type.tp_new = newType
        type.tp_init = { raw, arguments, keywords in
            slotStatus { () throws(Raised) in
                let count = Ref(arguments).itemCount
                guard count == 1 || count == 3 else {
                    throw Interpreter(containing: raw).raise(
                        .typeError, "type.__init__() takes 1 or 3 arguments")
                }
                return 0
            }
        }
        type.tp_is_gc = { $0.assumingMemoryBound(to: PyTypeObject.self).isHeapType ? 1 : 0 }
        type.tp_dealloc = { Interpreter(containing: $0).deallocateClass($0) }
        type.tp_traverse = { raw, visit, argument in
            let cls = raw.assumingMemoryBound(to: PyTypeObject.self)
            guard cls.isHeapType else { return 0 }
            let fields = cls.pointee
            let base = fields.tp_base.map { RawObject($0) }
            for held in [
                fields.tp_dict, fields.tp_cache, fields.tp_mro, fields.tp_bases, base,
                cls.heap.pointee.ht_module,
            ] {
                let status = visitReference(held, visit, argument)
                if status != 0 { return status }
            }
            return 0
        }
        type.tp_clear = { raw in
            let cls = raw.assumingMemoryBound(to: PyTypeObject.self)
            guard cls.isHeapType else { return 0 }
            let interpreter = Interpreter(containing: raw)
            interpreter.typeModified(cls)
            if let dict = cls.pointee.tp_dict { interpreter.dictClear(Ref(dict)) }
            let mro = cls.pointee.tp_mro
            cls.pointee.tp_mro = nil
            if let mro { Ref(mro).decref() }
            return 0
        }
    }

    /// Keeps a copy of a class's documentation in UTF-8, up to a NUL, in a block of its own (`type_new_set_doc`).
    func copyDocumentation(_ cls: TypePointer, _ dict: Ref) throws(Raised) {
        guard let doc = dictGet(dict, str: name(.__doc__)), doc.isStr else { return }
        let bytes = try keptUTF8(doc)
        let count = bytes.firstIndex(of: 0) ?? bytes.count
        guard let block = allocateBlock(count + 1) else { throw raiseMemoryError() }
        let text = block.assumingMemoryBound(to: UInt8.self)
        if let start = bytes.baseAddress { text.update(from: start, count: count) }
        text[count] = 0
        cls.pointee.tp_doc = UnsafePointer(text)
    }

    private func deallocateClass(_ raw: RawObject) {
        let cls = raw.assumingMemoryBound(to: PyTypeObject.self)
        guard cls.isHeapType else { return }
        untrack(raw)
        typeModified(cls)
        clearWeakReferences(to: Ref(raw))
        let pending = takeException()
        if let bases = cls.pointee.tp_bases {
            for index in 0..<Ref(bases).itemCount {
                let base = Ref(bases).tupleItem(index).fields(PyTypeObject.self)
                do { try removeSubclass(cls, from: base) } catch { clearException() }
            }
        }
        state.pointee.errors.current = pending
        let fields = cls.pointee
        let heap = cls.heap.pointee
        for held in [
            fields.tp_base.map { RawObject($0) }, fields.tp_dict, fields.tp_bases, fields.tp_mro,
            fields.tp_cache, fields.tp_subclasses,
        ] {
            if let held { Ref(held).decref() }
        }
        if let text = fields.tp_doc { freeBlock(UnsafeMutableRawPointer(mutating: text)) }
        for held in [heap.ht_name, heap.ht_qualname, heap.ht_slots, heap.ht_module] {
            if let held { Ref(held).decref() }
        }
        if let keys = heap.ht_cached_keys { releaseDictKeys(keys) }
        freeGCObject(raw)
    }
}
