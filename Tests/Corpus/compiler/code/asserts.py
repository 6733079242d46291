assert x
assert x, "message"
assert x and y, f(z)
assert not x
assert 1
assert 0, "no"
if __debug__: a = 1
else: a = 2
print(__debug__)
