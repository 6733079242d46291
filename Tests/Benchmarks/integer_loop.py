def run():
    total = 0
    i = 0
    while i < 3_000_000:
        i += 1
        total += i
    return total


print(run())
