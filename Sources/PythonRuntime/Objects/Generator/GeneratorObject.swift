import PythonBytecode

/// Generators and coroutines (`Include/cpython/genobject.h`): 80 bytes, then the frame with its locals
/// and stack in place.
///
///     0   header, gi_code, weak references, names
///     48  the exception being handled inside, while suspended too
///     64  origin or finaliser, flags, gi_frame_state
///     80  _PyInterpreterFrame (72 bytes), locals, stack
@frozen
public struct PyGenObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var gi_code: RawObject
    public var gi_weakreflist: RawObject?
    public var gi_name: RawObject
    public var gi_qualname: RawObject
    public var gi_exc_state: HandledException
    public var gi_origin_or_finalizer: RawObject?
    public var gi_hooks_inited: Bool
    public var gi_closed: Bool
    public var gi_running_async: Bool
    public var gi_frame_state: GeneratorState

    static var frameOffset: Int { 80 }
}

/// `PyFrameState`.
@frozen
public enum GeneratorState: Int8 {
    case created = -2
    case suspended = -1
    case executing = 0
    case completed = 1
    case cleared = 4

    var isFinished: Bool { rawValue >= Self.completed.rawValue }
}

extension Ref {
    @inline(__always)
    var generator: UnsafeMutablePointer<PyGenObject> { fields(PyGenObject.self) }

    @inline(__always)
    var generatorFrame: FramePointer {
        (raw + PyGenObject.frameOffset).assumingMemoryBound(to: PyInterpreterFrame.self)
    }

    /// Generators, coroutines and asynchronous generators, not their subclasses: there are none.
    var isGeneratorLike: Bool {
        isExactly(.generator) || isExactly(.coroutine) || isExactly(.asyncGenerator)
    }
}

extension FramePointer {
    /// The generator a frame lies in.
    @inline(__always)
    var generator: Ref { Ref(UnsafeMutableRawPointer(self) - PyGenObject.frameOffset) }
}

extension Interpreter {
    /// The generator of a function that has just been called: the frame moves into it. The frame is
    /// left without references (`RETURN_GENERATOR`).
    @inline(never)
    func makeGenerator(_ frame: FramePointer) throws(Raised) -> Owned {
        let code = frame.code
        let flags = code.flags
        let kind: BuiltinType =
            flags.contains(.generator)
            ? .generator : flags.contains(.coroutine) ? .coroutine : .asyncGenerator
        let slots = Int(code.pointee.co_nlocalsplus) + Int(code.pointee.co_stacksize)
        let raw = try newGCObject(
            type(kind),
            size: PyGenObject.frameOffset + PyInterpreterFrame.localsOffset + 8 * slots)
        let generator = Ref(raw).generator
        generator.pointee.gi_code = Ref(frame.pointee.f_code).owned().take()
        generator.pointee.gi_weakreflist = nil
        let function = frame.pointee.f_func.map { Ref($0).function }
        let name = function?.pointee.func_name ?? code.pointee.co_name
        let qualifiedName = function?.pointee.func_qualname ?? code.pointee.co_qualname
        generator.pointee.gi_name = Ref(name).owned().take()
        generator.pointee.gi_qualname = Ref(qualifiedName).owned().take()
        generator.pointee.gi_exc_state = HandledException()
        generator.pointee.gi_origin_or_finalizer = nil
        generator.pointee.gi_hooks_inited = false
        generator.pointee.gi_closed = false
        generator.pointee.gi_running_async = false
        generator.pointee.gi_frame_state = .created
        let caller = frame.pointee.previous
        moveFrame(frame, to: Ref(raw).generatorFrame)
        Ref(raw).generatorFrame.pointee.owner = .generator
        track(raw)
        if kind == .coroutine, state.pointee.asyncHooks.originDepth > 0 {
            let made = Owned(stealing: raw)
            try setOrigin(of: made.ref, from: caller)
            return made
        }
        return Owned(stealing: raw)
    }

    /// Copies a frame with its locals and stack, and its frame object's pointer along.
    private func moveFrame(_ source: FramePointer, to destination: FramePointer) {
        let size = PyInterpreterFrame.localsOffset + 8 * Int(source.pointee.stacktop)
        UnsafeMutableRawPointer(destination).copyMemory(from: source, byteCount: size)
        destination.pointee.previous = nil
        if let object = destination.pointee.frame_obj {
            Ref(object).frameFields.pointee.f_frame = destination
        }
    }

