class Node:
    def __init__(self, value):
        self.value = value
        self.next = None


def run():
    for _ in range(20):
        first = Node(0)
        last = first
        for i in range(5_000):
            node = Node(i)
            last.next = node
            last = node
        last.next = first
    return len([(i, [i]) for i in range(100_000)])


print(run())
