# The second argument of a struct sequence: fields without a place among the items.
import os, time
s = os.stat_result(range(10), {"st_atime": 1.5, "st_rdev": 7})
print(s.st_atime, s.st_rdev, s[7], len(s))
print(os.stat_result(range(10)).st_atime, os.stat_result(range(12)).st_mtime)
t = time.struct_time(range(9), {"tm_zone": "X", "tm_gmtoff": 3})
print(t.tm_zone, t.tm_gmtoff, t)
try: time.struct_time(range(9), 5)
except TypeError as e: print(e)
try: time.struct_time(range(8))
except TypeError as e: print(e)
print(t.__reduce__()[1])
