# Latin-1 characters are there once.
for n in (0, 9, 32, 97, 127, 128, 200, 255, 256, 300):
    a, b = chr(n), chr(n)
    print(n, a is b, ("x" + a)[1] is a, a.join([""]) is "", list("z" + a)[1] is a)
