# A million blocks of all size classes, made and freed in a random order that is the same everywhere.
# What pymalloc holds is written before, after, once every other block is freed again, and once all are.
import sys

report = sys._debugmallocstats


def bytes_maker(size):
    return lambda: bytes(size - 33)


SIZES = range(16, 513, 16)
MAKERS = [object, lambda: complex(1, 2)] + [bytes_maker(size) for size in SIZES[2:]]


def fill(make, kept, size):
    """Takes all free blocks of a class: when three pools in a row are taken from their first block on, nearly
    whole, no older one has room. The last block begins a pool of its own."""
    capacity = (16384 - 48) // size
    count = pools = taken = 0
    while True:
        kept[count] = x = make()
        count += 1
        if id(x) % 16384 == 48:
            pools = pools + 1 if taken > capacity * 0.9 else 0
            if pools == 3:
                return
            taken = 0
        taken += 1


def main():
    slots = 20000
    others = [[None] * 12000 for _ in MAKERS]
    kept = [None] * slots
    number = 12345
    for make, list, size in reversed([*zip(MAKERS, others, SIZES)]):
        fill(make, list, size)
    report()
    for _ in range(1_000_000):
        number = number * 1103515245 + 12345 & 0x3FFFFFFF
        kept[(number >> 8) % slots] = MAKERS[(number >> 4) % 32]()
    report()
    for index in range(0, slots, 2):
        kept[index] = None
    report()
    for index in range(1, slots, 2):
        kept[index] = None
    report()


main()
