# What rsplit gives.
import sys

for n in range(0, 50):
    x = ("a," * n).rsplit(",")
    print(n, sys.getsizeof(x), x.__sizeof__())
