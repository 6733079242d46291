extension Interpreter {
    /// Names another file in a code object and those within it that had the same (`update_code_filenames`).
    public func setFilename(of code: Ref, to filename: Ref) {
        guard code.isExactly(.code), filename.isStr else { return }
        let old = Ref(code.fields(PyCodeObject.self).pointee.co_filename).owned()
        if old.ref.strEquals(filename) { return }
        setFilename(of: code, from: old.ref, to: filename)
    }

    /// Has a code object and those within it keep the str that names their file, and no other one like it.
    func shareFilename(_ filename: Ref, with code: Ref) {
        guard code.isExactly(.code), filename.isExactly(.str) else { return }
        let old = Ref(code.fields(PyCodeObject.self).pointee.co_filename).owned()
        guard old.ref != filename, old.ref.strEquals(filename) else { return }
        setFilename(of: code, from: old.ref, to: filename)
    }

    private func setFilename(of code: Ref, from old: Ref, to filename: Ref) {
        let fields = code.fields(PyCodeObject.self)
        guard Ref(fields.pointee.co_filename).strEquals(old) else { return }
        let previous = fields.pointee.co_filename
        filename.incref()
        fields.pointee.co_filename = filename.raw
        Ref(previous).decref()
        let constants = Ref(fields.pointee.co_consts)
        for index in 0..<constants.itemCount {
            let constant = constants.tupleItem(index)
            if constant.isExactly(.code) { setFilename(of: constant, from: old, to: filename) }
        }
    }
}

/// Bytes for the native modules.
extension Interpreter {
    /// The bytes of a bytes-like object, copied; `TypeError` for anything else.
    public func bytesLike(_ object: Ref) throws(Raised) -> [UInt8] {
        if object.isBytes { return Array(object.bytesBuffer) }
        let view = try view(of: object)
        return Array(view.bytes)
    }

    /// The bytes of a bytes object or bytearray in place, valid until that changes; nil for anything else.
    public func byteContents(of object: Ref) -> UnsafeBufferPointer<UInt8>? {
        object.isBytes || object.isByteArray ? object.bytesBuffer : nil
    }

    /// Copies bytes into a writable bytes-like object; how many fitted.
    public func copyBytes(_ bytes: [UInt8], into object: Ref) throws(Raised) -> Int {
        let view = try view(of: object, BufferFlags.writable)
        let count = min(bytes.count, view.count)
        for index in 0..<count { view.start[index] = bytes[index] }
        return count
    }
}
