import math


def show(function, *arguments, **keywords):
    try:
        print(ascii(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


class Text(str):
    def __bytes__(self):
        return b"own"

    def __float__(self):
        return 9.5


class Sub(float):
    pass


# Counts and widths are of C's types.
for big in 2**31, 2**63:
    show(chr, big)
    show("a".zfill, -big)
    show("a\tb".expandtabs, -big * 2)
show("a\nb".splitlines, "x")
show("%.*d".__mod__, (2**31, 1))
show("%*d".__mod__, (2**64, 1))

# What is formatted alone comes out as it is.
text = "abcde"
print("%s" % text is text, "%5.5s" % text is text, text % () is text)
print("{}".format(text) is text, "{:5}".format(text) is text, text.format() is text)
print("{[{}]} {[!]}".format({"{}": 5}, {"!": 6}))

show(bytes, Text("\u20ac"))
show(float, Text("8"))
show(Sub, x=0)
show(int.__new__, bool, 0)
show(object.__new__, int)
show(float.fromhex, 1)
show(complex, "1__0j")
show(pow, 1 + 2j, complex("inf"))
show(str.maketrans)
show(range, True)
show(b"%c".__mod__, 97)
show(b"%i".__mod__, b"x")
show(b"%f".__mod__, b"x")

for value in 0.5, -0.5, 3.7, -2.5, 170.5, -1e-10, 0.9999999, 1.0000001, 100.0, 171.5, -171.3:
    print(value, math.gamma(value), math.lgamma(value))
print(math.log10(10**400), math.log2(2**2000), math.log(10**400))
