def run():
    total = 0
    for _ in range(30):
        squares = [i * i for i in range(30_000) if i % 3]
        total += sum(squares)
    return total


print(run())
