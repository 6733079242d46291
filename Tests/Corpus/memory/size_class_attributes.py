# A class shares its keys with its instances, so the class shows them.
import sys

for n in range(0, 33, 3):
    class C:
        def __init__(self):
            for i in range(n):
                setattr(self, f"a{i}", i)
    before = sys.getsizeof(C)
    instance = C()
    print(n, before, sys.getsizeof(C), sys.getsizeof(instance), sys.getsizeof(vars(instance)))
