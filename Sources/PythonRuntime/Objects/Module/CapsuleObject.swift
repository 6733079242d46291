/// `PyCapsule` (`Objects/capsule.c`): a pointer that C modules hand to each other under a name. Nothing here is
/// behind the pointer, since native modules know each other; programs see the capsule only.
@frozen
public struct PyCapsule {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var pointer: UnsafeMutableRawPointer?
    public var name: UnsafePointer<UInt8>?
    public var context: UnsafeMutableRawPointer?
    public var destructor: UnsafeMutableRawPointer?
}

extension Interpreter {
    /// A capsule of a name, which is the attribute that leads to it, dotted with its module's.
    public func makeCapsule(_ name: StaticString) throws(Raised) -> Owned {
        let type = type(.capsule)
        if type.pointee.tp_flags & TypeFlags.ready == 0 {
            let spec = Interpreter.capsuleSpec()
            prepareType(spec)
            try makeReady(spec)
        }
        let capsule = Owned(stealing: try newObject(type, size: MemoryLayout<PyCapsule>.size))
        let fields = capsule.ref.fields(PyCapsule.self)
        fields.pointee.name = staticText(name)
        fields.pointee.pointer = UnsafeMutableRawPointer(mutating: fields.pointee.name)
        fields.pointee.context = nil
        fields.pointee.destructor = nil
        return capsule
    }

    private static func capsuleSpec() -> TypeSpec {
        TypeSpec(
            builtin: .capsule, name: "PyCapsule", basicSize: MemoryLayout<PyCapsule>.size
        ) { block in
            block.pointee.type.tp_dealloc = { Ref($0).interpreter.freeObject($0) }
            block.pointee.type.tp_repr = { raw in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: raw)
                    let name = Ref(raw).fields(PyCapsule.self).pointee.name
                    let text = name.map { "\"\(String(cString: $0))\"" } ?? "NULL"
                    return try interpreter.makeString(
                        "<capsule object \(text) at \(interpreter.addressText(Ref(raw)))>")
                }
            }
        }
    }
}
