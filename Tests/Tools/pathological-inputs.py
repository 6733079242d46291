"""Renders notes that are made to be slow: those of cmark's own suite of pathological inputs, and constructs of notes
opened without an end. Each must end within a second, rendered or refused; prints those that don't and exits with 1.

    python3 Tests/Tools/pathological-inputs.py .build/release/heapnote
"""
import pathlib
import subprocess
import sys
import tempfile
import time

LIMIT = 1.0
REPEATED = {
    "closers of emphasis": "a_ ", "openers of emphasis": "_a ", "closers of links": "a]", "openers of links": "[a",
    "mismatched emphasis": "*a_ ", "links and emphasis": "[ a_", "links without an end": "[a](b",
    "pointed links without an end": "[a](<b", "comments in a closing tag": "<!--", "CDATA": "a <![CDATA[",
    "processing instructions": "<?", "declarations": "a <!A ", "images in links": "![[]()", "wikilinks": "[[",
    "highlights": "==a ", "comments": "%%a ", "formulas": "$a ", "display formulas": "$$a ", "words": "word ",
}
COMPOSED = {
    "strong in emphasis": "*a **a " * 65_000 + "b" + " a** a*" * 65_000,
    "emphasis, two kinds": "*a " * 20_000 + "_a*_ " * 20_000,
    "emphasis in threes": "a**b" + "c* " * 50_000,
    "brackets": "[" * 50_000 + "a" + "]" * 50_000,
    "quotes": "> " * 50_000 + "a",
    "lists": "".join("  " * depth + "* a\n" for depth in range(1_000)),
    "NUL": "abc\0xyz\n\0" * 1_000,
    "backticks": "".join("e" + "`" * count for count in range(5_000)),
    "a deep list with empty lines": "- " * 30_000 + "x" + "\n" * 30_000,
    "a deep quote with emphasis": ">" * 100_000 + "a*" * 100_000,
    "link definitions": "".join(f"[r{n}]: u\n" for n in range(30_000)) + "[r1] " * 30_000,
    "headings below text": "aaa\rbbb\n-\v\n" * 30_000,
    "a long table": "|a|b|\n|-|-|\n" + "|x|y|\n" * 30_000,
    "footnotes": "".join(f"[^{n}]: x\n\n" for n in range(20_000)) + "[^1] " * 20_000,
}


def seconds(heapnote, text):
    """How long rendering a note takes, at best of two tries, and its exit status."""
    best = float("inf")
    with tempfile.TemporaryDirectory() as place:
        note = pathlib.Path(place) / "note.md"
        note.write_text(text, newline="")
        for _ in range(2):
            start = time.monotonic()
            try:
                status = subprocess.run(
                    [heapnote, "render", note, "-o", place + "/out"], capture_output=True,
                    timeout=60).returncode
            except subprocess.TimeoutExpired:
                return 60.0, None
            best = min(best, time.monotonic() - start)
            if best < LIMIT:
                break
    return best, status


def main(heapnote):
    inputs = {name: part * (200_000 if name == "words" else 80_000) for name, part in REPEATED.items()}
    inputs |= COMPOSED
    faults = 0
    for name, text in inputs.items():
        time_taken, status = seconds(heapnote, text)
        if time_taken >= LIMIT or status not in (0, 1, 2):
            print(f"{name}: {time_taken:.2f} s, exit status {status}, {len(text.encode())} bytes")
            faults += 1
    print(f"{len(inputs)} inputs, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
