"""unicodedata: Unicode 14 and 3.2.0, names and normal forms."""
import unicodedata

old = unicodedata.ucd_3_2_0
print(unicodedata.unidata_version, old.unidata_version)
for character in "aÄß½٣Ⅷ中가\u0301\u202e\U0001F600\U0001F979\ufdfa":
    print(
        ascii(character), unicodedata.name(character), unicodedata.category(character),
        unicodedata.bidirectional(character), unicodedata.combining(character),
        unicodedata.mirrored(character), unicodedata.east_asian_width(character),
        unicodedata.decomposition(character), unicodedata.numeric(character, None),
        old.category(character), old.name(character, None),
    )
for name in (
    "latin small letter a", "HANGUL SYLLABLE GAG", "CJK UNIFIED IDEOGRAPH-4E00", "LINE FEED",
    "LATIN SMALL LETTER R WITH TILDE", "NO SUCH",
):
    for database in (unicodedata, old):
        try:
            print(ascii(database.lookup(name)))
        except KeyError as error:
            print(error)
text = "A\u030a\u0327 ﬁ \u1100\u1161\u11a8 \u1e9b\u0323 \U0002F868 \u0344"
for form in ("NFC", "NFD", "NFKC", "NFKD"):
    print(form, ascii(unicodedata.normalize(form, text)), ascii(old.normalize(form, text)))
    print(unicodedata.is_normalized(form, text), unicodedata.is_normalized(form, "plain"))
print(unicodedata.name("\U00017000", None), old.digit("\u07c3"), old.decimal("\u07c3", None))
