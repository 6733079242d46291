# Ints from -5 to 256 are there once.
for n in (-7, -6, -5, -4, 0, 1, 255, 256, 257, 258):
    print(n, int(str(n)) is int(str(n)), n + 0 is int(str(n)), n * 1 is n // 1)
