/// What classes, functions, code and frames tell of themselves.
extension NativeDocumentation {
    static var builtinClassesRows: StaticString {
        #"""
        async_generator.__class_getitem__
          The class with its type parameters, as annotations write it.
        async_generator.__name__
          The name of the generator.
        async_generator.__qualname__
          The name with those of the places around it.
        async_generator.__sizeof__
          The size of the object in memory, in bytes.
        async_generator.aclose
          An awaitable that ends the generator.
        async_generator.ag_await
          What is awaited, or None.
        async_generator.asend
          An awaitable that sends a value in and gives the next one.
        async_generator.athrow
          An awaitable that raises an exception where the generator waits.
        cell([contents])
          A variable that functions share.
        classmethod
          classmethod(function): a method whose first argument is the class.
        code(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize,
        +     flags, codestring, constants, names, varnames, filename, name,
        +     qualname, firstlineno, linetable, exceptiontable, freevars=(),
        +     cellvars=(), /)
          What a function or module is compiled to.
        code._varname_from_oparg($self, /, oparg)
          The name of the variable with a number in the instructions.
        code.replace($self, /, *, co_argcount=-1, co_posonlyargcount=-1,
        +        co_kwonlyargcount=-1, co_nlocals=-1, co_stacksize=-1,
        +        co_flags=-1, co_firstlineno=-1, co_code=None, co_consts=None,
        +        co_names=None, co_varnames=None, co_freevars=None,
        +        co_cellvars=None, co_filename=None, co_name=None,
        +        co_qualname=None, co_linetable=None, co_exceptiontable=None)
          The same code with some attributes changed.
        coroutine.__name__
          The name of the coroutine.
        coroutine.__qualname__
          The name with those of the places around it.
        coroutine.__sizeof__
          The size of the object in memory, in bytes.
        coroutine.close
          Raise GeneratorExit inside coroutine code where it waits, to end it.
        coroutine.cr_await
          What is awaited, or None.
        coroutine.send
          Send a value into coroutine code that waits and give the next one it passes on.
        coroutine.throw
          Raise an exception in coroutine code where it waits and give the next value it passes on.
        frame.__sizeof__
          The size of the object in memory, in bytes.
        frame.clear
          Forget the values of all local variables.
        function(code, globals, name=None, argdefs=None, closure=None)
          A function that a def statement or a lambda makes.
        generator.__name__
          The name of the generator.
        generator.__qualname__
          The name with those of the places around it.
        generator.__sizeof__
          The size of the object in memory, in bytes.
        generator.close
          Raise GeneratorExit where it waits, to end it.
        generator.gi_yieldfrom
          The iterator that yield from runs through, or None.
        generator.send
          Send a value in and give the next one it yields.
        generator.throw
          Raise an exception where it waits and give the next value it yields.
        method(function, instance, /)
          A function with the object that is passed to it first.
        method.__func__
          The function that is called.
        method.__reduce__($self, /)
        method.__self__
          The object that is passed first.
        module(name, doc=None)
          module(name[, doc]): a module object.
        module.__dir__
          The names of the attributes.
        object()
          The base of all classes.
        object.__class__
          The object's class.
        object.__dir__($self, /)
          The names of the attributes.
        object.__format__($self, format_spec, /)
          The object as text, in a given format.
        object.__getstate__($self, /)
          The state that pickle keeps.
        object.__init_subclass__
          Called for each class that derives from this one.
        object.__reduce__($self, /)
          What pickle and copy need to make an equal object.
        object.__reduce_ex__($self, protocol, /)
          What pickle needs to make an equal object, for a protocol.
        object.__sizeof__($self, /)
          The size of the object in memory, in bytes.
        object.__subclasshook__
          Asked by abstract classes whether a class counts as derived; NotImplemented leaves it to
          the usual way.
        property(fget=None, fset=None, fdel=None, doc=None)
          property(fget=None, fset=None, fdel=None, doc=None): an attribute that functions
          compute.
        property.__set_name__
          Learn the attribute's name.
        property.deleter
          The same property with another function that deletes.
        property.getter
          The same property with another function that reads.
        property.setter
          The same property with another function that sets.
        staticmethod
          staticmethod(function): a function in a class, called as it is.
        super
          super() or super(type[, object or type]): the methods of the next classes.
        super.__self__
          The object or class whose methods are looked up.
        super.__self_class__
          The class of that object.
        super.__thisclass__
          The class after which the search begins.
        traceback
          Where an exception came by, frame after frame.
        type
          type(object) or type(name, bases, dict, **kwds): an object's class, or a new one.
        type.__dir__($self, /)
          The names of the attributes.
        type.__instancecheck__($self, instance, /)
          Whether an object is an instance.
        type.__prepare__
          The namespace in which a class statement runs, a dict.
        type.__sizeof__($self, /)
          The size of the object in memory, in bytes.
        type.__subclasscheck__($self, subclass, /)
          Whether a class derives from this one.
        type.__subclasses__($self, /)
          The classes that derive directly from this one.
        type.mro($self, /)
          The order in which classes are searched for attributes.
        PyCapsule
          A pointer that native modules hand on under a name.
        coroutine_wrapper
          What await runs through, for a coroutine.
        """#
    }

    static var typesRows: StaticString {
        #"""
        GenericAlias
          A class with its type parameters, as list[int].
        GenericAlias.__parameters__
          The type variables in it.
        UnionType
          Several types of which one is meant, as int | str.
        UnionType.__parameters__
          The type variables in it.
        SimpleNamespace
          An object with the attributes it is called with.
        """#
    }
}
