/// What functions and types of `_imp` tell of themselves.
extension NativeDocumentation {
    static var nativeImp: StaticString {
        #"""
        _fix_co_filename($module, code, path, /)
        _frozen_module_names($module, /)
        _override_frozen_modules_for_tests($module, override, /)
        acquire_lock($module, /)
        create_builtin($module, spec, /)
        create_dynamic($module, spec, file=<unrepresentable>, /)
        exec_builtin($module, mod, /)
        exec_dynamic($module, mod, /)
        extension_suffixes($module, /)
        find_frozen($module, name, /, *, withdata=False)
        get_frozen_object($module, name, data=None, /)
        init_frozen($module, name, /)
        is_builtin($module, name, /)
        is_frozen($module, name, /)
        is_frozen_package($module, name, /)
        lock_held($module, /)
        release_lock($module, /)
        source_hash($module, /, key, source)
        """#
    }
}
