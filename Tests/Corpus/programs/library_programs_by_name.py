"""Folders, archives and `.pyc` files as programs, and what `-O` leaves out."""
import os
import py_compile
import shutil
import subprocess
import sys
import tempfile
import zipfile

folder = os.path.realpath(tempfile.mkdtemp())
os.chdir(folder)


def run(*arguments):
    result = subprocess.run([sys.executable, *arguments], capture_output=True, text=True)
    print(*arguments)
    print(result.stdout.replace(folder, "FOLDER"), result.stderr.replace(folder, "FOLDER"), result.returncode)


program = """import sys, helper
print(__file__, __name__, sys.argv, sys.path[0], helper.x, __package__ == "", type(__loader__).__name__)
assert not __debug__, "with asserts"
"""
os.mkdir("app")
for name, text in ("app/__main__.py", program), ("app/helper.py", "x = 5\n"), ("helper.py", "x = 6\n"):
    with open(name, "w") as file:
        file.write(text)
with zipfile.ZipFile("app.zip", "w") as archive:
    archive.write("app/__main__.py", "__main__.py")
    archive.write("app/helper.py", "helper.py")
py_compile.compile("app/__main__.py", "program.pyc")
shutil.copy("program.pyc", "named")
with open("bad.pyc", "wb") as file:
    file.write(b"nothing")
with open("short.pyc", "wb") as file, open("program.pyc", "rb") as whole:
    file.write(whole.read(30))
os.mkdir("empty")
for name in "app", "./app", "app.zip", "program.pyc", "named", "bad.pyc", "short.pyc", "empty":
    run(name, "a")
run("-O", "app")
run("-m", "app")
run("-O", "-c", "assert 0; exec('assert 0'); print(__debug__, compile('assert 0', '', 'exec', optimize=0) is None)")
run("-OO", "-c", "def f(): 'doc'\nprint(f.__doc__, eval('lambda: 1')())")
run("-c", "# coding: latin-1\nprint(ascii('é'))")
run("-I", "-c", "import sys; print(sys.flags[:9])")
run("-X", "frozen_modules=off", "-c", "import os; print(type(os.__spec__.loader).__name__)")
sys.path.insert(0, "app.zip")
import helper
print(helper.__file__, type(helper.__loader__).__name__, [getattr(h, "__name__", h) for h in sys.path_hooks])
result = subprocess.run([sys.executable, "-c", "import sys; print(ascii(sys.argv))", b"a\xffb"], capture_output=True)
print(result.stdout)
result = subprocess.run([sys.executable, "-c", b"print('\xff')"], capture_output=True)
print(result.stderr, result.returncode)
result = subprocess.run([sys.executable, "-c", "import sys; print('é'); sys.exit('ü')"],
                        env={**os.environ, "PYTHONIOENCODING": "latin-1"}, capture_output=True)
print(result.stdout, result.stderr)
os.chdir("/")
shutil.rmtree(folder)
