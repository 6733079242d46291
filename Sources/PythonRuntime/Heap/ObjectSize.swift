/// What `sys.getsizeof` shows, computed from an object's bytes.
extension Interpreter {
    /// The bytes of an object as `sys.getsizeof` gives them for the built-in types: its own, its
    /// separate buffers, and the heads before it.
    public func sizeof(_ object: Ref) -> Int {
        ownSize(object) &+ headSize(object)
    }

    /// The bytes without the heads: what a type's own `__sizeof__` gives.
    public func ownSize(_ object: Ref) -> Int {
        let type = object.type.pointee
        if object.isStr { return stringSize(object) }
        if object.isInt { return 24 &+ 4 &* max(1, abs(object.itemCount)) }
        if object.isList { return type.tp_basicsize &+ 8 &* object.listFields.pointee.allocated }
        if object.isDict { return dictSize(object) }
        if object.isType { return typeSize(object) }
        if isSet(object) { return type.tp_basicsize &+ setTableSize(object) }
        if isSubtype(object.type, self.type(.bytearray)) {
            return type.tp_basicsize &+ object.raw.load(fromByteOffset: 24, as: Int.self)
        }
        if object.isExactly(.code) { return codeSize(object) }
        if object.isExactly(.generator) || object.isExactly(.coroutine) {
            return generatorSize(object)
        }
        if object.isExactly(.frame) { return frameSize(object) }
        if type.tp_itemsize == 0 { return type.tp_basicsize }
        return type.tp_basicsize &+ type.tp_itemsize &* abs(object.itemCount)
    }

    /// `__sizeof__` of the types that compute it.
    static var sizeMethod: MethodSpec {
        MethodSpec("__sizeof__", .noArguments) {
            nativeMethod($0, $1, $2, $3) { interpreter, object, _ throws(Raised) in
                try interpreter.makeInt(interpreter.ownSize(object))
            }
        }
    }

    private func stringSize(_ string: Ref) -> Int {
        let count = string.strCount &+ 1
        // A subclass has room for the fields of the legacy form and the characters elsewhere.
        let isCompact = string.strHeader.pointee.state & StrState.compact != 0
        var size = isCompact ? (string.strIsASCII ? 48 : 72) : 80
        size &+= count &* string.strKind
        let compact = string.fields(PyCompactUnicodeObject.self)
        if !string.strIsASCII, compact.pointee.utf8 != nil {
            size &+= compact.pointee.utf8_length &+ 1
        }
        return size
    }

    private func dictSize(_ dict: Ref) -> Int {
        let keys = dict.dictFields.pointee.ma_keys
        var size = dict.type.pointee.tp_basicsize
        if dict.dictFields.pointee.ma_values != nil {
            size &+= 8 &* (keys.pointee.dk_usable &+ keys.pointee.dk_nentries)
        }
        // A table shared by instances is counted with their class.
        if keys.pointee.dk_refcnt == 1, keys != emptyDictKeys { size &+= keys.byteCount }
        return size
    }

    private func typeSize(_ type: Ref) -> Int {
        let flags = type.fields(PyTypeObject.self).pointee.tp_flags
        if flags & TypeFlags.moduleHeapType != 0 { return HeapTypeLayout.size }
        guard flags & TypeFlags.heapType != 0 else { return MemoryLayout<PyTypeObject>.size }
        return HeapTypeLayout.size &+ (cachedKeys(type)?.byteCount ?? 0)
    }

    /// The table of attribute names shared by a class's instances.
    func cachedKeys(_ type: Ref) -> DictKeys? {
        type.raw.load(fromByteOffset: HeapTypeLayout.cachedKeys, as: DictKeys?.self)
    }

    /// The fields, the head of the frame in place and its locals and stack (`gen_sizeof`).
    private func generatorSize(_ object: Ref) -> Int {
        let code = Ref(object.raw.load(fromByteOffset: 16, as: RawObject.self)).code
        let slots = Int(code.pointee.co_nlocalsplus) &+ Int(code.pointee.co_stacksize)
        return PyGenObject.frameOffset &+ PyInterpreterFrame.localsOffset &+ 8 &* slots
    }

    /// The object with a record of its own in it, whether the call has ended or not.
    private func frameSize(_ object: Ref) -> Int {
        let code = object.frameFields.pointee.f_frame.code
        let slots = Int(code.pointee.co_nlocalsplus) &+ Int(code.pointee.co_stacksize)
        return PyFrameObject.frameOffset &+ PyInterpreterFrame.localsOffset &+ 8 &* slots
    }

    private func codeSize(_ code: Ref) -> Int {
        (184 &+ 2 &* code.itemCount &+ 7) & ~7
    }

    func isSet(_ object: Ref) -> Bool {
        isSubtype(object.type, type(.set))
            || isSubtype(object.type, type(.frozenset))
    }

    /// The bytes of a set's table when it isn't the one inside the object.
    private func setTableSize(_ set: Ref) -> Int {
        let mask = set.raw.load(fromByteOffset: 32, as: Int.self)
        let table = set.raw.load(fromByteOffset: 40, as: UnsafeMutableRawPointer.self)
        return table == set.raw + 64 ? 0 : (mask &+ 1) &* 16
    }
}

/// Where a class keeps what static types don't have (`PyHeapTypeObject`).
enum HeapTypeLayout {
    static var size: Int { 904 }
    static var cachedKeys: Int { 872 }
}
