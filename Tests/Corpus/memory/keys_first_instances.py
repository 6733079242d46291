# The dicts of the first instances are larger than those of later ones.
import sys

class C:
    def __init__(self):
        self.a = self.b = self.c = 1
for _ in range(5):
    print(sys.getsizeof(vars(C())))
