# A str's size by its widest character, at each boundary.
import sys
for last in (0x00, 0x7F, 0x80, 0xFF, 0x100, 0xFFFF, 0x10000, 0x10FFFF):
    print(hex(last)[2:], [sys.getsizeof("a" * n + chr(last)) for n in (0, 1, 2, 5, 20)])
for s in ("aé", "aŁ", "a😀"):
    print([sys.getsizeof(x) for x in (s[:1], s[1:], s * 2, s.upper(), s.replace(s[1], "b"), s + s, s.strip("a"))])
