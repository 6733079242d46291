# sys.getallocatedblocks follows what is made and freed.
import sys
kept = [None] * 1000
a = sys.getallocatedblocks()
for i in range(1000): kept[i] = object()
b = sys.getallocatedblocks()
for i in range(1000): kept[i] = None
c = sys.getallocatedblocks()
print((b - a) // 10, abs(c - a) < 10)
l = [[i] for i in range(500)]
d = sys.getallocatedblocks()
del l
print(-(sys.getallocatedblocks() - d) // 100)
