"""Audit events: what hooks are told, in which order, and what they can forbid."""
import array
import fcntl
import gc
import io
import marshal
import os
import resource
import signal
import socket
import sys
import threading
import types

listening = False


def shown(value):
    if isinstance(value, (tuple, list)):
        return "(" + ", ".join(map(shown, value)) + ")"
    if isinstance(value, (int, str, bytes, type(None))):
        return repr(value) if not isinstance(value, bytes) or len(value) < 8 else f"{len(value)} bytes"
    return f"<{type(value).__name__}>"


def hook(event, arguments):
    global listening
    if listening:
        listening = False
        if event == "import":
            arguments = arguments[:2]
        elif event == "code.__new__":
            arguments = arguments[2:]
        print("   ", event, shown(arguments))
        listening = True


sys.addaudithook(hook)


class A:
    pass


class B:
    pass


def f(a=1):
    pass


def g():
    yield


a = A()
generator = g()
os.makedirs("/tmp/audited", exist_ok=True)
SOURCES = """\
eval('1')
exec(compile('1', 'x', 'exec'))
import nothing_by_this_name
import fcntl
open('/tmp/audited/a', 'w').close()
io.FileIO('/tmp/audited/a').close()
io.open_code('/tmp/audited/a').close()
os.close(os.open('/tmp/audited/a', os.O_RDONLY))
os.mkdir('/tmp/audited/d')
os.listdir('/tmp/audited')
os.scandir('/tmp/audited').close()
os.rename('/tmp/audited/a', '/tmp/audited/b')
os.replace('/tmp/audited/b', '/tmp/audited/c')
os.link('/tmp/audited/c', '/tmp/audited/l')
os.symlink('/tmp/audited/c', '/tmp/audited/s')
os.chmod('/tmp/audited/c', 0o600)
os.chown('/tmp/audited/c', -1, -1)
os.utime('/tmp/audited/c', (1, 2))
os.truncate('/tmp/audited/c', 0)
os.ftruncate(77, 0)
os.remove('/tmp/audited/l')
os.unlink('/tmp/audited/s')
os.rmdir('/tmp/audited/d')
os.chdir('/tmp')
os.environ['AUDITED'] = '1'
del os.environ['AUDITED']
os.lockf(77, 1, 1)
os.execv('/nowhere', ['a'])
marshal.dumps(1)
marshal.loads(b'N')
marshal.load(io.BytesIO(b'N'))
array.array('b', [1])
gc.get_objects(1)
gc.get_referrers(a, 2)
gc.get_referents(a, '2')
sys._getframe()
sys.settrace(None)
sys.setprofile(None)
sys.set_asyncgen_hooks(None, None)
sys.audit('my.event', 1, 2)
f.__code__
f.__defaults__
f.__code__ = f.__code__
f.__defaults__ = (1,)
del f.__kwdefaults__
f.__name__ = 'f'
A.__name__ = 'A'
A.__doc__ = 'x'
A.new = 1
a.__class__ = B
generator.gi_frame
generator.gi_code
sys._getframe().f_code
types.FunctionType(f.__code__, {})
f.__code__.replace(co_name='x')
socket.gethostname()
socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()
fcntl.fcntl(0, 1)
fcntl.flock(77, 1)
resource.prlimit(0, resource.RLIMIT_CORE)
signal.pthread_kill(77, 3, 4)
"""
for source in SOURCES.splitlines():
    print(source)
    code = compile(source, "<source>", "exec")
    try:
        listening = True
        exec(code)
        listening = False
    except Exception as error:
        listening = False
        print("    !", type(error).__name__)


def forbid(event, arguments):
    if event == "object.__setattr__" and arguments[1] == "__name__":
        raise RuntimeError(f"saw {event} of {arguments[0].__name__}")
    if event == "sys.addaudithook":
        raise ValueError("not another one")


sys.addaudithook(forbid)
try:
    A.__name__ = "Other"
except RuntimeError as error:
    print(error, A.__name__)
print(sys.addaudithook(lambda *arguments: print("never called")))
for arguments in ((), (3,)):
    try:
        sys.audit(*arguments)
    except TypeError as error:
        print(error)


class Traced:
    __cantrace__ = True

    def __call__(self, event, arguments):
        pass


print([type(o) for o in gc.get_objects() if isinstance(o, list) and hook in o])
