# Signals for what happens in a folder that is open.
import fcntl
import os
import signal
import tempfile

folder = tempfile.mkdtemp()
path = os.path.join(folder, "file")
count = 0


def handler(number, frame):
    global count
    count += 1


signal.signal(signal.SIGIO, handler)
signal.signal(signal.SIGUSR1, handler)
steps = [
    ("create", lambda: open(path, "wb").close()),
    ("write", lambda: os.truncate(path, 10)),
    ("read", lambda: open(path, "rb", 0).read(1)),
    ("chmod", lambda: os.chmod(path, 0o600)),
    ("rename", lambda: os.rename(path, path + "2")),
    ("remove", lambda: os.remove(path + "2")),
    ("mkdir", lambda: os.mkdir(path)),
    ("rmdir", lambda: os.rmdir(path)),
]
kinds = {name: getattr(fcntl, "DN_" + name)
         for name in ("ACCESS", "MODIFY", "CREATE", "DELETE", "RENAME", "ATTRIB")}
for name, kind in kinds.items():
    opened = os.open(folder, os.O_RDONLY)
    print(name, kind, fcntl.fcntl(opened, fcntl.F_NOTIFY, kind | fcntl.DN_MULTISHOT), end=":")
    for what, step in steps:
        count = 0
        step()
        if count:
            print("", what, end="")
    print()
    os.close(opened)

opened = os.open(folder, os.O_RDONLY)
fcntl.fcntl(opened, fcntl.F_SETSIG, signal.SIGUSR1)
print(fcntl.fcntl(opened, fcntl.F_GETSIG))
fcntl.fcntl(opened, fcntl.F_NOTIFY, fcntl.DN_CREATE)
count = 0
for number in range(3):
    open(path + str(number), "wb").close()
print(count)
os.close(opened)
with open(path, "wb") as file:
    for command, argument in [(fcntl.F_NOTIFY, fcntl.DN_CREATE), (fcntl.F_SETSIG, 65),
                              (fcntl.F_SETSIG, -1), (fcntl.F_SETLK, 0)]:
        try:
            print(fcntl.fcntl(file, command, argument))
        except OSError as error:
            print(error)
