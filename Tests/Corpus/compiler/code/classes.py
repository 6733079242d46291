class A: pass
class B(A, metaclass=M, **kw):
    """Doc."""
    x: int = 1
    __private = 2
    def __method(self, __arg): return self.__private + __arg
    @property
    def p(self): return super().p
    class Inner:
        def f(self): return __class__
    y = __private
@decorate
@decorate2(1)
class C(*bases): z = lambda self: self.__z
class __D:
    __x = __y = 1
    import __m.__n
    global __g
    __g = 1
