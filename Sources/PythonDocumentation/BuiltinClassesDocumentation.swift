/// What functions and types of `builtins` tell of themselves.
extension NativeDocumentation {
    static var builtinClasses: StaticString {
        #"""
        cell([contents])
        classmethod
          classmethod(function): a method whose first argument is the class.
        code(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize,
        +     flags, codestring, constants, names, varnames, filename, name,
        +     qualname, firstlineno, linetable, exceptiontable, freevars=(),
        +     cellvars=(), /)
        code._varname_from_oparg($self, /, oparg)
        code.replace($self, /, *, co_argcount=-1, co_posonlyargcount=-1,
        +        co_kwonlyargcount=-1, co_nlocals=-1, co_stacksize=-1,
        +        co_flags=-1, co_firstlineno=-1, co_code=None, co_consts=None,
        +        co_names=None, co_varnames=None, co_freevars=None,
        +        co_cellvars=None, co_filename=None, co_name=None,
        +        co_qualname=None, co_linetable=None, co_exceptiontable=None)
        function(code, globals, name=None, argdefs=None, closure=None)
        method(function, instance, /)
        method.__reduce__($self, /)
        module(name, doc=None)
        object()
          The base of all classes.
        object.__dir__($self, /)
        object.__format__($self, format_spec, /)
        object.__getstate__($self, /)
        object.__reduce__($self, /)
        object.__reduce_ex__($self, protocol, /)
        object.__sizeof__($self, /)
        property(fget=None, fset=None, fdel=None, doc=None)
        staticmethod
          staticmethod(function): a function in a class, called as it is.
        super
          super() or super(type[, object or type]): the methods of the next classes.
        type.__dir__($self, /)
        type.__instancecheck__($self, instance, /)
        type.__sizeof__($self, /)
        type.__subclasscheck__($self, subclass, /)
        type.__subclasses__($self, /)
        type.mro($self, /)
        """#
    }
}
