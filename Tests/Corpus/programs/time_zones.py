"""Local time of zones that TZ tells in POSIX's form: tzset, localtime, mktime, strftime."""
import time, os
def show(tz):
    if tz is None: os.environ.pop('TZ', None)
    else: os.environ['TZ'] = tz
    time.tzset()
    print(repr(tz), time.tzname, time.timezone, time.altzone, time.daylight)
    for t in (0, 1700000000, 1690000000, 1711846799, 1711846800, 1730001600, 1729990799, 1e10, -2e9, 4e9):
        l = time.localtime(t)
        print(tuple(l), l.tm_zone, l.tm_gmtoff, time.mktime(l) == t or time.mktime(l), time.strftime('%Y %Z %z %s %j', l), time.ctime(t))
    for f in ((2024,7,1,12,0,0,0,0,-1),(2024,7,1,12,0,0,0,0,0),(2024,7,1,12,0,0,0,0,1),(2024,1,1,12,0,0,0,0,1),(2024,1,1,12,0,0,0,0,0),(2024,3,31,2,30,0,0,0,-1),(2024,3,10,2,30,0,0,0,-1),(2024,11,3,1,30,0,0,0,-1),(2024,11,3,1,30,0,0,0,0),(2024,11,3,1,30,0,0,0,1),(2024,14,40,25,61,61,0,0,-1),(1999,0,0,0,0,0,0,0,0)):
        try: print(f, time.mktime(f), time.strftime('%Z|%z|%H', f) if 0<f[2]<31 else '')
        except Exception as e: print(f, repr(e))
for tz in ['Foo/Bar', '12', 'AB', 'EST5EDT', 'EST+05EDT,M4.1.0,M10.5.0', '<+03>-3', '', ':', 'EST+05EDT,J60,300', 'UTC0', 'abc', 'CET-1CEST,M3.5.0/2,M10.5.0/3', 'X3', 'AEST-10AEDT-11,M10.5.0,M3.5.0', 'EST5EDT4', 'EST25', 'EST5:30:15','EST+05EDT,59,J300/3:30', 'IST-1GMT0,M10.5.0,M3.5.0/1', 'WGT3WGST,M3.5.0/-2,M10.5.0/-1', None]:
    show(tz)
for v in (1e18, 1e15, 10**17, 10**30, float('nan'), float('inf'), 'x', 1.5, -1.5, None, -10**17):
    try: print(v, time.localtime(v)[:7] if v is not None else '')
    except Exception as e: print(v, repr(e))
for a in ((2024,1,1,0,0,0,0,1,-5),(2024,1,1,0,0,0,0,1,7)):
    print(time.strftime('%Z%z.', a), time.asctime(a))
print(time.strftime('%d %10s|%-s|%Es %%s %', (2024,1,1,0,0,0,0,1,-1)))
st = time.struct_time((2024,1,1,0,0,0,0,1,0,'ABC',3600))
print(time.strftime('%Z %z', st), time.mktime(st))


def zone_file(changes, kinds, text=b""):
    """A file of the zone database: changes (time, kind), kinds (seconds, isdst, name)."""
    import struct
    names = b"".join(name + b"\0" for _, _, name in kinds)
    def part(form, changes):
        data = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, len(changes), len(kinds), len(names))
        data += b"".join(struct.pack(">" + form, time) for time, _ in changes) + bytes(kind for _, kind in changes)
        place = 0
        for seconds, isdst, name in kinds:
            data += struct.pack(">lbB", seconds, isdst, place)
            place += len(name) + 1
        return data + names
    return part("l", changes) + part("q", changes) + b"\n" + text + b"\n"


# Of a file: clocks put forward and back without daylight saving, and one that is cut off.
PATH = "/tmp/heapnote-time-zone"
whole = zone_file([(0, 1), (5000000, 2), (9000000, 0)], [(3600, 0, b"ONE"), (7200, 0, b"TWO"), (-600, 0, b"LESS")])
for data in (whole, whole[:-40], zone_file([(0, 1)], [(3600, 0, b"ONE"), (7200, 1, b"TWO")], b"ABC-1"), b"TZif2"):
    with open(PATH, "wb") as file:
        file.write(data)
    for name in (":", PATH):
        os.environ["TZ"] = name
        time.tzset()
    for t in (-5, 0, 100, 3700, 4992000, 5008000, 8999990, 9000100, 9005000):
        l = time.localtime(t)
        print(t, tuple(l), l.tm_zone, l.tm_gmtoff, time.mktime(l) - t)
os.remove(PATH)

# Days of all three kinds at random, at either end of a year and around it.
import random
random.seed(5)
def day():
    kinds = (f"M{random.randrange(1,13)}.{random.randrange(1,6)}.{random.randrange(7)}", f"J{random.randrange(1,366)}", str(random.randrange(366)))
    return random.choice(kinds) + random.choice(["", "/3", "/0", "/-2:30", "/26"])
for _ in range(60):
    os.environ["TZ"] = f"AAA{random.randrange(-12, 13)}BBB,{day()},{day()}"
    time.tzset()
    print(os.environ["TZ"], [time.localtime(random.randrange(0, 2**33))[1:9:7] for _ in range(12)])
