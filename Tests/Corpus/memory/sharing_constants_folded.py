# Folded constants are shared with written ones.
print(500 + 500 is 1000, 2 * 500 is 1000, -1000 is -1000, 10 ** 3 is 1000)
print("ab" "cd" is "abcd", "ab" * 2 is "abab", "x" * 5000 is "x" * 5000, "a b" + "c" is "a bc")
print((1, 2) + (3,) is (1, 2, 3), (1,) * 3 is (1, 1, 1), not True is False)
