# What each method leaves of a list's room.
import sys
def show(name, change, *starts):
    row = []
    for n in starts or (0, 1, 4, 5, 9, 17, 40, 100):
        l = list(range(n))
        try: l = change(l) or l
        except IndexError: pass
        row.append((len(l), sys.getsizeof(l)))
    print(name, row)
show("append", lambda l: l.append(1))
show("extend 1", lambda l: l.extend([1]))
show("extend 3", lambda l: l.extend((1, 2, 3)))
show("extend range", lambda l: l.extend(range(10)))
show("extend iter", lambda l: l.extend(iter(range(10))))
show("extend gen", lambda l: l.extend(x for x in range(10)))
show("insert", lambda l: l.insert(0, 1))
show("pop", lambda l: l.pop() and None)
show("pop 0", lambda l: l.pop(0) and None)
show("reverse", lambda l: l.reverse())
show("sort", lambda l: l.sort())
show("clear", lambda l: l.clear())
show("copy", lambda l: l.copy())
show("mul", lambda l: l * 2)
show("imul", lambda l: l.__imul__(3))
show("imul 0", lambda l: l.__imul__(0))
show("add", lambda l: l + [1])
show("del half", lambda l: l.__delitem__(slice(0, len(l) // 2)))
show("del most", lambda l: l.__delitem__(slice(1, None)))
show("del step", lambda l: l.__delitem__(slice(None, None, 2)))
show("set slice", lambda l: l.__setitem__(slice(0, 2), range(7)))
show("set empty", lambda l: l.__setitem__(slice(0, 3), ()))
show("init", lambda l: l.__init__(range(12)))
show("init none", lambda l: l.__init__())
