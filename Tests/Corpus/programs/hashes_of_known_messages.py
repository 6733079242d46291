# The hashes that hashlib falls back on, and how they are given their messages.
import _blake2, _md5, _sha1, _sha256, _sha3, _sha512

message = bytes(range(256)) * 3
for make in (
    _md5.md5, _sha1.sha1, _sha256.sha224, _sha256.sha256, _sha512.sha384, _sha512.sha512,
    _sha3.sha3_224, _sha3.sha3_256, _sha3.sha3_384, _sha3.sha3_512, _blake2.blake2b, _blake2.blake2s,
):
    one = make(message)
    parts = make()
    for start in range(0, len(message), 37):
        parts.update(memoryview(message)[start:start + 37])
    print(one.name, one.digest_size, one.block_size, one.hexdigest(), parts.copy().digest() == one.digest())
    try:
        one.update("text")
    except TypeError as error:
        print(error)

shake = _sha3.shake_128(b"abc")
print(shake.hexdigest(7), shake.hexdigest(200)[-20:], shake.digest_size, shake._suffix)
keyed = _blake2.blake2s(b"abc", digest_size=9, key=b"key", salt=b"salt", person=b"who", fanout=2, depth=2,
                        leaf_size=5, node_offset=7, node_depth=1, inner_size=4, last_node=True)
print(keyed.hexdigest())
for wrong in ({"digest_size": 65}, {"salt": b"x" * 17}, {"depth": 0}, {"inner_size": 65}, {"node_offset": -1}):
    try:
        _blake2.blake2b(**wrong)
    except (ValueError, OverflowError) as error:
        print(error)
