"""binascii: base 64, uuencode, hexadecimal, quoted-printable and check sums."""
import binascii


def show(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


for data in (b"", b"a", b"ab", b"abc", bytes(range(40))):
    print(binascii.b2a_base64(data), binascii.b2a_uu(data), binascii.hexlify(data, "-", -3))
    print(binascii.a2b_uu(binascii.b2a_uu(data)) == data, binascii.crc32(data))
for text in (b"YQ==", b"YQ=", b"Y", b"Y Q==\n", b"=YQ==", b"YQ==YQ==", b"YW=Jj"):
    show(binascii.a2b_base64, text)
    show(binascii.a2b_base64, text, strict_mode=True)
show(binascii.unhexlify, "abc")
show(binascii.unhexlify, "zz")
show(binascii.a2b_uu, b"%86)C\x7f")
show(binascii.crc_hqx, b"hello", 0)
for data in (b"a b \n.\n=\x80", b"x" * 80, b"a\tb\r\nc_"):
    print(binascii.b2a_qp(data), binascii.b2a_qp(data, quotetabs=True, header=True))
print(binascii.a2b_qp(b"a=41=\r\nb=zz==_", header=True))
