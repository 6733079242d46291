# Objects over 512 bytes are not in pools.
import sys
kept = [None] * 500
before = sys.getallocatedblocks()
for i in range(500): kept[i] = bytes(600)
print(sys.getallocatedblocks() - before < 10)
for i in range(500): kept[i] = bytes(479)
print((sys.getallocatedblocks() - before) // 100)
for i in range(500): kept[i] = bytes(480)
print((sys.getallocatedblocks() - before) // 100)
