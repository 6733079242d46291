# Every operation gives the small ints there are.
big = 10 ** 20
for x in (big - big, big // big, big % 7, big & 1, big ^ big, big | 0 > 0, -(-5), ~0, big >> 66,
          len("ab"), int(3.7), int("12"), ord("a"), hash(1), round(2.5), sum([1, 2]), abs(-3),
          divmod(7, 3)[1], pow(2, 3), 2 ** 8, int.from_bytes(b"\x05", "big"), max(1, 2), True + 1):
    print(x, x is int(str(int(x))))
