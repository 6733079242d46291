/// The structures of functions, code, frames, descriptors, exceptions and types.
extension StructureLayout {
    static func callables(_ builtin: BuiltinType) -> StructureLayout? {
        switch builtin {
        case .function: StructureLayout("PyFunctionObject", PyFunctionObject.self, functionFields)
        case .method:
            StructureLayout(
                "PyMethodObject", PyMethodObject.self,
                [
                    LayoutField("im_func", \PyMethodObject.im_func),
                    LayoutField("im_self", \PyMethodObject.im_self),
                    LayoutField("im_weakreflist", \PyMethodObject.im_weakreflist),
                    LayoutField("vectorcall", \PyMethodObject.vectorcall),
                ])
        case .builtinFunction, .builtinMethod:
            StructureLayout(
                "PyCFunctionObject", PyCFunctionObject.self,
                [
                    LayoutField("m_ml", \PyCFunctionObject.m_ml),
                    LayoutField("m_self", \PyCFunctionObject.m_self),
                    LayoutField("m_module", \PyCFunctionObject.m_module),
                    LayoutField("m_weakreflist", \PyCFunctionObject.m_weakreflist),
                    LayoutField("vectorcall", \PyCFunctionObject.vectorcall),
                ])
        case .cell:
            StructureLayout(
                "PyCellObject", PyCellObject.self, [LayoutField("ob_ref", \PyCellObject.ob_ref)])
        case .code: StructureLayout("PyCodeObject", size: 184, codeFields)
        case .frame:
            StructureLayout(
                "PyFrameObject", size: PyFrameObject.frameOffset,
                [
                    LayoutField("f_back", \PyFrameObject.f_back),
                    LayoutField("f_frame", \PyFrameObject.f_frame),
                    LayoutField("f_trace", \PyFrameObject.f_trace),
                    LayoutField("f_lineno", \PyFrameObject.f_lineno),
                    LayoutField("f_trace_lines", \PyFrameObject.f_trace_lines),
                    LayoutField("f_trace_opcodes", \PyFrameObject.f_trace_opcodes),
                    LayoutField("f_fast_as_locals", \PyFrameObject.f_fast_as_locals),
                ])
        case .generator, .coroutine, .asyncGenerator:
            StructureLayout("PyGenObject", size: PyGenObject.frameOffset, generatorFields)
        default: nil
        }
    }

    private static var functionFields: [LayoutField] {
        [
            LayoutField("func_globals", \PyFunctionObject.func_globals),
            LayoutField("func_builtins", \PyFunctionObject.func_builtins),
            LayoutField("func_name", \PyFunctionObject.func_name),
            LayoutField("func_qualname", \PyFunctionObject.func_qualname),
            LayoutField("func_code", \PyFunctionObject.func_code),
            LayoutField("func_defaults", \PyFunctionObject.func_defaults),
            LayoutField("func_kwdefaults", \PyFunctionObject.func_kwdefaults),
            LayoutField("func_closure", \PyFunctionObject.func_closure),
            LayoutField("func_doc", \PyFunctionObject.func_doc),
            LayoutField("func_dict", \PyFunctionObject.func_dict),
            LayoutField("func_weakreflist", \PyFunctionObject.func_weakreflist),
            LayoutField("func_module", \PyFunctionObject.func_module),
            LayoutField("func_annotations", \PyFunctionObject.func_annotations),
            LayoutField("vectorcall", \PyFunctionObject.vectorcall),
            LayoutField("func_version", \PyFunctionObject.func_version),
        ]
    }

    private static var generatorFields: [LayoutField] {
        [
            LayoutField("gi_code", \PyGenObject.gi_code),
            LayoutField("gi_weakreflist", \PyGenObject.gi_weakreflist),
            LayoutField("gi_name", \PyGenObject.gi_name),
            LayoutField("gi_qualname", \PyGenObject.gi_qualname),
            LayoutField("gi_exc_state.exc_value", \PyGenObject.gi_exc_state.value),
            LayoutField("gi_exc_state.previous_item", \PyGenObject.gi_exc_state.previous),
            LayoutField("gi_origin_or_finalizer", \PyGenObject.gi_origin_or_finalizer),
            LayoutField("gi_hooks_inited", \PyGenObject.gi_hooks_inited),
            LayoutField("gi_closed", \PyGenObject.gi_closed),
            LayoutField("gi_running_async", \PyGenObject.gi_running_async),
            LayoutField("gi_frame_state", \PyGenObject.gi_frame_state, .signed),
        ]
    }

