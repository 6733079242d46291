"""Copies of attribute dicts whose class has made many instances since."""


class Point:
    pass


def attributes(count):
    class Shape:
        pass

    first = Shape()
    for index in range(count):
        setattr(first, f"name{index}", index)
    kept = first.__dict__
    others = [Shape() for _ in range(40)]
    copies = [kept.copy() for _ in range(30)]
    neighbours = [tuple(range(size)) for size in range(1, 40) for _ in range(8)]
    for _ in range(20):
        copies.append(kept.copy())
        del copies[:2]
        neighbours.append(tuple("abcdefghijklmnopqrstu"))
    return all(copy == kept for copy in copies), len(others), sum(map(len, neighbours))


for count in range(1, 32):
    print(count, attributes(count))
