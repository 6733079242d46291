# The size of an int by its bits; 30 a digit.
import sys
print([(n, sys.getsizeof(1 << n)) for n in range(0, 200, 10)])
print([(n, sys.getsizeof((1 << n) - 1)) for n in (1, 29, 30, 31, 59, 60, 61, 90, 91)])
print([sys.getsizeof(x) for x in (0, True, False, -1, -(1 << 30), ~(1 << 60), 10 ** 20, 10 ** 40, int("9" * 50))])
big = 1 << 300
print([sys.getsizeof(x) for x in (big - big, big >> 299, big - (big - 1), big % 7, big // big, -big, big & 1, big ^ big, abs(-big), divmod(big, 3)[1], pow(3, 100, 7), int(2.0 ** 60))])
