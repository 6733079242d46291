import codecs


def show(function, *arguments):
    try:
        print(ascii(function(*arguments)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


codecs.register_error("mark", lambda error: ("<%d-%d>" % (error.start, error.end), error.end))
for codec in "ascii", "latin-1", "utf-8", "utf-7", "utf-16-le", "cp1252", "unicode-escape":
    for handler in "strict", "replace", "backslashreplace", "surrogateescape", "mark":
        show("a\u20ac\ud800b".encode, codec, handler)
        show(b"a\x81\xff\\x4".decode, codec, handler)
show(codecs.charmap_decode, b"ab\xff", "replace", {97: "xy", 98: None})
show(codecs.charmap_encode, "ab", "strict", {97: b"xy", 98: 300})
show(codecs.lookup_error("xmlcharrefreplace"), UnicodeEncodeError("x", "a\u1234", 1, 2, "why"))
show("x".encode, "nonsense")
show(b"x".decode, "hex")
decoder = codecs.getincrementaldecoder("utf-8")()
print([ascii(decoder.decode(bytes([byte]))) for byte in "\u20ac".encode()])
