def run():
    counts = {}
    for i in range(1_000_000):
        key = i % 1000
        counts[key] = counts.get(key, 0) + 1
    return len(counts), counts[7]


print(run())
