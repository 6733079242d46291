/// What functions and types of `_imp` tell of themselves.
extension NativeDocumentation {
    static var nativeImpRows: StaticString {
        #"""
        _fix_co_filename($module, code, path, /)
          Change the file name in a code object and those within it.
        _frozen_module_names($module, /)
          The names of the frozen modules.
        _override_frozen_modules_for_tests($module, override, /)
          Use frozen modules always or never, for tests.
        acquire_lock($module, /)
          Take the import lock, for this thread.
        create_builtin($module, spec, /)
          Make a built-in module for a spec.
        create_dynamic($module, spec, file=<unrepresentable>, /)
          Make an extension module for a spec.
        exec_builtin($module, mod, /)
          Fill a built-in module.
        exec_dynamic($module, mod, /)
          Fill an extension module.
        extension_suffixes($module, /)
          How names of extension modules' files end.
        find_frozen($module, name, /, *, withdata=False)
          What is known of a frozen module, or None.
        get_frozen_object($module, name, data=None, /)
          The code of a frozen module.
        init_frozen($module, name, /)
          Load a frozen module.
        is_builtin($module, name, /)
          Whether a module is built in: 1; -1 if it can't be loaded again; 0 if it isn't.
        is_frozen($module, name, /)
          Whether a module is frozen.
        is_frozen_package($module, name, /)
          Whether a frozen module is a package.
        lock_held($module, /)
          Whether a thread holds the import lock.
        release_lock($module, /)
          Give back the import lock.
        source_hash($module, /, key, source)
        """#
    }
}
