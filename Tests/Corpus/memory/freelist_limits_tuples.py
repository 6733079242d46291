# How many tuples of each length wait to be used again: 2000 up to a length of 20.
import sys
def kept(length, number):
    template = list(range(length))
    items = [tuple(template) for _ in range(number)]
    places = {id(t) for t in items}
    before = sys.getallocatedblocks()
    items.clear()
    return before - sys.getallocatedblocks()
for length in (1, 2, 3, 19, 20, 21):
    kept(length, 2500)
    print(length, kept(length, 2500))
