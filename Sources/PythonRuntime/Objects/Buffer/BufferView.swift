/// The buffer protocol (`PyObject_GetBuffer`, `PyBuffer_Release`): reading and writing the memory of
/// objects such as bytes, bytearray and memoryview without copying it.

/// A view taken of an object's bytes, in one piece; given back when it goes out of scope.
///
/// An exporter that can change its size refuses to as long as there are views of it, so the bytes stay
/// where they are, whatever Python code runs meanwhile.
public struct BufferView: ~Copyable {
    public private(set) var view: Py_buffer

    fileprivate init(_ view: Py_buffer) { self.view = view }

    /// The bytes; never nil, even when there are none.
    public var start: UnsafeMutablePointer<UInt8> {
        // SAFETY: `view(of:)` makes views of a non-nil start only.
        view.buf.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
    }

    public var count: Int { view.len }

    public var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: start, count: view.len)
    }

    /// The bytes as characters, for what strings can do as well.
    var characters: StrCharacters {
        StrCharacters(start: UnsafeMutableRawPointer(start), count: view.len, kind: 1)
    }

    deinit {
        var view = self.view
        releaseBuffer(&view)
    }
}

/// Gives a view back to its exporter (`PyBuffer_Release`); a view without exporter is left alone.
public func releaseBuffer(_ view: UnsafeMutablePointer<Py_buffer>) {
    guard let exporter = view.pointee.obj else { return }
    let object = Ref(exporter)
    object.type.pointee.tp_as_buffer?.pointee.bf_releasebuffer?(exporter, view)
    view.pointee.obj = nil
    object.decref()
}

extension Ref {
    /// Whether the object lends its memory (`PyObject_CheckBuffer`).
    public var hasBuffer: Bool {
        type.pointee.tp_as_buffer?.pointee.bf_getbuffer != nil
    }
}

extension Interpreter {
    /// Fills in a view of an object (`PyObject_GetBuffer`).
    public func getBuffer(
        _ object: Ref, _ view: UnsafeMutablePointer<Py_buffer>, _ flags: Int32
    ) throws(Raised) {
        guard let get = object.type.pointee.tp_as_buffer?.pointee.bf_getbuffer else {
            throw raise(
                .typeError,
                "a bytes-like object is required, not '\(typeName(object.type, limit: 100))'")
        }
        view.initialize(to: Py_buffer())
        if get(object.raw, view, flags) < 0 { throw Raised() }
    }

    /// The bytes of a bytes-like object, or `TypeError`.
    public func view(
        of object: Ref, _ flags: Int32 = BufferFlags.simple
    ) throws(Raised) -> BufferView {
        var view = Py_buffer()
        try getBuffer(object, &view, flags)
        if view.buf == nil { view.buf = UnsafeMutableRawPointer(emptyBytes.bytesStart) }
        return BufferView(view)
    }

    /// The bytes of an argument, or `BufferError` when they aren't in one piece (`y*` of `getargs`).
    func contiguousView(of object: Ref) throws(Raised) -> BufferView { try view(of: object) }

    /// Describes a block of bytes (`PyBuffer_FillInfo`); 0, or −1 raised. Shape and strides, which in
    /// CPython are addresses in the view itself, are left out: views are moved here.
    public func fillBuffer(
        _ raw: UnsafeMutableRawPointer, _ exporter: Ref, _ start: UnsafeMutableRawPointer,
        _ count: Int, isReadOnly: Bool, _ flags: Int32
    ) -> Int32 {
        let view = raw.assumingMemoryBound(to: Py_buffer.self)
        if flags & BufferFlags.writable != 0, isReadOnly {
            _ = raise(.bufferError, "Object is not writable.")
            return -1
        }
        exporter.incref()
        view.pointee.obj = exporter.raw
        view.pointee.buf = start
        view.pointee.len = count
        view.pointee.readonly = isReadOnly ? 1 : 0
        view.pointee.itemsize = 1
        view.pointee.format =
            flags & BufferFlags.format != 0 ? Interpreter.unsignedByteFormat : nil
        view.pointee.ndim = 1
        view.pointee.shape = nil
        view.pointee.strides = nil
        view.pointee.suboffsets = nil
        view.pointee.internal = nil
        return 0
    }

    private static let unsignedByteText: StaticString = "B"

    /// The format of plain bytes, `B`.
    static var unsignedByteFormat: UnsafePointer<UInt8> { unsignedByteText.utf8Start }
}