    private static var codeFields: [LayoutField] {
        [
            LayoutField("co_consts", \PyCodeObject.co_consts),
            LayoutField("co_names", \PyCodeObject.co_names),
            LayoutField("co_exceptiontable", \PyCodeObject.co_exceptiontable),
            LayoutField("co_flags", \PyCodeObject.co_flags),
            LayoutField("co_warmup", \PyCodeObject.co_warmup),
            LayoutField("_co_linearray_entry_size", \PyCodeObject._co_linearray_entry_size),
            LayoutField("co_argcount", \PyCodeObject.co_argcount),
            LayoutField("co_posonlyargcount", \PyCodeObject.co_posonlyargcount),
            LayoutField("co_kwonlyargcount", \PyCodeObject.co_kwonlyargcount),
            LayoutField("co_stacksize", \PyCodeObject.co_stacksize),
            LayoutField("co_firstlineno", \PyCodeObject.co_firstlineno),
            LayoutField("co_nlocalsplus", \PyCodeObject.co_nlocalsplus),
            LayoutField("co_nlocals", \PyCodeObject.co_nlocals),
            LayoutField("co_nplaincellvars", \PyCodeObject.co_nplaincellvars),
            LayoutField("co_ncellvars", \PyCodeObject.co_ncellvars),
            LayoutField("co_nfreevars", \PyCodeObject.co_nfreevars),
            LayoutField("co_localsplusnames", \PyCodeObject.co_localsplusnames),
            LayoutField("co_localspluskinds", \PyCodeObject.co_localspluskinds),
            LayoutField("co_filename", \PyCodeObject.co_filename),
            LayoutField("co_name", \PyCodeObject.co_name),
            LayoutField("co_qualname", \PyCodeObject.co_qualname),
            LayoutField("co_linetable", \PyCodeObject.co_linetable),
            LayoutField("co_weakreflist", \PyCodeObject.co_weakreflist),
            LayoutField("_co_code", \PyCodeObject._co_code),
            LayoutField("_co_linearray", \PyCodeObject._co_linearray, .address),
            LayoutField("_co_firsttraceable", \PyCodeObject._co_firsttraceable),
            LayoutField("co_extra", \PyCodeObject.co_extra, .address),
        ]
    }

    static func descriptors(_ builtin: BuiltinType) -> StructureLayout? {
        switch builtin {
        case .property:
            StructureLayout(
                "propertyobject", PyPropertyObject.self,
                [
                    LayoutField("prop_get", \PyPropertyObject.prop_get),
                    LayoutField("prop_set", \PyPropertyObject.prop_set),
                    LayoutField("prop_del", \PyPropertyObject.prop_del),
                    LayoutField("prop_doc", \PyPropertyObject.prop_doc),
                    LayoutField("prop_name", \PyPropertyObject.prop_name),
                    LayoutField("getter_doc", \PyPropertyObject.getter_doc),
                ])
        case .classmethod, .staticmethod:
            StructureLayout(
                builtin == .classmethod ? "classmethod" : "staticmethod",
                PyWrappedMethodObject.self,
                [
                    LayoutField(
                        builtin == .classmethod ? "cm_callable" : "sm_callable",
                        \PyWrappedMethodObject.callable),
                    LayoutField(
                        builtin == .classmethod ? "cm_dict" : "sm_dict",
                        \PyWrappedMethodObject.dict),
                ])
        case .super:
            StructureLayout(
                "superobject", PySuperObject.self,
                [
                    LayoutField("type", \PySuperObject.type),
                    LayoutField("obj", \PySuperObject.obj),
                    LayoutField("obj_type", \PySuperObject.obj_type),
                ])
        case .methodDescriptor, .classMethodDescriptor:
            described(
                "PyMethodDescrObject", PyMethodDescrObject.self,
                [
                    LayoutField("d_method", \PyMethodDescrObject.d_method),
                    LayoutField("vectorcall", \PyMethodDescrObject.vectorcall),
                ])
        case .getSetDescriptor:
            described(
                "PyGetSetDescrObject", PyGetSetDescrObject.self,
                [LayoutField("d_getset", \PyGetSetDescrObject.d_getset)])
        case .memberDescriptor:
            described(
                "PyMemberDescrObject", PyMemberDescrObject.self,
                [LayoutField("d_member", \PyMemberDescrObject.d_member)])
        case .wrapperDescriptor:
            described(
                "PyWrapperDescrObject", PyWrapperDescrObject.self,
                [
                    LayoutField("d_base", \PyWrapperDescrObject.d_base),
                    LayoutField("d_wrapped", \PyWrapperDescrObject.d_wrapped, .address),
                ])
        case .methodWrapper:
            StructureLayout(
                "wrapperobject", PyMethodWrapperObject.self,
                [
                    LayoutField("descr", \PyMethodWrapperObject.descr),
                    LayoutField("self", at: 24, size: 8, .object),
                ])
        default: nil
        }
    }

