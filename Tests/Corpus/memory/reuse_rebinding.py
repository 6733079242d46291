# A name's old value lives until the new one is made.
x = [1, 2, 3]
print(hex(id(x)))
for _ in range(5):
    x = [1, 2, 3]
    print(hex(id(x)))
