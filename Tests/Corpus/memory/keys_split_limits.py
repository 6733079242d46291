# Instances share keys as long as their attributes are set in an order that fits; 30 at most.
import sys
def sizes(*names):
    cls = type("C", (), {})
    row = []
    for order in names:
        c = cls()
        for n in order.split(): setattr(c, n, 1)
        row.append(sys.getsizeof(c.__dict__))
    return row
print(sizes("a b c", "a b c", "c b a", "a c", "d a", "b"))
print(sizes("a", "a b", "a b c", "a b c d e f g"))
for n in (28, 29, 30, 31):
    print(n, sizes(" ".join("k%d" % i for i in range(n)), "k0", "k0 k1 k2"))