    private static func described<Root>(
        _ name: String, _ type: Root.Type, _ fields: [LayoutField]
    ) -> StructureLayout {
        StructureLayout(
            name, type,
            [
                LayoutField("d_type", \PyDescrObject.d_type),
                LayoutField("d_name", \PyDescrObject.d_name),
                LayoutField("d_qualname", \PyDescrObject.d_qualname),
            ] + fields)
    }

    static func others(_ builtin: BuiltinType) -> StructureLayout? {
        switch builtin {
        case .module:
            StructureLayout(
                "PyModuleObject", PyModuleObject.self,
                [
                    LayoutField("md_dict", \PyModuleObject.md_dict),
                    LayoutField("md_def", \PyModuleObject.md_def, .address),
                    LayoutField("md_state", \PyModuleObject.md_state, .address),
                    LayoutField("md_weaklist", \PyModuleObject.md_weaklist),
                    LayoutField("md_name", \PyModuleObject.md_name),
                ])
        case .traceback:
            StructureLayout(
                "PyTracebackObject", PyTracebackObject.self,
                [
                    LayoutField("tb_next", \PyTracebackObject.tb_next),
                    LayoutField("tb_frame", \PyTracebackObject.tb_frame),
                    LayoutField("tb_lasti", \PyTracebackObject.tb_lasti),
                    LayoutField("tb_lineno", \PyTracebackObject.tb_lineno),
                ])
        case .genericAlias:
            StructureLayout(
                "gaobject", PyGenericAlias.self,
                [
                    LayoutField("origin", \PyGenericAlias.origin),
                    LayoutField("args", \PyGenericAlias.args),
                    LayoutField("parameters", \PyGenericAlias.parameters),
                    LayoutField("weakreflist", \PyGenericAlias.weakreflist),
                    LayoutField("starred", \PyGenericAlias.starred),
                    LayoutField("vectorcall", \PyGenericAlias.vectorcall),
                ])
        case .unionType:
            StructureLayout(
                "unionobject", PyUnionType.self,
                [
                    LayoutField("args", \PyUnionType.args),
                    LayoutField("parameters", \PyUnionType.parameters),
                ])
        case .weakReference, .weakProxy, .weakCallableProxy:
            StructureLayout(
                "PyWeakReference", PyWeakReference.self,
                [
                    LayoutField("wr_object", \PyWeakReference.wr_object),
                    LayoutField("wr_callback", \PyWeakReference.wr_callback),
                    LayoutField("hash", \PyWeakReference.hash, .hash),
                    LayoutField("wr_prev", \PyWeakReference.wr_prev),
                    LayoutField("wr_next", \PyWeakReference.wr_next),
                    LayoutField("vectorcall", \PyWeakReference.vectorcall),
                ])
        default: nil
        }
    }
}
