import os, tempfile, warnings
warnings.simplefilter("error")
def attempt(f, *a, **k):
    try: return f(*a, **k)
    except Exception as e: return type(e).__name__, str(e)
os.chdir(tempfile.mkdtemp())
os.mkdir("d")
d = os.open("d", os.O_RDONLY)
os.mkdir("inner", dir_fd=d)
n = os.open("a", os.O_CREAT | os.O_WRONLY, dir_fd=d)
os.write(n, b"text"); os.close(n)
os.symlink("a", "link", dir_fd=d)
os.link("a", "b", src_dir_fd=d, dst_dir_fd=d)
os.rename("b", "c", src_dir_fd=d)
os.chmod("a", 0o600, dir_fd=d)
os.utime("a", (1, 2), dir_fd=d)
os.mkfifo("pipe", dir_fd=d)
print(sorted(os.listdir("d")), sorted(os.listdir(".")), sorted(os.listdir(bytes(b"d"))))
s = os.stat("a", dir_fd=d)
print(oct(s.st_mode), s.st_mtime, s.st_nlink, os.access("a", os.R_OK, dir_fd=d), os.access("zz", 0, dir_fd=d), os.access("a", 0, dir_fd=99))
print(os.readlink("link", dir_fd=d), os.readlink(b"link", dir_fd=d))
os.unlink("pipe", dir_fd=d)
os.rmdir("inner", dir_fd=d)
for function, arguments in (("mkdir", ("a",)), ("unlink", ("zz",)), ("stat", ("zz",)), ("open", ("zz", 0)), ("symlink", ("q", "a")), ("readlink", ("a",)), ("utime", ("zz",)), ("chmod", ("zz", 0)), ("mkfifo", ("a",))):
    print(function, attempt(getattr(os, function), *arguments, dir_fd=d))
n = os.open("d/a", os.O_RDONLY)
for folder in (n, 99, "x", 1.5, 1 << 40):
    print(attempt(os.stat, "x", dir_fd=folder), os.path.isabs(os.getcwd()))
print(attempt(os.stat, d, dir_fd=d), attempt(os.stat, d, follow_symlinks=False), attempt(os.chown, d, -1, -1, dir_fd=d))
class P:
    def __init__(self, p): self.p = p
    def __fspath__(self): return self.p
print(os.readlink(P(b"d/link")), attempt(os.stat, P("no")), os.listdir(P(b"d")) == os.listdir(b"d"))
for function, arguments in (("stat", ()), ("lstat", ()), ("readlink", ()), ("mkdir", ()), ("listdir", ()), ("scandir", ()), ("open", (0,)), ("rename", ("x",)), ("chdir", ()), ("truncate", (0,)), ("lchown", (-1, -1))):
    for path in (1.5, "a\0b", b"a\0b", bytearray(b"no")):
        print(function, attempt(getattr(os, function), path, *arguments))
warnings.simplefilter("ignore")
print(attempt(os.stat, bytearray(b"no")), sorted(os.listdir(bytearray(b"d"))), os.readlink(memoryview(b"d/link")))
print(attempt(os.stat, 1 << 70), attempt(os.stat, -(1 << 70)), attempt(os.stat, 99), attempt(os.chdir, 99), attempt(os.listdir, 99))
with os.scandir("d") as found: entries = {e.name: e for e in found}
a, link = entries["a"], entries["link"]
inode = a.inode()
os.unlink("d/a")
print(a.is_dir(), a.is_file(), a.is_symlink(), a.inode() == inode, attempt(a.stat), attempt(a.is_dir, follow_symlinks=False))
print(link.is_file(), link.is_symlink(), attempt(link.stat), link.stat(follow_symlinks=False) is link.stat(follow_symlinks=False))
warnings.simplefilter("always")
with warnings.catch_warnings(record=True) as caught:
    it = os.scandir("d"); next(it); del it
    it = os.scandir("d"); list(it); del it
    it = os.scandir("d"); it.close(); del it
    print([str(w.message)[:38] for w in caught])
print(sorted((root, sorted(dirs), sorted(files)) for root, dirs, files, fd in os.fwalk(".")))
print({os.stat, os.open, os.utime} <= os.supports_dir_fd, os.statvfs in os.supports_fd, os.stat in os.supports_follow_symlinks)
