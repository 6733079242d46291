# Text of a subclass keeps its characters elsewhere.
import sys

class S(str): pass
for text in ("", "a", "abc", "\xe9" * 3, "\u0142" * 3, "\U0001f600" * 3):
    print(len(text), sys.getsizeof(text), sys.getsizeof(S(text)))
