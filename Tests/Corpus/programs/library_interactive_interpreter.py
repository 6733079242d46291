"""`python3 -i`: statements from standard input, one after another, errors and all."""
import os
import subprocess
import sys


def interact(text, *arguments, **environment):
    result = subprocess.run(
        [sys.executable, "-i", "-q", *arguments], input=text, capture_output=True, text=True,
        env={**os.environ, **environment})
    print(repr(text), arguments)
    print(result.stdout, end="")
    print(result.stderr, end="")
    print(result.returncode)


for text in [
    "", "1", "1 + 1\n_ * 2\n", "1/0\n3\n", "if 1:\n  4\n\n5\n", "if 1:\n  4", "(1 +\n2)\n", "(1 +\n", '"""a\n\nb"""\n',
    '"""abc\ndef\n', "x = = 1\n5\n", "if 1:\n  x = = 1\n5\n", "\tx\n", "1 2\n  3\n4\n", "x = 1; 2; 3\n_\n",
    "if 1:\n  1\nelse:\n  2\n3\n\n4\n", "# nothing\n\n   \n1\n", "x = \\\n 4\nx\n", "'a\n3\n", "5\\\n", "\\\n1\n",
    "def f():\n  1/0\n\nf()\n", "for i in range(2): i\n\n", "raise SystemExit(3)\n4\n", "exit(4)\n", "return 1\n",
    "import sys; sys.ps1 = 'A> '; sys.ps2 = 'B> '\n(1,\n2)\n", "import sys\n1/0\nsys.last_value, sys.last_type\n",
    "from __future__ import annotations\ndef f(x: y): pass\n\nf.__annotations__\n", "import sys; sys.displayhook = print\n3\n",
    "class A:\n  x = 1\n  \n  y = 2\n\nA.y\n", "None\n'a'\n", "__name__, __loader__.__name__\n", "1 is 1\n'\\d'\n",
    "import os;:}\n", "\\\n\n5\n", "try: 1/0\nexcept Exception as e: raise ValueError from e\n\n", "import os; os._exit(3)\n",
]:
    interact(text)

interact("x\n", "-c", "x = 3")
interact("x\n", "-c", "x = 3; raise SystemExit(4)")
interact("x, sys.last_value\n", "-c", "import sys; x = 3; 1/0")
interact("chr(233), chr(8364)\n", PYTHONIOENCODING="ascii")
with open("startup.py", "w") as file:
    file.write("y = 8\n1/0\n")
interact("y\n", PYTHONSTARTUP="startup.py")
interact("1\n", PYTHONSTARTUP="missing.py")
interact("1\n", PYTHONSTARTUP="startup.py/below")
interact("1\n", PYTHONSTARTUP="/")
result = subprocess.run([sys.executable, "-c", "3"], env={**os.environ, "PYTHONINSPECT": "1"}, input=b"5\n", capture_output=True)
print(result)
os.remove("startup.py")
