/// All static types, in the order they are made ready: a base before what derives from it.
enum TypeRegistry {
    static func specs() -> [TypeSpec] {
        coreSpecs() + scalarSpecs() + containerSpecs() + evaluationSpecs()
    }

    /// `object`, `type`, descriptors, modules.
    private static func coreSpecs() -> [TypeSpec] {
        [
            Interpreter.objectTypeSpec(),
            Interpreter.typeTypeSpec(),
            Interpreter.methodDescriptorSpec(),
            Interpreter.classMethodDescriptorSpec(),
            Interpreter.getSetDescriptorSpec(),
            Interpreter.memberDescriptorSpec(),
            Interpreter.wrapperDescriptorSpec(),
            Interpreter.methodWrapperSpec(),
            Interpreter.mappingProxySpec(),
            Interpreter.builtinFunctionSpec(),
            Interpreter.staticMethodSpec(),
            Interpreter.classMethodSpec(),
            Interpreter.propertyTypeSpec(),
            Interpreter.superTypeSpec(),
            Interpreter.moduleSpec(),
            Interpreter.weakReferenceTypeSpec(),
            Interpreter.weakProxyTypeSpec(),
            Interpreter.weakCallableProxyTypeSpec(),
            Interpreter.genericAliasTypeSpec(),
            Interpreter.genericAliasIteratorTypeSpec(),
            Interpreter.unionTypeSpec(),
            Interpreter.standardStreamSpec(),
        ] + Interpreter.singletonSpecs()
    }

    /// int, bool, float, complex, str, bytes.
    private static func scalarSpecs() -> [TypeSpec] {
        [
            Interpreter.intTypeSpec(),
            Interpreter.boolTypeSpec(),
            Interpreter.floatTypeSpec(),
            Interpreter.complexTypeSpec(),
            Interpreter.strTypeSpec(),
            Interpreter.strIteratorTypeSpec(),
            Interpreter.strASCIIIteratorTypeSpec(),
            Interpreter.bytesTypeSpec(),
            Interpreter.bytesIteratorTypeSpec(),
            Interpreter.byteArrayTypeSpec(),
            Interpreter.byteArrayIteratorTypeSpec(),
            Interpreter.memoryViewTypeSpec(),
            Interpreter.managedBufferTypeSpec(),
            Interpreter.memoryIteratorTypeSpec(),
        ]
    }

    /// tuple, list, dict, set, range, slice, iterators.
    private static func containerSpecs() -> [TypeSpec] {
        [
            Interpreter.tupleTypeSpec(),
            Interpreter.listTypeSpec(),
            Interpreter.dictTypeSpec(),
            Interpreter.setTypeSpec(),
            Interpreter.frozensetTypeSpec(),
            Interpreter.sliceTypeSpec(),
            Interpreter.tupleIteratorTypeSpec(),
            Interpreter.listIteratorTypeSpec(),
            Interpreter.listReverseIteratorTypeSpec(),
            Interpreter.setIteratorTypeSpec(),
            Interpreter.sequenceIteratorTypeSpec(),
            Interpreter.callableIteratorTypeSpec(),
            Interpreter.rangeTypeSpec(),
            Interpreter.rangeIteratorTypeSpec(),
            Interpreter.longRangeIteratorTypeSpec(),
            Interpreter.enumerateTypeSpec(),
            Interpreter.zipTypeSpec(),
            Interpreter.mapTypeSpec(),
            Interpreter.filterTypeSpec(),
            Interpreter.reversedTypeSpec(),
        ] + Interpreter.dictViewTypeSpecs() + Interpreter.dictIteratorTypeSpecs()
    }

    /// Functions, methods, code, frames, cells, generators, exceptions, tracebacks.
    private static func evaluationSpecs() -> [TypeSpec] {
        [
            Interpreter.functionTypeSpec(),
            Interpreter.methodTypeSpec(),
            Interpreter.cellTypeSpec(),
            Interpreter.codeTypeSpec(),
            Interpreter.frameTypeSpec(),
            Interpreter.tracebackTypeSpec(),
            Interpreter.generatorTypeSpec(),
            Interpreter.coroutineTypeSpec(),
            Interpreter.coroutineWrapperTypeSpec(),
            Interpreter.asyncGeneratorTypeSpec(),
            Interpreter.asyncSendTypeSpec(),
            Interpreter.asyncThrowTypeSpec(),
            Interpreter.asyncWrappedValueTypeSpec(),
            Interpreter.anextAwaitableTypeSpec(),
        ] + Interpreter.exceptionSpecs()
    }
}
