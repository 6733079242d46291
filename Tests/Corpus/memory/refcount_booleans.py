# Comparisons give the two bools.
from sys import getrefcount as count

a = count(True)
l = [x < 5 for x in range(10)]
print(count(True) - a)
c = count("")
l = ["" for _ in range(10)]
print(count("") - c)
