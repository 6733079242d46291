# A freed block can become an object of another type of its size.
class A: __slots__ = ("a", "b")
class B: __slots__ = ("c", "d")
a = A()
place = id(a)
del a
b = B()
print(id(b) == place)
del b
print(id(A()) == place, id(B()) == place)
s = "x" * 20
t = "".join([s, "y"])
place = id(t)
del t
print(id(b"".join([b"x" * 30, b"abcdef"])) == place)
