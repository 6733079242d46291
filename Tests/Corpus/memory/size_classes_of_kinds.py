# Classes: sizes, and how many blocks they take.
import sys, enum, abc, typing
class A: pass
class B: __slots__ = ("a", "b")
class M(type): pass
class K(metaclass=M): pass
class X(abc.ABC): pass
class E(enum.Enum): a = 1
class N(typing.NamedTuple): a: int
class L(list): pass
class T(tuple): __slots__ = ()
class F(Exception): pass
for cls in (A, B, M, K, X, E, N, L, T, F):
    print(cls.__name__, sys.getsizeof(cls), cls.__basicsize__, cls.__itemsize__, cls.__dictoffset__, cls.__weakrefoffset__, bool(cls.__flags__ & 1 << 4))
print(sys.getsizeof(E.a), sys.getsizeof(N(1)), sys.getsizeof(L()), sys.getsizeof(T()), sys.getsizeof(K()))
