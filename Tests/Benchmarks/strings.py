def run():
    parts = []
    for i in range(300_000):
        parts.append(f"{i}:{i * 2}")
    text = ",".join(parts)
    return len(text), text.count("9"), len(text.split(","))


print(run())
