# Iterators of the built-in containers.
import sys

for x in (iter([]), iter(()), iter(""), iter("\xe9"), iter({}), iter(set()), iter(range(3)),
          iter(range(10 ** 30)), iter(b""), iter(bytearray()), iter({}.items()), iter({}.values()),
          reversed([]), reversed({}), iter(int, 0), iter(memoryview(b""))):
    print(type(x).__name__, sys.getsizeof(x))
