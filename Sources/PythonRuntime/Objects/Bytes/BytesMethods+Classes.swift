/// Case and classes of bytes, which know ASCII only.
extension Interpreter {
    static func bytesQueryMethods() -> [MethodSpec] {
        [
            MethodSpec("isalnum", .noArguments) { object, _, _, _ in
                allBytes(object) {
                    ($0 | 0x20) &- 97 < 26 || ($0 >= 48 && $0 <= 57)
                }
            },
            MethodSpec("isalpha", .noArguments) { object, _, _, _ in
                allBytes(object) { ($0 | 0x20) &- 97 < 26 }
            },
            MethodSpec("isascii", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in
                    interpreter.bool(object.bytesBuffer.allSatisfy { $0 < 128 })
                }
            },
            MethodSpec("isdigit", .noArguments) { object, _, _, _ in
                allBytes(object) { $0 >= 48 && $0 <= 57 }
            },
            MethodSpec("islower", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in
                    interpreter.bool(object.bytesAreCased(lower: true))
                }
            },
            MethodSpec("isspace", .noArguments) { object, _, _, _ in
                allBytes(object) { $0 == 32 || ($0 >= 9 && $0 <= 13) }
            },
            MethodSpec("istitle", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in
                    interpreter.bool(object.bytesAreTitleCased)
                }
            },
            MethodSpec("isupper", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object in
                    interpreter.bool(object.bytesAreCased(lower: false))
                }
            },
        ]
    }

    static func bytesCaseMethods() -> [MethodSpec] {
        [
            MethodSpec("lower", .noArguments) { object, _, _, _ in
                mapBytes(object) { byte, _ in byte &- 65 < 26 ? byte | 0x20 : byte }
            },
            MethodSpec("upper", .noArguments) { object, _, _, _ in
                mapBytes(object) { byte, _ in byte &- 97 < 26 ? byte ^ 0x20 : byte }
            },
            MethodSpec("swapcase", .noArguments) { object, _, _, _ in
                mapBytes(object) { byte, _ in (byte | 0x20) &- 97 < 26 ? byte ^ 0x20 : byte }
            },
            MethodSpec("title", .noArguments) { object, _, _, _ in
                mapBytes(object) { byte, before in
                    guard (byte | 0x20) &- 97 < 26 else { return byte }
                    let follows = ((before ?? 0) | 0x20) &- 97 < 26
                    return follows ? byte | 0x20 : byte & 0xDF
                }
            },
            MethodSpec("capitalize", .noArguments) { object, _, _, _ in
                mapBytes(object) { byte, before in
                    guard (byte | 0x20) &- 97 < 26 else { return byte }
                    return before == nil ? byte & 0xDF : byte | 0x20
                }
            },
        ]
    }
}

/// The body of a question about all bytes; no bytes answer no.
@inline(__always)
private func allBytes(_ object: RawObject?, _ isInClass: (UInt8) -> Bool) -> RawObject? {
    withSelf(object) { interpreter, object in
        let bytes = object.bytesBuffer
        return interpreter.bool(!bytes.isEmpty && bytes.allSatisfy { isInClass($0) })
    }
}

/// The body of a mapping of each byte, which may look at the byte before.
@inline(__always)
private func mapBytes(
    _ object: RawObject?, _ map: (UInt8, UInt8?) -> UInt8
) -> RawObject? {
    withSelf(object) { interpreter, object throws(Raised) in
        let source = object.bytesBuffer
        if source.count == 1, object.isBytes {
            return interpreter.singleByte(map(source[0], nil)).owned()
        }
        let result = try interpreter.newBytes(like: object, count: source.count)
        let target = result.ref.byteStart
        for index in 0..<source.count {
            target[index] = map(
                source[index], index == 0 ? nil : source[index - 1])
        }
        return result
    }
}

extension Ref {
    /// Whether there are ASCII letters and all of them are of one case.
    fileprivate func bytesAreCased(lower: Bool) -> Bool {
        var sawCase = false
        for byte in bytesBuffer where (byte | 0x20) &- 97 < 26 {
            if (byte >= 97) != lower { return false }
            sawCase = true
        }
        return sawCase
    }

    /// Whether capitals begin each run of letters and small letters go on.
    fileprivate var bytesAreTitleCased: Bool {
        var (sawCase, follows) = (false, false)
        for byte in bytesBuffer {
            guard (byte | 0x20) &- 97 < 26 else {
                follows = false
                continue
            }
            if (byte >= 97) != follows { return false }
            (sawCase, follows) = (true, true)
        }
        return sawCase
    }
}
