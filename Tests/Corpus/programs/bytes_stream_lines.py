"""Lines of streams in memory, which have their own methods for them, and what inherits from `_io._IOBase`."""
import io

stream = io.BytesIO(b"one\ntwo\nthree")
print(stream.readlines(5), stream.readlines(), stream.readlines(None), iter(stream) is stream)
stream.writelines([b"!", bytearray(b"?\n"), memoryview(b"x")])
print(stream.getvalue(), stream.flush(), stream.isatty())
for wrong in ("x", 1.5, (1, 2)):
    try:
        stream.readlines(*wrong) if isinstance(wrong, tuple) else stream.readlines(wrong)
    except TypeError as error:
        print(error)
for wrong in (1, ["text"]):
    try:
        stream.writelines(wrong)
    except TypeError as error:
        print(error)
stream.close()
print(iter(stream) is stream)
for name in ("readlines", "flush", "isatty"):
    try:
        getattr(stream, name)()
    except ValueError as error:
        print(name, error)
try:
    stream.writelines([])
except ValueError as error:
    print(error)

text = io.StringIO()
text.close()
try:
    text.isatty()
except ValueError as error:
    print(error)
for cls in (io.RawIOBase, io.BytesIO, io.StringIO, io.FileIO, io.BufferedReader, io.TextIOWrapper):
    print(cls.__name__, "__del__" in vars(cls), "__new__" in vars(cls), cls.__del__ is vars(io._io._IOBase)["__del__"])


class Raw(io.RawIOBase):
    def close(self):
        print("closed")
        super().close()


raw = Raw()
del raw


# The number of a proxy's referent.
import weakref


class Number:
    def __ipow__(self, other, modulus=None):
        return ("ipow", other, modulus)

    def __pow__(self, other, modulus=None):
        return ("pow", other, modulus)


number = Number()
proxy = weakref.proxy(number)
print(proxy.__ipow__(2), pow(proxy, 3))
proxy **= 4
print(proxy)

from collections import defaultdict

print(defaultdict[int, str], type(defaultdict[int]))

import xxsubtype

items = xxsubtype.spamlist([1, 2])
items.setstate(5)
items.__init__((3,))
print(items, items.getstate())
items = xxsubtype.spamdict(a=1)
items.setstate(5)
items.__init__(b=2)
print(items, items.state)
