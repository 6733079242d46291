import a
import a.b.c
import a.b.c as d
import a as b, c.d as e
from m import x, y as z
from .m import x
from .. import w
from m import *
def f():
    import os.path
    from sys import argv
