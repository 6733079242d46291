import PythonBytecode

/// A function written in Python (`Include/cpython/funcobject.h`), 136 bytes.
@frozen
public struct PyFunctionObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var func_globals: RawObject
    public var func_builtins: RawObject
    public var func_name: RawObject
    public var func_qualname: RawObject
    public var func_code: RawObject
    /// A tuple, or nil.
    public var func_defaults: RawObject?
    /// A dict, or nil.
    public var func_kwdefaults: RawObject?
    /// A tuple of cells, or nil.
    public var func_closure: RawObject?
    public var func_doc: RawObject?
    public var func_dict: RawObject?
    public var func_weakreflist: RawObject?
    public var func_module: RawObject?
    /// A dict, a tuple of names and values until it is asked for, or nil.
    public var func_annotations: RawObject?
    public var vectorcall: VectorcallSlot?
    /// What specialised calls compare; 0 for none yet.
    public var func_version: UInt32
}

extension Ref {
    /// The fields of a function; the caller knows that the object is one.
    @inline(__always)
    var function: UnsafeMutablePointer<PyFunctionObject> { fields(PyFunctionObject.self) }
}

extension Interpreter {
    /// A function of a code object (`PyFunction_NewWithQualName`).
    public func makeFunction(code: Ref, globals: Ref) throws(Raised) -> Owned {
        let builtins = self.builtins(of: globals)
        let module = dictGet(globals, str: name(.__name__))
        let raw = try newGCObject(type(.function), size: 136)
        let function = Ref(raw).function
        for object in [globals, builtins, code] { object.incref() }
        function.pointee.func_globals = globals.raw
        function.pointee.func_builtins = builtins.raw
        function.pointee.func_code = code.raw
        function.pointee.func_name = Ref(code.code.pointee.co_name).owned().take()
        function.pointee.func_qualname = Ref(code.code.pointee.co_qualname).owned().take()
        function.pointee.func_defaults = nil
        function.pointee.func_kwdefaults = nil
        function.pointee.func_closure = nil
        function.pointee.func_doc = documentation(of: code).owned().take()
        function.pointee.func_dict = nil
        function.pointee.func_weakreflist = nil
        module?.incref()
        function.pointee.func_module = module?.raw
        function.pointee.func_annotations = nil
        function.pointee.vectorcall = functionVectorcall
        function.pointee.func_version = 0
        track(raw)
        return Owned(stealing: raw)
    }

    /// The first constant where it is a str: the docstring.
    private func documentation(of code: Ref) -> Ref {
        let constants = Ref(code.code.pointee.co_consts)
        guard constants.itemCount > 0, constants.tupleItem(0).isStr else { return none }
        return constants.tupleItem(0)
    }

    /// The dict where names missing in `globals` are looked up (`_PyEval_BuiltinsFromGlobals`).
    func builtins(of globals: Ref) -> Ref {
        if let found = dictGet(globals, str: name(.__builtins__)) {
            // `md_dict` is the first field of a module.
            guard found.isExactly(.module) else { return found }
            if let dict = (found.raw + 16).assumingMemoryBound(to: RawObject?.self).pointee {
                return Ref(dict)
            }
        }
        if let frame = state.pointee.evaluation.currentFrame {
            return Ref(frame.pointee.f_builtins)
        }
        guard let builtins = state.pointee.modules.builtinsDict else {
            preconditionFailure("the builtins module exists before the first function")
        }
        return Ref(builtins)
    }

    /// The version specialised calls check; 0 when versions have run out.
    func functionVersion(_ function: Ref) -> UInt32 {
        let fields = function.function
        if fields.pointee.func_version != 0 { return fields.pointee.func_version }
        if fields.pointee.vectorcall == nil { return 0 }
        let version = state.pointee.evaluation.nextFunctionVersion
        if version == 0 { return 0 }
        state.pointee.evaluation.nextFunctionVersion = version &+ 1
        fields.pointee.func_version = version
        return version
    }

