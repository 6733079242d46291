# Units of compilation do not share.
one, two = {}, {}
exec("x = 1000; y = 1000; s = 'a b'; t = (1, 2); n = 'name'", one)
exec("x = 1000; y = 1000; s = 'a b'; t = (1, 2); n = 'name'", two)
print(one["x"] is one["y"], one["x"] is two["x"], one["s"] is two["s"], one["t"] is two["t"], one["n"] is two["n"])
