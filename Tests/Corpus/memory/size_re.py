# Patterns hold their codes, matches their marks.
import sys, re

for pattern in ("a", "abc", "[a-z]+", "(a)(b)", "(?P<n>x)|y"):
    p = re.compile(pattern)
    m = p.match("abx") or p.search("abxy") or p.search("abc")
    print(pattern, sys.getsizeof(p), m and sys.getsizeof(m))
