"""Searching, matching, splitting and replacing with regular expressions."""
import re

words = "alpha beta-3 gamma_7 <delta> 2024-05-17 epsilon@zeta.example (eta) theta:iota 3.1415e-9 kappa"
text = "\n".join(words.replace("a", chr(97 + i % 26), i % 4) for i in range(400))

WORD = re.compile(r"\b[a-z]+\b")
DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
NUMBER = re.compile(r"[+-]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?")
TOKEN = re.compile(r"\s+|(?P<name>[A-Za-z_]\w*)|(?P<number>\d+)|(?P<other>.)", re.DOTALL)


def work():
    counts = [0] * 6
    for _ in range(6):
        counts[0] += len(WORD.findall(text))
        counts[1] += sum(int(m["day"]) for m in DATE.finditer(text))
        counts[2] += len(MAIL.sub("<mail>", text))
        counts[3] += len(NUMBER.split(text))
        position = 0
        while match := TOKEN.match(text, position):
            position = match.end()
            counts[4] += match.lastgroup == "name"
        counts[5] += sum(1 for line in text.splitlines() if re.search("(kap|iot)a$", line))
    return counts


print(work())
