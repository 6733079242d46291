"""Numbers and text into text: f-strings, format specifications, % and str.join."""


def work(rows):
    lines = []
    for i in range(rows):
        x = i * 1.37 - 500.25
        name = f"item{i:05d}"
        lines.append(f"{name:<12}|{x:>12.3f}|{i:#x}|{i * i:,}|{x!r:>22}")
        lines.append("%-10s %6d %8.2f %5.1f%%" % (name, i, x, i / 7))
        lines.append("{0}: {1:e} {2:^9} {3:b}".format(name, x, i % 3 == 0, i & 255))
        lines.append(str(i) + " " + str(x) + " " + repr(name))
    return lines


result = work(12000)
print(len(result), sum(map(len, result)))
print(result[-4:])
