# What each method leaves of a bytearray's room.
import sys
def show(name, change):
    row = []
    for n in (0, 1, 4, 8, 15, 16, 33, 100, 600):
        b = bytearray(n)
        try: r = change(b)
        except IndexError: r = None
        r = r if isinstance(r, bytearray) else b
        row.append((len(r), sys.getsizeof(r), r.__alloc__()))
    print(name, row)
show("append", lambda b: b.append(1))
show("extend 1", lambda b: b.extend(b"x"))
show("extend 20", lambda b: b.extend(b"x" * 20))
show("extend iter", lambda b: b.extend(iter(b"x" * 20)))
show("extend list", lambda b: b.extend([1, 2, 3]))
show("iadd", lambda b: b.__iadd__(b"abcd"))
show("imul", lambda b: b.__imul__(3))
show("insert", lambda b: b.insert(0, 1))
show("pop", lambda b: b.pop() and None)
show("pop 0", lambda b: b.pop(0) and None)
show("clear", lambda b: b.clear())
show("copy", lambda b: b.copy())
show("reverse", lambda b: b.reverse())
show("del half", lambda b: b.__delitem__(slice(0, len(b) // 2)))
show("del most", lambda b: b.__delitem__(slice(1, None)))
show("del end", lambda b: b.__delitem__(slice(len(b) // 2, None)))
show("set slice", lambda b: b.__setitem__(slice(0, 2), b"1234567"))
show("replace", lambda b: b.replace(b"\0", b"ab"))
show("join", lambda b: b.join([b"a", b"b", b"c"]))
show("strip", lambda b: b.strip(b"\0"))
show("init", lambda b: b.__init__(12))
show("zfill", lambda b: b.zfill(50))
show("add", lambda b: b + b"xyz")
show("mul", lambda b: b * 2)
