/// The types `memoryview` and `managedbuffer`.
extension Interpreter {
    static func memoryViewTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .memoryview, name: "memoryview",
            basicSize: MemoryLayout<PyMemoryViewObject>.size, itemSize: 8,
            flags: TypeFlags.haveGC | TypeFlags.sequence,
            methods: memoryViewMethods(), getSets: memoryViewAttributes(),
            slots: { block in
                setMemoryViewSlots(block)
                setMemoryViewContainerSlots(block)
                setMemoryViewBufferSlots(block)
            })
    }

    static func managedBufferTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .managedBuffer, name: "managedbuffer",
            basicSize: MemoryLayout<PyManagedBufferObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.releaseManagedBuffer(Ref(raw))
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                visitReference(Ref(raw).managedBuffer.pointee.master.obj, visit, argument)
            }
            block.pointee.type.tp_clear = { raw in
                if Ref(raw).managedBuffer.pointee.exports > 0 { return 0 }
                Interpreter(containing: raw).releaseManagedBuffer(Ref(raw))
                return 0
            }
        }
    }

    private static func setMemoryViewSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_weaklistoffset =
            MemoryLayout<PyMemoryViewObject>.offset(of: \.weakreflist) ?? 0
        block.pointee.type.tp_dealloc = { Interpreter(containing: $0).deallocateMemoryView($0) }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            visitReference(Ref(raw).memoryView.pointee.mbuf, visit, argument)
        }
        block.pointee.type.tp_clear = { raw in
            let fields = Ref(raw).memoryView
            let interpreter = Interpreter(containing: raw)
            do throws(Raised) {
                try interpreter.releaseMemoryView(Ref(raw))
            } catch {
                interpreter.clearException()
                return 0
            }
            if let buffer = fields.pointee.mbuf {
                fields.pointee.mbuf = nil
                Ref(buffer).decref()
            }
            return 0
        }
        block.pointee.type.tp_repr = {
            withObject($0) { interpreter, object throws(Raised) in
                let isReleased =
                    object.memoryView.pointee.flags & MemoryViewFlags.released != 0
                return try interpreter.makeString(
                    "<\(isReleased ? "released " : "")memory at \(interpreter.addressText(object))>"
                )
            }
        }
        block.pointee.type.tp_hash = { raw in
            do throws(Raised) {
                return try Interpreter(containing: raw).memoryViewHash(Ref(raw))
            } catch { return -1 }
        }
        block.pointee.type.tp_richcompare = { left, right, op in
            withObjects(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.memoryViewCompare(left, right, op)
            }
        }
        block.pointee.type.tp_new = { type, arguments, keywords in
            withObject(type) { interpreter, _ throws(Raised) in
                let list = ParameterList(
                    function: "memoryview", names: ["object"], required: 1,
                    maximumPositional: 1)
                let values = try interpreter.bind(list, tuple: Ref(arguments), keywords: keywords)
                return try interpreter.makeMemoryView(values[0] ?? interpreter.none)
            }
        }
        block.pointee.type.tp_iter = {
            withObject($0) { interpreter, object throws(Raised) in
                try interpreter.makeMemoryIterator(object)
            }
        }
    }

    private static func setMemoryViewContainerSlots(
        _ block: UnsafeMutablePointer<StaticTypeBlock>
    ) {
        let length: LengthSlot = { raw in
            do throws(Raised) {
                try Interpreter(containing: raw).checkUsable(Ref(raw))
            } catch { return -1 }
            let view = Ref(raw).memoryView.pointee.view
            return view.ndim == 0 ? 1 : view.shape?[0] ?? 0
        }
        block.pointee.sequence.sq_length = length
        block.pointee.mapping.mp_length = length
        block.pointee.sequence.sq_item = { raw, index in
            withObject(raw) { interpreter, object throws(Raised) in
                try interpreter.memoryViewItem(object, index)
            }
        }
        block.pointee.mapping.mp_subscript = {
            withObjects($0, $1) { interpreter, object, key throws(Raised) in
                try interpreter.memoryViewSubscript(object, key)
            }
        }
        block.pointee.mapping.mp_ass_subscript = { raw, key, value in
            statusSlot(raw) { interpreter, object throws(Raised) in
                try interpreter.memoryViewSetSubscript(object, Ref(key), value.map(Ref.init))
            }
        }
    }

    private static func setMemoryViewBufferSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.buffer.bf_getbuffer = { raw, place, flags in
            statusSlot(raw) { interpreter, object throws(Raised) in
                try interpreter.lendMemoryView(
                    object, place.assumingMemoryBound(to: Py_buffer.self), flags)
            }
        }
        block.pointee.buffer.bf_releasebuffer = { raw, _ in
            Ref(raw).memoryView.pointee.exports &-= 1
        }
    }

    /// Fills in a view of a memoryview, unless it is arranged in a way the consumer doesn't take.
    private func lendMemoryView(
        _ object: Ref, _ target: UnsafeMutablePointer<Py_buffer>, _ wanted: Int32
    ) throws(Raised) {
        try checkUsable(object)
        let fields = object.memoryView.pointee
        func asks(_ flags: Int32) -> Bool { wanted & flags == flags }
        func refuse(_ reason: StaticString) -> Raised {
            raise(.bufferError, "memoryview: \(reason)")
        }
        var view = fields.view
        let isC = fields.flags & MemoryViewFlags.cContiguous != 0
        let isFortran = fields.flags & MemoryViewFlags.fortranContiguous != 0
        if asks(BufferFlags.writable), view.readonly != 0 {
            throw refuse("underlying buffer is not writable")
        }
        if !asks(BufferFlags.format) { view.format = nil }
        if asks(BufferFlags.cContiguous), !isC {
            throw refuse("underlying buffer is not C-contiguous")
        }
        if asks(BufferFlags.fortranContiguous), !isFortran {
            throw refuse("underlying buffer is not Fortran contiguous")
        }
        if asks(BufferFlags.anyContiguous), !isC, !isFortran {
            throw refuse("underlying buffer is not contiguous")
        }
        if !asks(BufferFlags.indirect), view.suboffsets != nil {
            throw refuse("underlying buffer requires suboffsets")
        }
        if !asks(BufferFlags.strides) {
            if !isC { throw refuse("underlying buffer is not C-contiguous") }
            view.strides = nil
        }
        if !asks(BufferFlags.dimensions) {
            if view.format != nil {
                throw refuse("cannot cast to unsigned bytes if the format flag is present")
            }
            view.ndim = 1
            view.shape = nil
        }
        view.obj = object.owned().take()
        target.pointee = view
        object.memoryView.pointee.exports &+= 1
    }
}
