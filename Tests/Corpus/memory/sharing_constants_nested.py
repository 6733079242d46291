# Functions of one unit share constants with it.
def f(): return 12345, "some text", (1, 2, 3), b"bytes", 1.5
def g(): return 12345, "some text", (1, 2, 3), b"bytes", 1.5
class C:
    a = 12345
    def m(self): return "some text", (1, 2, 3)
print([a is b for a, b in zip(f(), g())], f() is g())
print(C.a is f()[0], C().m()[0] is f()[1], C().m()[1] is f()[2])
