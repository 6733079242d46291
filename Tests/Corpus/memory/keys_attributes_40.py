# Instances with 40 attributes.
import sys

class C:
    def __init__(self):
        for i in range(40):
            setattr(self, f"a{i}", i)
instances = [C() for _ in range(4)]
print([sys.getsizeof(c) for c in instances], sys.getsizeof(C))
print([sys.getsizeof(vars(c)) for c in instances])
instances[0].extra = 1
print(sys.getsizeof(vars(instances[0])), sys.getsizeof(vars(C())), sys.getsizeof(C))
