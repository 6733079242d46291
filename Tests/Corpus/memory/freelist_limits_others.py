# Lists and dicts wait for their next use, 80 of them; floats 100; slices one.
import sys
def freed(make, number):
    items = [None] * number
    for index in range(number):
        items[index] = make()
    before = sys.getallocatedblocks()
    for index in range(number):
        items[index] = None
    return before - sys.getallocatedblocks()
def fresh(make):
    freed(make, 300)
    return freed(make, 300)
print("list", fresh(lambda: []), fresh(lambda: [1]))
print("dict", fresh(lambda: {}), fresh(lambda: {1: 2}), fresh(lambda: {"a": 2}))
x = 0.5
print("float", fresh(lambda: x + 1))
print("slice", fresh(lambda: slice(x)))
print("set", fresh(lambda: set()))
print("method", fresh(lambda: str.upper), fresh(lambda: "a".upper))
print("complex", fresh(lambda: complex(x)))
