/// The structures of built-in types as a byte view shows them, the fields behind the header. Offsets
/// come from the structs that the runtime itself uses.
extension StructureLayout {
    /// The structure of a type's instances; nil where a type adds nothing to its base or has no table.
    static func layout(of builtin: BuiltinType) -> StructureLayout? {
        values(builtin) ?? containers(builtin) ?? iterators(builtin) ?? callables(builtin)
            ?? descriptors(builtin) ?? exceptions(builtin) ?? others(builtin)
    }

    private static func values(_ builtin: BuiltinType) -> StructureLayout? {
        switch builtin {
        case .none, .notImplemented, .ellipsis, .object:
            StructureLayout("PyObject", PyObject.self, [])
        case .int:
            StructureLayout("PyLongObject", size: IntDigit.offset, [])
        case .float:
            StructureLayout(
                "PyFloatObject", PyFloatObject.self,
                [LayoutField("ob_fval", \PyFloatObject.ob_fval)])
        case .complex:
            StructureLayout(
                "PyComplexObject", PyComplexObject.self,
                [
                    LayoutField("cval.real", \PyComplexObject.real),
                    LayoutField("cval.imag", \PyComplexObject.imag),
                ])
        case .bytes:
            StructureLayout(
                "PyBytesObject", size: 32,
                [LayoutField("ob_shash", \PyBytesObject.ob_shash, .hash)])
        case .bytearray:
            StructureLayout(
                "PyByteArrayObject", PyByteArrayObject.self,
                [
                    LayoutField("ob_alloc", \PyByteArrayObject.ob_alloc),
                    LayoutField("ob_bytes", \PyByteArrayObject.ob_bytes, .address),
                    LayoutField("ob_start", \PyByteArrayObject.ob_start, .address),
                    LayoutField("ob_exports", \PyByteArrayObject.ob_exports),
                ])
        case .range:
            StructureLayout(
                "rangeobject", PyRangeObject.self,
                [
                    LayoutField("start", \PyRangeObject.start),
                    LayoutField("stop", \PyRangeObject.stop),
                    LayoutField("step", \PyRangeObject.step),
                    LayoutField("length", \PyRangeObject.length),
                ])
        case .slice:
            StructureLayout(
                "PySliceObject", PySliceObject.self,
                [
                    LayoutField("start", \PySliceObject.start),
                    LayoutField("stop", \PySliceObject.stop),
                    LayoutField("step", \PySliceObject.step),
                ])
        default: nil
        }
    }

    private static func containers(_ builtin: BuiltinType) -> StructureLayout? {
        switch builtin {
        case .tuple:
            StructureLayout("PyTupleObject", size: TupleLayout.headerSize, [])
        case .list:
            StructureLayout(
                "PyListObject", PyListObject.self,
                [
                    LayoutField("ob_item", \PyListObject.ob_item, .address),
                    LayoutField("allocated", \PyListObject.allocated),
                ])
        case .dict:
            StructureLayout(
                "PyDictObject", PyDictObject.self,
                [
                    LayoutField("ma_used", \PyDictObject.ma_used),
                    LayoutField("ma_version_tag", \PyDictObject.ma_version_tag),
                    LayoutField("ma_keys", \PyDictObject.ma_keys, .address),
                    LayoutField("ma_values", \PyDictObject.ma_values, .address),
                ])
        case .set, .frozenset:
            StructureLayout(
                "PySetObject", size: SetLayout.smallTable,
                [
                    LayoutField("fill", \PySetObject.fill),
                    LayoutField("used", \PySetObject.used),
                    LayoutField("mask", \PySetObject.mask),
                    LayoutField("table", \PySetObject.table, .address),
                    LayoutField("hash", \PySetObject.hash, .hash),
                    LayoutField("finger", \PySetObject.finger),
                ])
        case .dictKeys, .dictValues, .dictItems:
            StructureLayout(
                "_PyDictViewObject", PyDictView.self,
                [LayoutField("dv_dict", \PyDictView.dv_dict)])
        case .mappingProxy:
            StructureLayout(
                "mappingproxyobject", PyMappingProxyObject.self,
                [LayoutField("mapping", \PyMappingProxyObject.mapping)])
        case .simpleNamespace:
            StructureLayout(
                "_PyNamespaceObject", PySimpleNamespace.self,
                [LayoutField("ns_dict", \PySimpleNamespace.ns_dict)])
        default: nil
        }
    }

