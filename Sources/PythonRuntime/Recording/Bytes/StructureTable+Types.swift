/// The structures of exceptions and types.
extension StructureLayout {
    static func exceptions(_ builtin: BuiltinType) -> StructureLayout? {
        switch builtin {
        case .baseException:
            StructureLayout(
                "PyBaseExceptionObject", PyBaseExceptionObject.self,
                [
                    LayoutField("dict", \PyBaseExceptionObject.dict),
                    LayoutField("args", \PyBaseExceptionObject.args),
                    LayoutField("notes", \PyBaseExceptionObject.notes),
                    LayoutField("traceback", \PyBaseExceptionObject.traceback),
                    LayoutField("context", \PyBaseExceptionObject.context),
                    LayoutField("cause", \PyBaseExceptionObject.cause),
                    LayoutField("suppress_context", \PyBaseExceptionObject.suppress_context),
                ])
        case .systemExit:
            extended(
                "PySystemExitObject", PySystemExitObject.self,
                [LayoutField("code", \PySystemExitObject.code)])
        case .stopIteration:
            extended(
                "PyStopIterationObject", PyStopIterationObject.self,
                [LayoutField("value", \PyStopIterationObject.value)])
        case .nameError:
            extended(
                "PyNameErrorObject", PyNameErrorObject.self,
                [LayoutField("name", \PyNameErrorObject.name)])
        case .attributeError:
            extended(
                "PyAttributeErrorObject", PyAttributeErrorObject.self,
                [
                    LayoutField("obj", \PyAttributeErrorObject.obj),
                    LayoutField("name", \PyAttributeErrorObject.name),
                ])
        case .importError:
            extended(
                "PyImportErrorObject", PyImportErrorObject.self,
                [
                    LayoutField("msg", \PyImportErrorObject.msg),
                    LayoutField("name", \PyImportErrorObject.name),
                    LayoutField("path", \PyImportErrorObject.path),
                ])
        case .osError:
            extended(
                "PyOSErrorObject", PyOSErrorObject.self,
                [
                    LayoutField("myerrno", \PyOSErrorObject.myerrno),
                    LayoutField("strerror", \PyOSErrorObject.strerror),
                    LayoutField("filename", \PyOSErrorObject.filename),
                ])
        default: nil
        }
    }

    private static func extended<Root>(
        _ name: String, _ type: Root.Type, _ fields: [LayoutField]
    ) -> StructureLayout {
        StructureLayout(name, type, (exceptions(.baseException)?.fields ?? []) + fields)
    }

    /// The fields of every type.
    static var type: StructureLayout {
        StructureLayout("PyTypeObject", PyTypeObject.self, typeFields)
    }

    /// What a class has behind those: its suites, then its names.
    static var heapType: StructureLayout {
        StructureLayout(
            "PyHeapTypeObject", PyHeapTypeObject.self,
            [
                LayoutField("as_async", \PyHeapTypeObject.async, .opaque),
                LayoutField("as_number", \PyHeapTypeObject.number, .opaque),
                LayoutField("as_mapping", \PyHeapTypeObject.mapping, .opaque),
                LayoutField("as_sequence", \PyHeapTypeObject.sequence, .opaque),
                LayoutField("as_buffer", \PyHeapTypeObject.buffer, .opaque),
                LayoutField("ht_name", \PyHeapTypeObject.ht_name),
                LayoutField("ht_slots", \PyHeapTypeObject.ht_slots),
                LayoutField("ht_qualname", \PyHeapTypeObject.ht_qualname),
                LayoutField("ht_cached_keys", \PyHeapTypeObject.ht_cached_keys, .address),
                LayoutField("ht_module", \PyHeapTypeObject.ht_module),
                LayoutField("_ht_tpname", \PyHeapTypeObject._ht_tpname, .address),
                LayoutField("_spec_cache", \PyHeapTypeObject.spec_cache, .address),
            ])
    }

