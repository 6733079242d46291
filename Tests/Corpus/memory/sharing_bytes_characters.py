# Bytes of length one are there once.
for n in (0, 65, 127, 128, 255):
    a = bytes([n])
    print(n, a is bytes([n]), a is (b"x" + a)[1:], a is bytes(bytearray([n])), a is a * 1, a is b"".join([a]))
