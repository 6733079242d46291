"""A class keeps a copy of its documentation in UTF-8, in a block of its own."""
import gc
import sys


def make(documentation):
    class Class:
        __doc__ = documentation
    return Class


def blocks(documentation):
    make(documentation)
    gc.collect()
    before = sys.getallocatedblocks()
    classes = [make(documentation) for _ in range(50)]
    grown = sys.getallocatedblocks() - before
    del classes
    gc.collect()
    return grown, sys.getallocatedblocks() - before


without = blocks(None)[0]
for documentation in ('x', 'x' * 100, 'x' * 511, 'x' * 512, '\xe9', 'a\0b' * 200, 5):
    grown, kept = blocks(documentation)
    print(repr(documentation)[:10], grown - without, kept)
try:
    make('\ud800')
except UnicodeEncodeError as error:
    print(error)
