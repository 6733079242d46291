/// Taking over a base's slots where a type sets none (`inherit_slots` in `Objects/typeobject.c`).
extension Interpreter {
    func inheritSlots(_ type: TypePointer, from base: TypePointer) {
        inheritSuites(type, from: base)
        let source = base.pointee
        if type.pointee.tp_dealloc == nil { type.pointee.tp_dealloc = source.tp_dealloc }
        if type.pointee.tp_getattro == nil { type.pointee.tp_getattro = source.tp_getattro }
        if type.pointee.tp_setattro == nil { type.pointee.tp_setattro = source.tp_setattro }
        if type.pointee.tp_repr == nil { type.pointee.tp_repr = source.tp_repr }
        if type.pointee.tp_str == nil { type.pointee.tp_str = source.tp_str }
        // Equality and hash belong together: a type that sets one doesn't get the other.
        if type.pointee.tp_richcompare == nil, type.pointee.tp_hash == nil {
            type.pointee.tp_richcompare = source.tp_richcompare
            type.pointee.tp_hash = source.tp_hash
        }
        if type.pointee.tp_hash == nil { type.pointee.tp_hash = Interpreter.refuseToHash }
        inheritCalling(type, from: base)
        if type.pointee.tp_iter == nil { type.pointee.tp_iter = source.tp_iter }
        if type.pointee.tp_iternext == nil { type.pointee.tp_iternext = source.tp_iternext }
        if type.pointee.tp_descr_get == nil {
            type.pointee.tp_descr_get = source.tp_descr_get
            inheritFlag(TypeFlags.methodDescriptor, type, from: base)
        }
        if type.pointee.tp_descr_set == nil { type.pointee.tp_descr_set = source.tp_descr_set }
        if type.pointee.tp_dictoffset == 0 { type.pointee.tp_dictoffset = source.tp_dictoffset }
        if type.pointee.tp_weaklistoffset == 0 {
            type.pointee.tp_weaklistoffset = source.tp_weaklistoffset
        }
        if type.pointee.tp_init == nil { type.pointee.tp_init = source.tp_init }
        if type.pointee.tp_alloc == nil { type.pointee.tp_alloc = source.tp_alloc }
        if type.pointee.tp_new == nil,
            type.pointee.tp_flags & TypeFlags.disallowInstantiation == 0,
            base != self.type(.object) || type.pointee.tp_flags & TypeFlags.heapType != 0
        {
            type.pointee.tp_new = source.tp_new
        }
        if type.pointee.tp_finalize == nil { type.pointee.tp_finalize = source.tp_finalize }
        inheritCollection(type, from: base)
        inheritFlags(type, from: base)
    }

    /// The offset of the vectorcall function always, the flag that it is used only with `tp_call`.
    private func inheritCalling(_ type: TypePointer, from base: TypePointer) {
        if type.pointee.tp_vectorcall_offset == 0 {
            type.pointee.tp_vectorcall_offset = base.pointee.tp_vectorcall_offset
        }
        guard type.pointee.tp_call == nil else { return }
        type.pointee.tp_call = base.pointee.tp_call
        inheritFlag(TypeFlags.haveVectorcall, type, from: base)
    }

    /// Of flags about functions that a class's special methods could replace: not for classes.
    private func inheritFlag(_ flag: UInt, _ type: TypePointer, from base: TypePointer) {
        guard type.pointee.tp_flags & TypeFlags.immutableType != 0 else { return }
        type.pointee.tp_flags |= base.pointee.tp_flags & flag
    }

    private func inheritCollection(_ type: TypePointer, from base: TypePointer) {
        let isCollected = base.pointee.tp_flags & TypeFlags.haveGC != 0
        if isCollected, type.pointee.tp_traverse == nil, type.pointee.tp_clear == nil {
            type.pointee.tp_flags |= TypeFlags.haveGC
            type.pointee.tp_traverse = base.pointee.tp_traverse
            type.pointee.tp_clear = base.pointee.tp_clear
        }
        if type.pointee.tp_basicsize == 0 { type.pointee.tp_basicsize = base.pointee.tp_basicsize }
        if type.pointee.tp_itemsize == 0 { type.pointee.tp_itemsize = base.pointee.tp_itemsize }
    }

    private func inheritFlags(_ type: TypePointer, from base: TypePointer) {
        let inherited =
            TypeFlags.intSubclass | TypeFlags.listSubclass | TypeFlags.tupleSubclass
            | TypeFlags.bytesSubclass | TypeFlags.strSubclass | TypeFlags.dictSubclass
            | TypeFlags.exceptionSubclass | TypeFlags.typeSubclass | TypeFlags.matchSelf
        type.pointee.tp_flags |= base.pointee.tp_flags & inherited
        inheritCollectionFlags(type, from: base)
    }

    /// What a type is to `case [...]` and `case {...}` the first base that is either decides.
    func inheritCollectionFlags(_ type: TypePointer, from base: TypePointer) {
        guard type.pointee.tp_flags & TypeFlags.collection == 0 else { return }
        type.pointee.tp_flags |= base.pointee.tp_flags & TypeFlags.collection
    }

    /// Fills the empty slots of each suite, word by word: all their fields are functions.
    private func inheritSuites(_ type: TypePointer, from base: TypePointer) {
        func inherit<Suite>(_ path: WritableKeyPath<PyTypeObject, UnsafeMutablePointer<Suite>?>) {
            guard let source = base.pointee[keyPath: path] else { return }
            guard let target = type.pointee[keyPath: path] else {
                type.pointee[keyPath: path] = source
                return
            }
            let count = MemoryLayout<Suite>.size / MemoryLayout<UInt>.size
            let from = UnsafeMutableRawPointer(source).assumingMemoryBound(to: UInt.self)
            let to = UnsafeMutableRawPointer(target).assumingMemoryBound(to: UInt.self)
            for index in 0..<count where to[index] == 0 { to[index] = from[index] }
        }
        inherit(\.tp_as_number)
        inherit(\.tp_as_sequence)
        inherit(\.tp_as_mapping)
        inherit(\.tp_as_async)
        inherit(\.tp_as_buffer)
    }
}
