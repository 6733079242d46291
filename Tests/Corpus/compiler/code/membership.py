x in [1, 2, 3]
x not in {1, 2.0, True, "a"}
x in [a, b]
x in (1, (2, 3))
for i in [1, 2, 3]: pass
for i in {1, 2}: pass
[i for i in [1, 2] for j in [i]]
not x in [1]
not (x is None)
not (x == 1)
x in [*y, 1]