    static func generatorTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .generator, name: "generator", basicSize: 152, itemSize: 8,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation, methods: generatorMethods,
            getSets: generatorGetSets(
                frame: "gi_frame", running: "gi_running", suspended: "gi_suspended",
                delegate: "gi_yieldfrom"),
            members: [MemberSpec("gi_code", .object, offset: 16)]
        ) { block in
            fillGeneratorSlots(block)
            block.pointee.type.tp_iter = { Ref($0).owned().take() }
            block.pointee.type.tp_iternext = {
                Ref($0).interpreter.nextItem(ofGenerator: Ref($0))
            }
        }
    }

    static func coroutineTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .coroutine, name: "coroutine", basicSize: 152, itemSize: 8,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation, methods: coroutineMethods,
            getSets: coroutineGetSets(
                frame: "cr_frame", running: "cr_running", suspended: "cr_suspended",
                delegate: "cr_await"),
            members: [
                MemberSpec("cr_code", .object, offset: 16),
                MemberSpec("cr_origin", .object, offset: 64),
            ]
        ) { block in
            fillGeneratorSlots(block)
            block.pointee.async.am_await = { raw in
                slotResult { () throws(Raised) in
                    try Ref(raw).interpreter.makeCoroutineWrapper(Ref(raw))
                }
            }
        }
    }

    static func fillGeneratorSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_weaklistoffset = 24
        block.pointee.type.tp_dealloc = { Ref($0).interpreter.deallocateGenerator(Ref($0)) }
        block.pointee.type.tp_finalize = { Ref($0).interpreter.finalizeGenerator(Ref($0)) }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            Ref(raw).interpreter.traverseGenerator(Ref(raw), visit, argument)
        }
        block.pointee.type.tp_repr = { raw in
            slotResult { () throws(Raised) in
                let interpreter = Ref(raw).interpreter
                let name = Ref(Ref(raw).generator.pointee.gi_qualname).text
                let kind = interpreter.typeName(Ref(raw).type)
                return try interpreter.makeString(
                    "<\(kind) object \(name) at \(interpreter.addressText(Ref(raw)))>")
            }
        }
    }

    private func traverseGenerator(
        _ object: Ref, _ visit: VisitSlot, _ argument: UnsafeMutableRawPointer?
    ) -> Int32 {
        let generator = object.generator
        for held in [
            generator.pointee.gi_code, generator.pointee.gi_name, generator.pointee.gi_qualname,
        ] {
            let status = visit(held, argument)
            if status != 0 { return status }
        }
        // A coroutine has its origin there, which refers to no containers that could be garbage.
        if object.isExactly(.asyncGenerator) {
            let finalizer = generator.pointee.gi_origin_or_finalizer
            let status = visitReference(finalizer, visit, argument)
            if status != 0 { return status }
        }
        // The stack of a running frame is known to the eval loop alone; what it holds is in use anyway.
        let state = generator.pointee.gi_frame_state
        if !state.isFinished, state != .executing {
            let status = traverse(object.generatorFrame, visit, argument)
            if status != 0 { return status }
        }
        guard let handled = generator.pointee.gi_exc_state.value else { return 0 }
        return visit(handled, argument)
    }

    private func deallocateGenerator(_ object: Ref) {
        if object.generator.pointee.gi_weakreflist != nil { clearWeakReferences(to: object) }
        // A suspended one is closed first, which may bring it back to life.
        if !object.generator.pointee.gi_frame_state.isFinished {
            object.incref()
            finalizeGenerator(object)
            object.header.pointee.ob_refcnt &-= 1
            if object.refcount > 0 { return }
        }
        untrack(object.raw)
        let generator = object.generator
        if generator.pointee.gi_frame_state != .cleared {
            generator.pointee.gi_frame_state = .cleared
            object.generatorFrame.pointee.previous = nil
            clear(object.generatorFrame)
        }
        releaseField(&generator.pointee.gi_exc_state.value)
        releaseField(&generator.pointee.gi_origin_or_finalizer)
        Ref(generator.pointee.gi_code).decref()
        Ref(generator.pointee.gi_name).decref()
        Ref(generator.pointee.gi_qualname).decref()
        freeGCObject(object.raw)
    }
}
