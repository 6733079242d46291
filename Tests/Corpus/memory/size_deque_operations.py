# Operations on a deque, and the blocks they leave.
import sys
from collections import deque
def show(name, change):
    row = []
    for n in (0, 1, 40, 64, 130):
        d = deque(range(n))
        try: r = change(d)
        except (IndexError, ValueError): r = None
        row.append(sys.getsizeof(r if isinstance(r, deque) else d))
    print(name, row)
show("append", lambda d: d.append(1))
show("extend", lambda d: d.extend(range(100)))
show("extendleft", lambda d: d.extendleft(range(100)))
show("rotate", lambda d: d.rotate(33))
show("rotate -", lambda d: d.rotate(-7))
show("insert", lambda d: d.insert(3, 1))
show("remove", lambda d: d.remove(1))
show("del", lambda d: d.__delitem__(0))
show("imul", lambda d: d.__imul__(3))
show("mul", lambda d: d * 2)
show("add", lambda d: d + d)
show("copy", lambda d: d.copy())
show("clear", lambda d: d.clear())
show("reverse", lambda d: d.reverse())
