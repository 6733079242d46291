# Constants of one letter, and the characters there are.
import string
print([c for c in string.printable if eval(repr(c)) is chr(ord(c))])
print([c for c in string.ascii_letters if eval(repr(c)) is ("." + c)[1]])
