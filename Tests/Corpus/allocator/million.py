# A million blocks of all size classes, made and freed in a random order that is the same everywhere.
# What pymalloc holds is written before, after, and once every other block is freed again.
import sys


def bytes_maker(size):
    return lambda: bytes(size - 33)


MAKERS = [object, lambda: complex(1, 2)] + [bytes_maker(size) for size in range(48, 513, 16)]


def fill(make, kept):
    """Takes all free blocks of a class: the last one begins a pool of its own."""
    count = 0
    while True:
        kept[count] = x = make()
        count += 1
        if id(x) % 16384 == 48:
            return


def main():
    slots = 20000
    others = [[None] * 3000 for _ in MAKERS]
    kept = [None] * slots
    number = 12345
    for make, list in reversed([*zip(MAKERS, others)]):
        fill(make, list)
    sys._debugmallocstats()
    for _ in range(1_000_000):
        number = number * 1103515245 + 12345 & 0x3FFFFFFF
        kept[(number >> 8) % slots] = MAKERS[(number >> 4) % 32]()
    sys._debugmallocstats()
    for index in range(0, slots, 2):
        kept[index] = None
    sys._debugmallocstats()


main()
