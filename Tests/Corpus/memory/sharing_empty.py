# Empty immutables are singletons, the frozenset is not.
n = 0
for a, b in (("" * n, "x"[1:]), (b"" * n, b"x"[1:]), (() * n, (1,)[1:]), (tuple([]), tuple("")),
             (frozenset(), frozenset([])), ("".join([]), str()), (bytes(), bytes([])), (b"".join([]), b""),
             (str(b"", "ascii"), "a".replace("a", "")), (bytes(0), bytes(bytearray()))):
    print(type(a).__name__, a is b)
