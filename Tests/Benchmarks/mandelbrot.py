def escapes(c, limit):
    z = 0j
    for i in range(limit):
        if abs(z) > 2.0:
            return i
        z = z * z + c
    return limit


total = 0
for y in range(60):
    for x in range(80):
        total += escapes(complex(x / 30 - 2, y / 30 - 1), 60)
print(total)
