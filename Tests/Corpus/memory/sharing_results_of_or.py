# and/or give operands themselves.
a, b = [], [1]
print((a or b) is b, (a and b) is a, (b or a) is b, (None or a) is a, (a if b else b) is a)
print(max(a, b) is b, min(a, b) is a, max([a, b], key=len) is b, sorted([b, a])[0] is a)
n = float("nan")
print(n is n, [n] == [n], n in [n], [n].index(n), max(n, 1.0) is n)
