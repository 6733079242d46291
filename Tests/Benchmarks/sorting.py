def run():
    seed = 12345
    values = []
    for _ in range(300_000):
        seed = (seed * 1103515245 + 12345) % 2147483648
        values.append(seed)
    values.sort()
    return values[0], values[-1], sorted(values, reverse=True)[1000]


print(run())
