# An exception in hand.
from sys import getrefcount as count

e = ValueError("x")
print(count(e), count(e.args))
try:
    raise e
except ValueError as caught:
    print(count(e), count(caught))
print(count(e))
print(count(e.__traceback__), e.__traceback__.tb_frame is e.__traceback__.tb_frame)
