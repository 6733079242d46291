# Too large requests raise and leave nothing.
import sys
before = sys.getallocatedblocks()
for make in (lambda: [0] * (1 << 60), lambda: bytes(1 << 62), lambda: "a" * (1 << 62), lambda: bytearray(1 << 62), lambda: (0,) * (1 << 60), lambda: 1 << (1 << 62), lambda: [0].__imul__(1 << 61)):
    try: make()
    except (MemoryError, OverflowError) as e: print(type(e).__name__, e)
print(sys.getallocatedblocks() - before < 20)
