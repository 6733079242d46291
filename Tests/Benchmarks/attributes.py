class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Slotted:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def run():
    point = Point(1, 2)
    pair = Slotted(3, 4)
    total = 0
    for i in range(1_200_000):
        point.x = point.y + 1
        point.y = point.x - 1
        pair.left = pair.right
        total += point.x + pair.left
    return total


print(run())
