import re
import _sre


def show(*arguments):
    try:
        print(_sre.compile(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


show("abc", 0, [2**128], 0, {}, ())
show({}, 0, [], 0, [], [])
for code in [], [1], [17], [17, 5, 1], [14, 100, 1], [24, 9, 0, 1, 2, 1, 1], [7, 3, 2, 1], [13, 3, 1, 1]:
    show("abc", 0, code, 0, {}, ())

view = memoryview(b"xaz")
print(re.sub(b"a", b"-", view), re.findall(b".", view), re.split(b"a", view))
data = bytearray(b"abcdefgh")
match = re.search(b"[a-h]+", data)
data[:] = b"xyz"
print(match.group())
iterator = re.finditer(b"a", data)
try:
    data.extend(b"more")
except BufferError as error:
    print(error)
del iterator
print(re.match("(ae)*+a", "aea").groups(), re.match("\ufb05", "\ufb06", re.I))
print(re.match(r"(a)?(?(1)b|c)d", "abd"), re.match(r"(?:ab|cd|ef){1,3}+x", "abefx"))
