# The sizes of streams, their buffers with them.
import io, sys, os, tempfile
path = os.path.join(tempfile.gettempdir(), "memory_corpus_file")
with open(path, "wb") as f: f.write(b"text\n" * 10)
for mode in ("rb", "wb", "ab", "rb+", "r", "w"):
    with open(path, mode) as f:
        print(mode, type(f).__name__, sys.getsizeof(f), type(f).__basicsize__, type(f).__dictoffset__, type(f).__weakrefoffset__)
with open(path, "rb", buffering=0) as f: print(sys.getsizeof(f))
for size in (1, 10, 100, 8192):
    r = io.BufferedReader(io.BytesIO(b"abc"), size)
    w = io.BufferedWriter(io.BytesIO(), size)
    print(size, sys.getsizeof(r), sys.getsizeof(w), sys.getsizeof(io.BufferedRandom(io.BytesIO(), size)))
p = io.BufferedRWPair(io.BytesIO(), io.BytesIO())
print(sys.getsizeof(p), sys.getsizeof(io.TextIOWrapper(io.BytesIO())), sys.getsizeof(io.IncrementalNewlineDecoder(None, True)))
os.remove(path)
class R(io.RawIOBase): pass
class T(io.TextIOBase): __slots__ = ("x",)
print(R.__basicsize__, sys.getsizeof(R()), T.__basicsize__, sys.getsizeof(T()))
