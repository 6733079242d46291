def run():
    x = 0.5
    for _ in range(2_000_000):
        x = 3.7 * x * (1.0 - x)
    return x


print(run())
