# What holds a module.
from sys import getrefcount as count

import sys, types
m = types.ModuleType("m")
print(count(m), count(m.__dict__))
sys.modules["m"] = m
import m as n
print(count(m), n is m)
del sys.modules["m"], n
print(count(m))
