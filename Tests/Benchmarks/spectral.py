def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(u):
    return [sum(element(i, j) * u[j] for j in range(len(u))) for i in range(len(u))]


def transposed(u):
    return [sum(element(j, i) * u[j] for j in range(len(u))) for i in range(len(u))]


u = [1.0] * 60
for _ in range(8):
    v = transposed(times(u))
    u = transposed(times(v))
vBv = sum(a * b for a, b in zip(u, v))
vv = sum(b * b for b in v)
print(f"{(vBv / vv) ** 0.5:.9f}")
