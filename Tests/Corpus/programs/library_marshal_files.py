# marshal.load asks a file for as many bytes as it needs, through readinto.
import io
import marshal


class Telling(io.BytesIO):
    def read(self, size=-1):
        print("read", size)
        return super().read(size)

    def readinto(self, buffer):
        print("readinto", len(buffer), end=" ")
        return super().readinto(buffer)


shared = ("a", 1.5)
values = [[1, shared, shared], {"é": b"bytes", 2: None}, frozenset([7]), 2**70, 1j, ()]
file = Telling(b"".join(marshal.dumps(value) for value in values))
for value in values:
    loaded = marshal.load(file)
    print(loaded == value, type(loaded).__name__)
try:
    marshal.load(file)
except EOFError as error:
    print(repr(error))
for size in range(1, 24, 3):
    try:
        marshal.load(io.BytesIO(marshal.dumps([1.5, "text", b"bytes"])[:size]))
    except EOFError as error:
        print(size, repr(error))


class Excessive(io.BytesIO):
    def readinto(self, buffer):
        return super().readinto(buffer) + (1000 if len(buffer) > 4 else 0)


class Nothing(io.BytesIO):
    def readinto(self, buffer):
        return None


class Text(io.StringIO):
    pass


for kind in (Excessive, Nothing):
    for value in (1.5, "long enough", [1]):
        try:
            print(marshal.load(kind(marshal.dumps(value))))
        except (EOFError, TypeError, ValueError) as error:
            print(kind.__name__, repr(error))
for other in (Text("x"), 5):
    try:
        marshal.load(other)
    except (TypeError, AttributeError) as error:
        print(repr(error))
code = marshal.load(io.BytesIO(marshal.dumps(compile("x = 6 * 7", "name", "exec"))))
names = {}
exec(code, names)
print(names["x"], code.co_filename)
