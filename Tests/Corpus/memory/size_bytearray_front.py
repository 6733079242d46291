# Bytes taken from the front leave room there, until it is half of all.
import sys
b = bytearray(range(200))
row = []
for i in range(200):
    del b[:1]
    row.append(sys.getsizeof(b))
print(row)
b = bytearray(100)
row = []
for i in range(60):
    del b[:3]
    b += b"ab"
    row.append((len(b), sys.getsizeof(b)))
print(row)
