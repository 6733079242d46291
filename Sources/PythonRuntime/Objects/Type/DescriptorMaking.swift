/// Making the descriptors of a static type from its spec.
extension Interpreter {
    /// A descriptor's common part: a GC object with its type, name and a counted reference to each.
    private func makeDescriptor(
        _ builtin: BuiltinType, size: Int, of type: TypePointer, name: Ref
    ) throws(Raised) -> Owned {
        let raw = try newGCObject(self.type(builtin), size: size)
        let fields = raw.assumingMemoryBound(to: PyDescrObject.self)
        type.pointee.ob_refcnt &+= 1
        name.incref()
        fields.pointee.d_type = RawObject(type)
        fields.pointee.d_name = name.raw
        fields.pointee.d_qualname = nil
        track(raw)
        return Owned(stealing: raw)
    }

    public func addMethod(_ spec: MethodSpec, _ type: TypePointer, _ dict: Ref) throws(Raised) {
        let definition = makeDefinition(spec)
        let key = try intern("\(spec.name)")
        if spec.flags.contains(.staticMethod) {
            let function = try makeBuiltinFunction(
                definition, self: Ref(RawObject(type)), module: nil)
            let wrapper = try makeStaticMethod(function.ref)
            try dictSet(dict, key.ref, wrapper.ref)
            return
        }
        let builtin: BuiltinType =
            spec.flags.contains(.classMethod) ? .classMethodDescriptor : .methodDescriptor
        let descriptor = try makeDescriptor(
            builtin, size: MemoryLayout<PyMethodDescrObject>.size, of: type, name: key.ref)
        let fields = descriptor.ref.fields(PyMethodDescrObject.self)
        fields.pointee.d_method = definition
        fields.pointee.vectorcall =
            builtin == .methodDescriptor ? Interpreter.methodDescriptorVectorcall : nil
        try dictSet(dict, key.ref, descriptor.ref)
    }

    public func addGetSet(_ spec: GetSetSpec, _ type: TypePointer, _ dict: Ref) throws(Raised) {
        let key = try intern("\(spec.name)")
        let definition = allocateStatic(MemoryLayout<PyGetSetDef>.size)
            .assumingMemoryBound(to: PyGetSetDef.self)
        definition.initialize(
            to: PyGetSetDef(
                name: staticText(spec.name), get: spec.get, set: spec.set,
                doc: spec.doc.map { staticText($0) }, closure: nil))
        let descriptor = try makeGetSetDescriptor(definition, type, key.ref)
        try dictSet(dict, key.ref, descriptor.ref)
    }

    /// A getset descriptor over a definition; classes make theirs with it too.
    func makeGetSetDescriptor(
        _ definition: UnsafeMutablePointer<PyGetSetDef>, _ type: TypePointer, _ name: Ref
    ) throws(Raised) -> Owned {
        let descriptor = try makeDescriptor(
            .getSetDescriptor, size: MemoryLayout<PyGetSetDescrObject>.size, of: type, name: name)
        descriptor.ref.fields(PyGetSetDescrObject.self).pointee.d_getset = definition
        return descriptor
    }

    func addMember(_ spec: MemberSpec, _ type: TypePointer, _ dict: Ref) throws(Raised) {
        let key = try intern("\(spec.name)")
        let definition = allocateStatic(MemoryLayout<PyMemberDef>.size)
            .assumingMemoryBound(to: PyMemberDef.self)
        definition.initialize(
            to: PyMemberDef(
                name: staticText(spec.name), type: spec.kind.rawValue, offset: spec.offset,
                flags: spec.isReadOnly ? 1 : 0, doc: nil))
        let descriptor = try makeMemberDescriptor(definition, type, key.ref)
        try dictSet(dict, key.ref, descriptor.ref)
    }

    /// A member descriptor over a definition; classes with `__slots__` make theirs with it too.
    func makeMemberDescriptor(
        _ definition: UnsafeMutablePointer<PyMemberDef>, _ type: TypePointer, _ name: Ref
    ) throws(Raised) -> Owned {
        let descriptor = try makeDescriptor(
            .memberDescriptor, size: MemoryLayout<PyMemberDescrObject>.size, of: type, name: name)
        descriptor.ref.fields(PyMemberDescrObject.self).pointee.d_member = definition
        return descriptor
    }

    func makeSlotWrapper(
        _ type: TypePointer, _ name: Ref, row: Int, _ function: UnsafeMutableRawPointer
    ) throws(Raised) -> Owned {
        let wrapper = try makeDescriptor(
            .wrapperDescriptor, size: MemoryLayout<PyWrapperDescrObject>.size, of: type, name: name)
        let fields = wrapper.ref.fields(PyWrapperDescrObject.self)
        fields.pointee.d_base = row
        fields.pointee.d_wrapped = function
        return wrapper
    }

    /// The row of the static method table for a spec.
    func makeDefinition(_ spec: MethodSpec) -> UnsafeMutablePointer<PyMethodDef> {
        let definition = allocateStatic(MemoryLayout<PyMethodDef>.size)
            .assumingMemoryBound(to: PyMethodDef.self)
        definition.initialize(
            to: PyMethodDef(
                ml_name: staticText(spec.name), ml_meth: spec.function, ml_flags: spec.flags,
                ml_doc: spec.doc.map { staticText($0) }))
        return definition
    }

    /// The definition of a module's function. A program can make a module again and again: once its functions have
    /// taken much of the static memory, which is never given back, those that are alike share one.
    func functionDefinition(_ spec: MethodSpec) -> UnsafeMutablePointer<PyMethodDef> {
        let used = state.pointee.memory.staticEnd &- AddressSpace.staticStart
        guard used > Self.staticMemoryOfOwnDefinitions,
            let host = state.pointee.host?.takeUnretainedValue()
        else { return makeDefinition(spec) }
        let name = "\(spec.name)"
        let key = unsafeBitCast(spec.function, to: Int.self)
        if let found = host.definitions[key]?.first(where: { definition in
            definition.pointee.ml_name.map { String(cString: $0) } == name
                && definition.pointee.ml_flags == spec.flags
        }) {
            return found
        }
        let made = makeDefinition(spec)
        host.definitions[key, default: []].append(made)
        return made
    }

    /// Bytes; a program that makes each module once needs a tenth.
    private static var staticMemoryOfOwnDefinitions: Int { 8 << 20 }

    /// `__new__` of a static type: a function that checks the class it is asked for (`tp_new_wrapper`).
    func makeNewFunction(_ type: TypePointer) throws(Raised) -> Owned {
        let definition = makeDefinition(
            MethodSpec("__new__", .fastKeywords, Interpreter.newFunction))
        return try makeBuiltinFunction(definition, self: Ref(RawObject(type)), module: nil)
    }
}
