# A list stays where it is when its buffer moves.
x = []
place = id(x)
for i in range(1000):
    x.append(i)
x.clear()
x.extend("abc")
x[:] = [1]
x *= 3
print(id(x) == place)