    private static var typeFields: [LayoutField] {
        [
            LayoutField("tp_name", \PyTypeObject.tp_name, .address),
            LayoutField("tp_basicsize", \PyTypeObject.tp_basicsize),
            LayoutField("tp_itemsize", \PyTypeObject.tp_itemsize),
            LayoutField("tp_dealloc", \PyTypeObject.tp_dealloc, .address),
            LayoutField("tp_vectorcall_offset", \PyTypeObject.tp_vectorcall_offset),
            LayoutField("tp_getattr", \PyTypeObject.tp_getattr, .address),
            LayoutField("tp_setattr", \PyTypeObject.tp_setattr, .address),
            LayoutField("tp_as_async", \PyTypeObject.tp_as_async, .address),
            LayoutField("tp_repr", \PyTypeObject.tp_repr, .address),
            LayoutField("tp_as_number", \PyTypeObject.tp_as_number, .address),
            LayoutField("tp_as_sequence", \PyTypeObject.tp_as_sequence, .address),
            LayoutField("tp_as_mapping", \PyTypeObject.tp_as_mapping, .address),
            LayoutField("tp_hash", \PyTypeObject.tp_hash, .address),
            LayoutField("tp_call", \PyTypeObject.tp_call, .address),
            LayoutField("tp_str", \PyTypeObject.tp_str, .address),
            LayoutField("tp_getattro", \PyTypeObject.tp_getattro, .address),
            LayoutField("tp_setattro", \PyTypeObject.tp_setattro, .address),
            LayoutField("tp_as_buffer", \PyTypeObject.tp_as_buffer, .address),
            LayoutField("tp_flags", \PyTypeObject.tp_flags, .unsigned),
            LayoutField("tp_doc", \PyTypeObject.tp_doc, .address),
            LayoutField("tp_traverse", \PyTypeObject.tp_traverse, .address),
            LayoutField("tp_clear", \PyTypeObject.tp_clear, .address),
            LayoutField("tp_richcompare", \PyTypeObject.tp_richcompare, .address),
            LayoutField("tp_weaklistoffset", \PyTypeObject.tp_weaklistoffset),
            LayoutField("tp_iter", \PyTypeObject.tp_iter, .address),
            LayoutField("tp_iternext", \PyTypeObject.tp_iternext, .address),
            LayoutField("tp_methods", \PyTypeObject.tp_methods, .address),
            LayoutField("tp_members", \PyTypeObject.tp_members, .address),
            LayoutField("tp_getset", \PyTypeObject.tp_getset, .address),
            LayoutField("tp_base", \PyTypeObject.tp_base),
            LayoutField("tp_dict", \PyTypeObject.tp_dict),
            LayoutField("tp_descr_get", \PyTypeObject.tp_descr_get, .address),
            LayoutField("tp_descr_set", \PyTypeObject.tp_descr_set, .address),
            LayoutField("tp_dictoffset", \PyTypeObject.tp_dictoffset),
            LayoutField("tp_init", \PyTypeObject.tp_init, .address),
            LayoutField("tp_alloc", \PyTypeObject.tp_alloc, .address),
            LayoutField("tp_new", \PyTypeObject.tp_new, .address),
            LayoutField("tp_free", \PyTypeObject.tp_free, .address),
            LayoutField("tp_is_gc", \PyTypeObject.tp_is_gc, .address),
            LayoutField("tp_bases", \PyTypeObject.tp_bases),
            LayoutField("tp_mro", \PyTypeObject.tp_mro),
            LayoutField("tp_cache", \PyTypeObject.tp_cache, .address),
            LayoutField("tp_subclasses", \PyTypeObject.tp_subclasses, .address),
            LayoutField("tp_weaklist", \PyTypeObject.tp_weaklist),
            LayoutField("tp_del", \PyTypeObject.tp_del, .address),
            LayoutField("tp_version_tag", \PyTypeObject.tp_version_tag, .unsigned),
            LayoutField("tp_finalize", \PyTypeObject.tp_finalize, .address),
            LayoutField("tp_vectorcall", \PyTypeObject.tp_vectorcall, .address),
        ]
    }
}
