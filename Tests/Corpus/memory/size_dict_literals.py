# Displays of a dict.
import sys

a = "x"
for d in ({}, {"a": 1}, {1: 1}, {a: 1}, {a: 1, 2: 3}, dict(), dict(a=1), {**{}},
          {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6},
          {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6}, {None: 1}, {(): 1}):
    print(len(d), sys.getsizeof(d))
