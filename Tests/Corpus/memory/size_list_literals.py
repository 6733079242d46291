# Displays of constants of three or more are extended from a tuple.
import sys

for x in ([], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6],
          [1, 2, 3, 4, 5, 6, 7], [None] * 3, [*"abc"], [[]], [[], []], [[], [], []]):
    print(len(x), sys.getsizeof(x))
