s="Hello, World"
print(s[0], s[-1], s[2:5], s[::-1], s[::2], len(s), "o" in s, s.index("o"), s.find("z"), s.upper(), s.lower(), s.replace("l","L"), s.split(", "), s.count("l"))
print("a,b,,c".split(","), " a b  c ".split(), "x".join(["1","2","3"]), "  strip ".strip(), "abc".center(9,"*"), "abc".ljust(5)+"|", "abc".rjust(5), "42".zfill(5))
print("é".encode(), "日本語", len("日本語"), "日本語"[1], "😀"*2, repr("a'b"), repr('a"b'), repr("a\n\t\\"), repr("\x00\x7f\xa0é"), ascii("é日😀"))
print("%s %d %5.2f %r %x %%" % ("a", 5, 3.14159, "q", 255), "{} {} {0}".format(1,2) if False else "{0} {1} {0}".format(1,2), "{:>10}|{:^10}|{:<10}".format("a","b","c"), "{a} {b!r}".format(a=1,b="x"))
print("abc"<"abd", "a"*3, "abc"=="ab"+"c", "abc".startswith(("x","a")), "abc".endswith("c"), "Title case here".title(), "swap".swapcase(), "x=1".partition("="), "a.b.c".rsplit(".",1), "line1\nline2\r\n".splitlines())
print("abc".isalpha(), "123".isdigit(), "abc1".isalnum(), " ".isspace(), "ABC".isupper(), "a\tb".expandtabs(4), "abcabc".rfind("b"), "aXbX".removesuffix("X"), ord("a"), chr(128512), "ß".casefold(), "abc".translate({97:"z"}))
for c in "héy": print(c, end="|")
print()
x="x"; y=10; z=3.14159
print(f"{x!r} {y:>{5}} {z:.{2}f} {x=} {y+1=} {'nested' + f'{y}'} {{}} {y!s:>4}")
print(b"abc", b"\x00\xff", b"abc"[1], b"abc"[1:], bytes([1,2,3]), b"a"+b"b", b"abc".hex(), b"x".decode())
print(str(1), str(None), str([1,"a"]), repr((1,)), str({}), type("").__name__, isinstance("", str), "a" "b")
try: "abc"[10]
except IndexError as e: print(e)
try: "abc".index("z")
except ValueError as e: print(e)
try: "abc".foo
except AttributeError as e: print(e)
try: "abc"[0]="x"
except TypeError as e: print(e)
try: "a".join([1])
except TypeError as e: print(e)
print(hash("abc")!=0, "abc".encode("utf-8"), "%s" % (1,), "%05d|%-5d|%+d" % (42,42,42), "%.3s" % "abcdef", "%c" % 65)
