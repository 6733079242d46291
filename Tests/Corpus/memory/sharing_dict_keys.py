# The first of equal keys stays.
a, b = 10 ** 20, 10 ** 20 + 0
c = float(a)
d = {a: 1}
d[b] = 2
d[c] = 3
k = list(d)[0]
print(k is a, k is b, k is c, d)
s = {a}
s.add(b)
print(list(s)[0] is a, len({1, 1.0, True}), [type(x).__name__ for x in {1, 1.0, True}], {1: "a", True: "b"})
