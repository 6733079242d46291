# What the matching machine does with each kind of instruction, on texts of each width.
import re
import _sre

texts = ["aaab abb\nbab_1 \u00e9", "aab\u0430\u0431 12\u212a", "ab\U0001f600ba abc"]
patterns = [
    r"a*ab", r"a+?b", r"a{2,3}", r"(?:ab?){2,}", r"(?:ab?){1,2}?b", r"(a|b)+(?=b)", r"(?<=a)b+",
    r"(?<!a)b", r"(?>a+)b", r"a*+b", r"(?:a|b)++.", r"(a)?(b)?(?(1)b|a)", r"(\w)\1", r"(?i:K)",
    r"[^a\s]+", r"\b\w+\b", r"\B.", r"^.", r".$", r"(?m:^b.*$)", r"(?s:b.)", r"[\W\d]+", r"[\u0430-\u044f]+",
    r"(?a:\w+)", r"(?:)*b", r"(?:a*)*b", r"(?:a*?){3}b", r"(?=(a+))a*b\1?", r"((a)|b)*", r".*?b(?!b)",
    r"ab|abb|bab", r"(?:ab|a)(?:bb|b)", r"", r"\Z", r"(?i:\u0130|I)", r"[^\U0001f600]+",
]
for pattern in patterns:
    compiled = re.compile(pattern)
    for text in texts:
        found = [(m.span(), m.lastindex) for m in compiled.finditer(text)]
        whole = compiled.fullmatch(text, 1, 3)
        print(ascii(pattern), found, whole and whole.regs)

match = re.match(r"(?P<first>a)(?P<none>x)?(?P<last>b)", "abc")
print(match["first"], match.lastgroup, match.groupdict("-"), match.regs is match.regs, match[2])
print(match.__sizeof__(), re.compile(b"b").search(memoryview(b"abc")), re.match(b"a", bytearray(b"a")))
print(re.compile("b").search("abb", 2, 1), re.compile("").match("ab", 2, 1))
for name in ("missing", 4, -1):
    try:
        match[name]
    except IndexError as error:
        print(error)

# A view keeps the bytes where they are while a function is called for each match.
data = bytearray(b"a-b-c")


def grow(match):
    try:
        data.extend(b"x" * 1000)
    except BufferError as error:
        return repr(str(error)).encode()


print(re.sub(b"-", grow, data), len(data))

# Choices that don't fit into a frame.
print(len(re.match("(?:a|b)*", "ab" * 5000)[0]), len(re.match("(?:(a)|b)*c", "ab" * 5000 + "c")[0]))

for codes, groups in [([], 0), ([99, 1], 0), ([16, 97], 0), ([13, 9, 1, 1], 0), ([17, 5, 1], 1), ([6, 99, 1], 0)]:
    try:
        _sre.compile("x", 0, codes, groups, {}, ())
    except RuntimeError as error:
        print(error)