    static func functionTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .function, name: "function", basicSize: 136,
            flags: TypeFlags.haveGC | TypeFlags.haveVectorcall | TypeFlags.methodDescriptor,
            getSets: functionGetSets, members: functionMembers
        ) { block in
            block.pointee.type.tp_dictoffset = 88
            block.pointee.type.tp_weaklistoffset = 96
            block.pointee.type.tp_vectorcall_offset = 120
            block.pointee.type.tp_dealloc = { Ref($0).interpreter.deallocateFunction(Ref($0)) }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                // CPython's order, which `gc.get_referents` shows: code, globals, built-ins, module,
                // defaults, keyword defaults, documentation, name, dict, closure, annotations, full name.
                for offset in [48, 16, 24, 104, 56, 64, 80, 32, 88, 72, 112, 40] {
                    let status = Interpreter.visitFields(
                        raw, from: offset, through: offset, visit, argument)
                    if status != 0 { return status }
                }
                return 0
            }
            block.pointee.type.tp_clear = { raw in
                Ref(raw).interpreter.clearFunction(Ref(raw))
                return 0
            }
            block.pointee.type.tp_call = { vectorcallByTuple($0, $1, $2) }
            block.pointee.type.tp_repr = { raw in
                slotResult { () throws(Raised) in
                    let interpreter = Ref(raw).interpreter
                    let name = Ref(Ref(raw).function.pointee.func_qualname).text
                    return try interpreter.makeString(
                        "<function \(name) at \(interpreter.addressText(Ref(raw)))>")
                }
            }
            block.pointee.type.tp_descr_get = { function, object, _ in
                slotResult { () throws(Raised) in
                    let interpreter = Ref(function).interpreter
                    guard let object, object != interpreter.none.raw else {
                        return Ref(function).owned()
                    }
                    return try interpreter.makeMethod(Ref(function), boundTo: Ref(object))
                }
            }
            block.pointee.type.tp_new = { _, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Ref(arguments).interpreter.functionFromArguments(
                        Ref(arguments), keywords.map { Ref($0) })
                }
            }
        }
    }

    private func deallocateFunction(_ object: Ref) {
        untrack(object.raw)
        if object.function.pointee.func_weakreflist != nil { clearWeakReferences(to: object) }
        clearFunction(object)
        let function = object.function
        Ref(function.pointee.func_globals).decref()
        Ref(function.pointee.func_builtins).decref()
        Ref(function.pointee.func_code).decref()
        Ref(function.pointee.func_name).decref()
        Ref(function.pointee.func_qualname).decref()
        freeGCObject(object.raw)
    }

    /// Releases what can be part of a cycle (`func_clear`). The namespaces stay, unlike in CPython:
    /// a cycle through them is broken by clearing the dict itself.
    private func clearFunction(_ object: Ref) {
        let function = object.function
        function.pointee.func_version = 0
        releaseField(&function.pointee.func_module)
        releaseField(&function.pointee.func_defaults)
        releaseField(&function.pointee.func_kwdefaults)
        releaseField(&function.pointee.func_doc)
        releaseField(&function.pointee.func_dict)
        releaseField(&function.pointee.func_closure)
        releaseField(&function.pointee.func_annotations)
        // The names are relied on to be there.
        for field in [\PyFunctionObject.func_name, \PyFunctionObject.func_qualname] {
            let former = function.pointee[keyPath: field]
            function.pointee[keyPath: field] = emptyString.owned().take()
            Ref(former).decref()
        }
    }

    func releaseField(_ field: inout RawObject?) {
        let previous = field
        field = nil
        if let previous { Ref(previous).decref() }
    }

    /// Visits references that lie one behind another, at offsets from `first` to `last`.
    static func visitFields(
        _ raw: RawObject, from first: Int, through last: Int, _ visit: VisitSlot,
        _ argument: UnsafeMutableRawPointer?
    ) -> Int32 {
        var offset = first
        while offset <= last {
            if let held = (raw + offset).assumingMemoryBound(to: RawObject?.self).pointee {
                let status = visit(held, argument)
                if status != 0 { return status }
            }
            offset += 8
        }
        return 0
    }
}
