# The UTF-8 of a str that isn't ASCII is kept in it once it was asked for by native code.
import sys
for text in ("abc", "äbc", "łbc", "😀bc", "ä" * 50):
    s = text + "!"
    before = sys.getsizeof(s)
    try: getattr(object(), s)
    except AttributeError: pass
    middle = sys.getsizeof(s)
    try: int(s)
    except ValueError: pass
    after = sys.getsizeof(s)
    s.encode()
    print(len(s), before, middle, after, sys.getsizeof(s), sys.getsizeof(s[:]), sys.getsizeof(s + ""))
