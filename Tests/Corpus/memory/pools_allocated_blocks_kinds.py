# Blocks that objects of each kind take.
import sys
class C:
    def __init__(self): self.a = 1
class S: __slots__ = ("a",)
for name, make in (("object", object), ("set", set), ("C", C), ("S", S), ("str", lambda: str(10 ** 9)), ("int", lambda: int("77777")), ("bytes", lambda: bytes(9)),
                   ("bytearray", lambda: bytearray(9)), ("dict", lambda: {1: 2}), ("big", lambda: bytes(5000)), ("list", lambda: [1]), ("function", lambda: lambda: 0), ("deque", __import__("collections").deque)):
    kept = [None] * 1000
    before = sys.getallocatedblocks()
    for i in range(1000): kept[i] = make()
    print(name, round((sys.getallocatedblocks() - before) / 1000, 1))
    kept = None
