import PythonBytecode

/// A code object (`Include/cpython/code.h`): 184 bytes, then the instructions in place, in the form
/// they are executed in, which the adaptive interpreter rewrites.
///
///     0    header, ob_size = number of code units
///     24   co_consts, co_names, co_exceptiontable
///     48   flags, warm-up counter, counts, sizes, first line
///     96   co_localsplusnames, co_localspluskinds, filename, names, co_linetable
///     152  _co_code, the cached `co_code` attribute; _co_linearray
///     184  co_code_adaptive: code units of 2 bytes, inline caches among them
@frozen
public struct PyCodeObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ob_size: Int
    public var co_consts: RawObject
    public var co_names: RawObject
    public var co_exceptiontable: RawObject
    public var co_flags: Int32
    public var co_warmup: Int16
    public var _co_linearray_entry_size: Int16
    public var co_argcount: Int32
    public var co_posonlyargcount: Int32
    public var co_kwonlyargcount: Int32
    public var co_stacksize: Int32
    public var co_firstlineno: Int32
    public var co_nlocalsplus: Int32
    public var co_nlocals: Int32
    public var co_nplaincellvars: Int32
    public var co_ncellvars: Int32
    public var co_nfreevars: Int32
    public var co_localsplusnames: RawObject
    public var co_localspluskinds: RawObject
    public var co_filename: RawObject
    public var co_name: RawObject
    public var co_qualname: RawObject
    public var co_linetable: RawObject
    public var co_weakreflist: RawObject?
    public var _co_code: RawObject?
    public var _co_linearray: UnsafeMutableRawPointer?
    public var _co_firsttraceable: Int32
    public var co_extra: UnsafeMutableRawPointer?

    /// Where the instructions begin.
    @inlinable static var instructionsOffset: Int { 184 }
    /// How often a code object runs or loops before its instructions become adaptive.
    static var warmupDelay: Int16 { 8 }
}

extension Ref {
    /// The fields of a code object; the caller knows that the object is one.
    @inline(__always)
    var code: UnsafeMutablePointer<PyCodeObject> { fields(PyCodeObject.self) }

    /// The instructions of a code object.
    @inline(__always)
    var instructions: UnsafeMutablePointer<UInt16> {
        (raw + PyCodeObject.instructionsOffset).assumingMemoryBound(to: UInt16.self)
    }
}

extension UnsafeMutablePointer<PyCodeObject> {
    @inline(__always)
    var flags: CodeFlags { CodeFlags(rawValue: UInt32(bitPattern: pointee.co_flags)) }

    @inline(__always)
    var ref: Ref { Ref(UnsafeMutableRawPointer(self)) }

    @inline(__always)
    func kind(ofLocal index: Int) -> LocalKind {
        LocalKind(rawValue: Ref(pointee.co_localspluskinds).bytesBuffer[index])
    }

    /// The number of parameters, those with `*` and `**` included.
    var parameterCount: Int {
        Int(pointee.co_argcount) + Int(pointee.co_kwonlyargcount)
            + (flags.contains(.varArguments) ? 1 : 0) + (flags.contains(.varKeywords) ? 1 : 0)
    }
}

extension Interpreter {
    static func codeTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .code, name: "code", basicSize: PyCodeObject.instructionsOffset, itemSize: 2,
            methods: codeMethods + codeReplacementMethods, getSets: codeGetSets,
            members: codeMembers
        ) { block in
            block.pointee.type.tp_weaklistoffset = 144
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).newCode(Ref(arguments), keywords)
                }
            }
            block.pointee.type.tp_dealloc = { Ref($0).interpreter.deallocateCode(Ref($0)) }
            block.pointee.type.tp_repr = { raw in
                slotResult { () throws(Raised) in try Ref(raw).interpreter.codeRepr(Ref(raw)) }
            }
            block.pointee.type.tp_hash = { Ref($0).interpreter.codeHash(Ref($0)) }
            block.pointee.type.tp_richcompare = { left, right, op in
                slotResult { () throws(Raised) in
                    try Ref(left).interpreter.compareCode(Ref(left), Ref(right), op)
                }
            }
        }
    }

    private func deallocateCode(_ object: Ref) {
        let code = object.code
        clearWeakReferences(to: object)
        Ref(code.pointee.co_consts).decref()
        Ref(code.pointee.co_names).decref()
        Ref(code.pointee.co_localsplusnames).decref()
        Ref(code.pointee.co_localspluskinds).decref()
        Ref(code.pointee.co_filename).decref()
        Ref(code.pointee.co_name).decref()
        Ref(code.pointee.co_qualname).decref()
        Ref(code.pointee.co_linetable).decref()
        Ref(code.pointee.co_exceptiontable).decref()
        if let cached = code.pointee._co_code { Ref(cached).decref() }
        freeObject(object.raw)
    }

    private func codeRepr(_ object: Ref) throws(Raised) -> Owned {
        let code = object.code
        return try makeString(
            "<code object \(Ref(code.pointee.co_name).text) at \(addressText(object)), "
                + "file \"\(Ref(code.pointee.co_filename).text)\", "
                + "line \(code.pointee.co_firstlineno)>")
    }
}