    private static func iterators(_ builtin: BuiltinType) -> StructureLayout? {
        switch builtin {
        case .tupleIterator, .listIterator, .listReverseIterator, .strIterator, .strASCIIIterator,
            .bytesIterator, .bytearrayIterator, .sequenceIterator, .reversed:
            StructureLayout(
                iteratorName(builtin), PyItemIterator.self,
                [
                    LayoutField(
                        builtin == .reversed ? "index" : "it_index", \PyItemIterator.it_index),
                    LayoutField(builtin == .reversed ? "seq" : "it_seq", \PyItemIterator.it_seq),
                ])
        case .rangeIterator:
            StructureLayout(
                "_PyRangeIterObject", PyRangeIterator.self,
                [
                    LayoutField("index", \PyRangeIterator.index),
                    LayoutField("start", \PyRangeIterator.start),
                    LayoutField("step", \PyRangeIterator.step),
                    LayoutField("len", \PyRangeIterator.len),
                ])
        case .longRangeIterator:
            StructureLayout(
                "longrangeiterobject", PyLongRangeIterator.self,
                [
                    LayoutField("index", \PyLongRangeIterator.index),
                    LayoutField("start", \PyLongRangeIterator.start),
                    LayoutField("step", \PyLongRangeIterator.step),
                    LayoutField("len", \PyLongRangeIterator.len),
                ])
        case .setIterator:
            StructureLayout(
                "setiterobject", PySetIterator.self,
                [
                    LayoutField("si_set", \PySetIterator.si_set),
                    LayoutField("si_used", \PySetIterator.si_used),
                    LayoutField("si_pos", \PySetIterator.si_pos),
                    LayoutField("len", \PySetIterator.len),
                ])
        case .dictKeyIterator, .dictValueIterator, .dictItemIterator, .dictReverseKeyIterator,
            .dictReverseValueIterator, .dictReverseItemIterator:
            StructureLayout(
                "dictiterobject", PyDictIterator.self,
                [
                    LayoutField("di_dict", \PyDictIterator.di_dict),
                    LayoutField("di_used", \PyDictIterator.di_used),
                    LayoutField("di_pos", \PyDictIterator.di_pos),
                    LayoutField("di_result", \PyDictIterator.di_result),
                    LayoutField("len", \PyDictIterator.len),
                ])
        default: wrappingIterators(builtin)
        }
    }

    private static func iteratorName(_ builtin: BuiltinType) -> String {
        switch builtin {
        case .tupleIterator: "_PyTupleIterObject"
        case .listIterator: "_PyListIterObject"
        case .listReverseIterator: "listreviterobject"
        case .strIterator, .strASCIIIterator: "unicodeiterobject"
        case .bytesIterator: "striterobject"
        case .bytearrayIterator: "bytesiterobject"
        case .reversed: "reversedobject"
        default: "seqiterobject"
        }
    }

    private static func wrappingIterators(_ builtin: BuiltinType) -> StructureLayout? {
        switch builtin {
        case .callableIterator:
            StructureLayout(
                "calliterobject", PyCallableIterator.self,
                [
                    LayoutField("it_callable", \PyCallableIterator.it_callable),
                    LayoutField("it_sentinel", \PyCallableIterator.it_sentinel),
                ])
        case .enumerate:
            StructureLayout(
                "enumobject", PyEnumerate.self,
                [
                    LayoutField("en_index", \PyEnumerate.en_index),
                    LayoutField("en_sit", \PyEnumerate.en_sit),
                    LayoutField("en_result", \PyEnumerate.en_result),
                    LayoutField("en_longindex", \PyEnumerate.en_longindex),
                    LayoutField("one", \PyEnumerate.one),
                ])
        case .zip:
            StructureLayout(
                "zipobject", PyZip.self,
                [
                    LayoutField("tuplesize", \PyZip.tuplesize),
                    LayoutField("ittuple", \PyZip.ittuple),
                    LayoutField("result", \PyZip.result),
                    LayoutField("strict", \PyZip.strict),
                ])
        case .map:
            StructureLayout(
                "mapobject", PyMap.self,
                [LayoutField("iters", \PyMap.iters), LayoutField("func", \PyMap.function)])
        case .filter:
            StructureLayout(
                "filterobject", PyFilter.self,
                [LayoutField("func", \PyFilter.function), LayoutField("it", \PyFilter.iterator)])
        default: nil
        }
    }
}
