# One character of text, however it is made.
text = "gello"
q = "xqx"
for x in (text[0:1], text[:1], text.split("e")[0], text.strip("elo"), "g".lower(), "G".lower(),
          text.replace("ello", ""), "".join(["g"]), f"{text[0]}", str("g"), text.partition("e")[0],
          text[-5], "%s" % "g", "g" * 1, b"g".decode(), chr(103), text[0:5:9], text.rstrip("elo")):
    print(x, x is text[0], x is chr(103))
