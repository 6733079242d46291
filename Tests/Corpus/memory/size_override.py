# __sizeof__ decides; getsizeof adds what lies in front of the object.
import sys

class C:
    def __sizeof__(self): return 1000
class S:
    __slots__ = ()
    def __sizeof__(self): return 1000
class Wrong:
    def __sizeof__(self): return -1
class Text:
    def __sizeof__(self): return "x"
print(sys.getsizeof(C()), sys.getsizeof(S()), sys.getsizeof(C), sys.getsizeof(Text(), 7))
for x in (Wrong(), Text()):
    try:
        print(sys.getsizeof(x))
    except Exception as error:
        print(type(error).__name__, error)
