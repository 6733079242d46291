# Attributes and methods in loops long enough to be specialised, while what they depend on changes.
import sys


class Point:
    kind = "point"

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def total(self):
        return self.x + self.y


class Slotted:
    __slots__ = ("left", "right")

    def swap(self):
        self.left, self.right = self.right, self.left
        return self.left


def read(objects, times):
    result = []
    for i in range(times):
        for item in objects:
            try:
                result.append(item.x)
            except AttributeError as error:
                result.append(str(error))
    return result


def call(objects, times):
    result = []
    for i in range(times):
        for item in objects:
            result.append(item.total())
    return result


def write(objects, times):
    for i in range(times):
        for item in objects:
            item.x = i
            item.extra = i * 2


p, q = Point(1, 2), Point(3, 4)
print(read([p, q], 30)[-4:])
print(call([p, q], 30)[-4:])
write([p, q], 30)
print(p.__dict__, vars(q))
print(read([p, q], 30)[-4:], call([p, q], 30)[-4:])
write([p, q], 20)
print(list(p.__dict__.items()))

# A name deleted, and set again: the order of the dict tells.
r = Point(5, 6)
for i in range(40):
    del r.x
    if i % 7 == 0:
        print(read([r], 1))
    r.x = i
print(vars(r))

# A property takes the place of the stored attribute.
s = Point(7, 8)
before = read([s], 30)[-1]
Point.x = property(lambda self: "from the property", lambda self, value: print("set", value))
print(before, read([s], 30)[-1])
for i in range(3):
    s.x = i
del Point.x
print(read([s], 30)[-1])

# A method is replaced, shadowed by an instance, and found again.
t, u = Point(1, 1), Point(2, 2)
print(call([t, u], 30)[-2:])
Point.total = lambda self: "other"
print(call([t, u], 30)[-2:])
t.total = lambda: "own"
print(call([t, u], 30)[-2:])
del t.total
print(call([t, u], 30)[-2:])

# Slots, set and unset.
w = Slotted()
for i in range(40):
    w.left = i
    w.right = -i
    last = w.swap()
print(last, w.left, w.right)


def left(item):
    try:
        return item.left
    except AttributeError as error:
        return repr(error)


print([left(w) for _ in range(30)][-1])
del w.left
print([left(w) for _ in range(30)][-1])


class Derived(Slotted):
    pass


d = Derived()
d.left = "derived"
print([left(d) for _ in range(30)][-1], [left(w) for _ in range(3)])


# Through the class: functions, static and class methods, and a metaclass that comes first.
class Tools:
    def plain(x):
        return ("plain", x)

    @staticmethod
    def static(x):
        return ("static", x)

    @classmethod
    def made(cls, x):
        return (cls.__name__, x)


def through(cls):
    return [(cls.plain(i), cls.static(i), cls.made(i)) for i in range(30)][-1]


print(through(Tools))
Tools.plain = staticmethod(lambda x: ("replaced", x))
print(through(Tools))


class Meta(type):
    @property
    def plain(cls):
        return lambda x: ("metaclass", x)


class WithMeta(Tools, metaclass=Meta):
    pass


print(through(WithMeta), through(Tools))


class Dynamic:
    def __getattr__(self, name):
        return ("dynamic", name)


dynamic = Dynamic()
print(read([dynamic, p], 20)[-2:])
dynamic.x = "stored"
print(read([dynamic, p], 20)[-2:])

# References: the caches hold none.
marker = object()
counted = Point(marker, marker)
base = sys.getrefcount(marker)
for i in range(50):
    counted.x = counted.y
    counted.y = counted.x
print(sys.getrefcount(marker) - base, sys.getrefcount(counted) - 1)


class Shared:
    def __init__(self, n):
        for i in range(n):
            setattr(self, f"a{i}", i)


many = [Shared(n % 40) for n in range(60)]
print(sum(getattr(m, "a3", 0) for m in many), [len(vars(m)) for m in many][30:42])


def third(m):
    try:
        return m.a3
    except AttributeError:
        return None


print([third(m) for m in many].count(3))
