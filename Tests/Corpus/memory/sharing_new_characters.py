# Results of one character that are new strings, and those that are the shared ones.
for name in ("lower", "upper", "swapcase", "title", "casefold", "capitalize", "strip", "expandtabs"):
    for text in ("g", "G", "\xe9", "\xc9", "\xdf", "\u0100"):
        result = getattr(text, name)()
        print(name, text, result, result is text, len(result) == 1 and result is chr(ord(result)))
for text in ("gx", "\xe9x"):
    for result in (text[::2], text[0:1], text[::-1][1:], text[:1][::-1], text.replace("x", ""), text[0] * 1):
        print(result, result is chr(ord(result)))
for result in (str(7), repr(7), f"{7}", "%d" % 7, f"{7:d}", ascii(7), hex(7)[2:], chr(55)):
    print(result is chr(55))
one, two, empty = b"x", b"xy", b"xy"[2:]
for result in (one * 0, two * 0, bytes(0), bytes(), two[:0], b"".join([])):
    print(result is empty)
print(one * 1 is one, bytes(1) is bytes(1), two[:1] is one, bytes([120]) is one, bytearray(one)[0:1].hex())
