# An array that was appended to.
import sys

for n in range(0, 60, 3):
    x = (lambda a: [a.append(i) for i in range(n)] and a or a)(__import__("array").array("q"))
    print(n, sys.getsizeof(x), x.__sizeof__())
