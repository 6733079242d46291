# Text with one holder is appended to in place.
def grow(count):
    text = "ab" * 10
    places = []
    for i in range(count):
        text += "c"
        if not places or places[-1] != id(text):
            places.append(id(text))
    return places
print(len(grow(3)), len(grow(12)), len(grow(60)))
def held(count):
    text = "ab" * 10
    all = [text]
    for i in range(count):
        text += "c"
        all.append(text)
    return len({id(t) for t in all})
print(held(20))
