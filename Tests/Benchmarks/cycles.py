"""Objects that refer to each other, freed by the cyclic collector."""
import gc


class Node:
    def __init__(self, value, parent):
        self.value = value
        self.parent = parent
        self.children = []
        if parent is not None:
            parent.children.append(self)


def tree(depth, parent):
    node = Node(depth, parent)
    if depth:
        tree(depth - 1, node)
        tree(depth - 1, node)
    return node


def total(node):
    return node.value + sum(total(child) for child in node.children)


print(sum(total(tree(9, None)) for _ in range(30)))
rings = []
for size in range(1, 300):
    ring = [[] for _ in range(size)]
    for left, right in zip(ring, ring[1:] + ring[:1]):
        left.append(right)
    rings.append(ring[0])
rings.clear()
print(gc.collect() > 0)
