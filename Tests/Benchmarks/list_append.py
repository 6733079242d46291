def run():
    items = []
    for i in range(2_000_000):
        items.append(i)
    return len(items)


print(run())
