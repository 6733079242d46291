# Constants are held by their code.
from sys import getrefcount as count

a = 1000
print(count(a), count(1001), count(1.25), count("a text"))
def f():
    return count(2000), count("other text"), count((1, 2, 3))
print(f())
b = a
print(count(a), count(b))
