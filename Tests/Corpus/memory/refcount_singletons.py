# None and the small ints count their references.
from sys import getrefcount as count

a = count(None)
l = [None] * 100
print(count(None) - a)
b = count(1)
m = [1] * 50
print(count(1) - b, count(7) > 10 ** 8)
e = count(())
n = [()] * 20
print(count(()) - e)
