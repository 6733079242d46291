def run():
    a, b = 0, 1
    for _ in range(30_000):
        a, b = b, a + b
    return len(hex(a)), (3**5000) % 1000007


print(run())
