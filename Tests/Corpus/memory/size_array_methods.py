# What each method leaves of an array's room.
import sys
from array import array
def show(name, change):
    row = []
    for n in (0, 1, 5, 16, 100):
        a = array("i", range(n))
        try: r = change(a)
        except (IndexError, ValueError): r = None
        row.append(sys.getsizeof(r if isinstance(r, array) else a))
    print(name, row)
show("append", lambda a: a.append(1))
show("extend", lambda a: a.extend(array("i", range(10))))
show("extend list", lambda a: a.extend([1, 2, 3]))
show("fromlist", lambda a: a.fromlist([1, 2, 3]))
show("frombytes", lambda a: a.frombytes(b"12345678"))
show("insert", lambda a: a.insert(0, 1))
show("pop", lambda a: a.pop() and None)
show("remove", lambda a: a.remove(0))
show("slice", lambda a: a[1:4])
show("del slice", lambda a: a.__delitem__(slice(1, None)))
show("imul", lambda a: a.__imul__(3))
show("mul", lambda a: a * 3)
show("iadd", lambda a: a.__iadd__(array("i", [1])))
show("add", lambda a: a + a)
show("copy", lambda a: a.__copy__())
