import fcntl, os, struct, subprocess, sys, tempfile
def attempt(f, *a):
    try: return f(*a)
    except Exception as e: return type(e).__name__, str(e)
folder = tempfile.mkdtemp()
name = os.path.join(folder, "locked")
f = open(name, "w+b")
f.write(b"0123456789")
f.flush()
other = """if 1:
    import fcntl, os, struct, sys, time
    def attempt(f, *a):
        try: return f(*a)
        except Exception as e: return type(e).__name__, str(e)
    f = open(sys.argv[1], "r+b")
    ask = struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0)
    kind, origin, start, length, process = struct.unpack("hhqqi4x", fcntl.fcntl(f, fcntl.F_GETLK, ask))
    print(kind, origin, start, length, process == os.getppid())
    print(attempt(fcntl.lockf, f, fcntl.LOCK_EX | fcntl.LOCK_NB, 2, 3))
    print(attempt(fcntl.lockf, f, fcntl.LOCK_EX | fcntl.LOCK_NB, 2, 8))
    print(attempt(fcntl.flock, f, fcntl.LOCK_SH | fcntl.LOCK_NB))
    f.seek(2)
    print(attempt(os.lockf, f.fileno(), os.F_TEST, 4), attempt(os.lockf, f.fileno(), os.F_TEST, 1))
    sys.stdout.flush()
    os.write(1, b'waiting\\n')
    fcntl.lockf(f, fcntl.LOCK_EX)
    print('locked')
"""
fcntl.lockf(f, fcntl.LOCK_EX, 5, 3)
fcntl.lockf(f, fcntl.LOCK_UN, 1, 5)
fcntl.flock(f, fcntl.LOCK_SH)
child = subprocess.Popen([sys.executable, "-c", other, name], stdout=subprocess.PIPE, text=True)
for line in child.stdout:
    print(line, end="")
    if line == "waiting\n":
        fcntl.lockf(f, fcntl.LOCK_UN)
print(child.wait())
g = open(name)
print(attempt(fcntl.flock, g, fcntl.LOCK_EX | fcntl.LOCK_NB), attempt(fcntl.flock, g, fcntl.LOCK_SH | fcntl.LOCK_NB))
f.close()
print(attempt(fcntl.flock, g, fcntl.LOCK_EX | fcntl.LOCK_NB), attempt(fcntl.lockf, g, fcntl.LOCK_EX))
print(attempt(fcntl.lockf, g, 0), attempt(fcntl.lockf, g, fcntl.LOCK_SH, 1, -5), attempt(fcntl.flock, g, 3))
print(attempt(fcntl.fcntl, 1 << 31, fcntl.F_GETFD), attempt(fcntl.flock, g.fileno() + 50, fcntl.LOCK_SH))
