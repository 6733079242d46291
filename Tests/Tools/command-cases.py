#!/usr/bin/env python3
"""Tries every command and option of `heapnote` as somebody new to it would, with good and bad input.

    python3 Tests/Tools/command-cases.py .build/release/heapnote [PART_OF_A_NAME]

Each case of `command-cases.txt` runs a line of shell in a folder of its own and says what must come of it: the exit
status, what is written to standard output and error, and which files may change. All other files of the case must be as
they were: nothing an author wrote may be lost. Prints what is wrong; the exit status is 1 then.

A case in the file:

    == its name
    file note.md: text with \\n and \\xff in it      (files and folders made before; `folder NAME/`)
    $ heapnote run note.md                           (the line of shell)
    status 2                                         (0 if not said)
    err part of standard error                       (`no err`: not in it)
    out part of standard output
    after note.md: part of the file afterwards       (`no after`; the file may have changed then)
    same note.md: the whole file afterwards
    made path, not path                              (what must be there, or must not)
"""
import codecs
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

TABLE = pathlib.Path(__file__).with_suffix(".txt")
NOTES = {
    "good.md": "# Good\n\n```python\n6 * 7\n```\n",
    "failing.md": "# Failing\n\n```python\nx = 1\nprint(x)\n```\n\n```python\nx / 0\n```\n\n```python\nx + 1\n```\n",
}


def text(written):
    """The bytes that a text with escapes stands for."""
    return codecs.escape_decode(written.encode())[0]


def read_cases():
    cases = []
    for number, line in enumerate(TABLE.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("== "):
            cases.append({"name": line[3:], "line": number, "setup": [], "checks": [], "command": "", "status": 0})
        elif line.startswith("$ "):
            cases[-1]["command"] += line[2:] + "\n"
        elif line.startswith("status "):
            cases[-1]["status"] = int(line[7:])
        elif line.startswith(("file ", "folder ")):
            cases[-1]["setup"].append(line)
        elif line.strip() and not line.startswith("#"):
            cases[-1]["checks"].append(line)
    return cases


def write_files(case, folder):
    files = {name: content.encode() for name, content in NOTES.items() if name in case["command"]}
    for line in case["setup"]:
        kind, rest = line.split(" ", 1)
        if kind == "folder":
            (folder / rest).mkdir(parents=True, exist_ok=True)
        else:
            name, content = rest.split(": ", 1)
            files[name] = text(content)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return files


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def faults_of(case, run, before, folder):
    after = contents(folder)
    changing = set()
    faults = []
    if run.returncode != case["status"]:
        faults.append(f"status {run.returncode} instead of {case['status']}")
    for sign in (b"Fatal error", b"Swift runtime failure", b"Stack dump"):
        if sign in run.stderr:
            faults.append("the program trapped")
    for line in case["checks"]:
        wanted = not line.startswith("no ")
        kind, _, rest = (line if wanted else line[3:]).partition(" ")
        if kind in ("out", "err"):
            stream = run.stdout if kind == "out" else run.stderr
            if (text(rest) in stream) != wanted:
                faults.append(line)
        elif kind in ("after", "same"):
            name, content = rest.split(": ", 1)
            changing.add(name)
            now = after.get(name, b"")
            if (now == text(content)) != wanted if kind == "same" else (text(content) in now) != wanted:
                faults.append(f"{line}, but it is {now[:300]!r}")
        elif kind in ("made", "not"):
            if (folder / rest).exists() != (kind == "made"):
                faults.append(line)
        else:
            faults.append(f"no check: {line}")
    for name, content in before.items():
        if name not in changing and after.get(name) != content:
            faults.append(f"{name} was changed")
    for name in after:
        if name.count(".") > 1 and name.rsplit(".", 1)[1].isalnum() and len(name.rsplit(".", 1)[1]) == 6:
            faults.append(f"{name} was left behind")
    return faults


def run_case(case, binary):
    with tempfile.TemporaryDirectory() as place:
        tools = pathlib.Path(place) / "tools"
        folder = pathlib.Path(place) / "work"
        tools.mkdir()
        folder.mkdir()
        (tools / "heapnote").symlink_to(binary)
        before = write_files(case, folder)
        environment = {"PATH": f"{tools}:/usr/bin:/bin", "HOME": place}
        run = subprocess.run(
            ["bash", "-c", case["command"]], cwd=folder, env=environment, capture_output=True,
            stdin=subprocess.DEVNULL, timeout=120)
        return run, faults_of(case, run, before, folder)


def main(binary, part=""):
    # Whoever runs this may ignore or hold back interrupts, and programs inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, signal.valid_signals())
    cases = [case for case in read_cases() if part in case["name"]]
    failed = 0
    for case in cases:
        run, faults = run_case(case, pathlib.Path(binary).resolve())
        if not faults:
            continue
        failed += 1
        print(f"{TABLE.name}:{case['line']}: {case['name']}\n  $ {case['command'].strip()}")
        for fault in faults:
            print(f"  {fault}")
        print(f"  status {run.returncode}\n  out: {run.stdout[-600:].decode(errors='replace')}")
        print(f"  err: {run.stderr[-900:].decode(errors='replace')}")
    print(f"{len(cases)} cases, {failed} wrong")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
