# Floats are made anew.
a = float("1.5")
print(a is float("1.5"), a is a + 0, a * 1 is a, -(-a) is a, a is 1.5, a.real is a, a.conjugate() is a)
print(float(a) is a, abs(a) is a, round(a, 5) is a, a.__pos__() is a, a // 1 is a)
