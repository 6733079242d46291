import PythonRuntime
import VirtualSystem

/// The module `_socket` (`Modules/socketmodule.c`): sockets of the virtual machine. What lies beyond it can't be
/// reached, as from a machine without a network.
enum SocketModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "_socket", functions: pairFunctions + nameFunctions + numberFunctions)
        try interpreter.addType(.socket, SocketObject.spec(), to: module.ref)
        let type = Ref(RawObject(interpreter.type(.socket)))
        try interpreter.setModuleAttribute(module.ref, "SocketType", type)
        for (name, value) in SocketConstants.all {
            try interpreter.setInt(module.ref, name, value)
        }
        try interpreter.setModuleAttribute(module.ref, "has_ipv6", interpreter.true)
        try interpreter.keep(interpreter.none, as: "_socket.timeout")
        try addErrors(interpreter, module.ref)
        return module
    }

    private static func addErrors(_ interpreter: Interpreter, _ module: Ref) throws(Raised) {
        let base = Ref(RawObject(interpreter.type(.osError)))
        try interpreter.setModuleAttribute(module, "error", base)
        let timeout = Ref(RawObject(interpreter.type(.timeoutError)))
        try interpreter.setModuleAttribute(module, "timeout", timeout)
        for name in ["herror", "gaierror"] {
            let text = try interpreter.intern(name)
            let bases = try interpreter.makeTuple([base])
            let dict = try interpreter.makeDict()
            let key = try interpreter.intern("__module__")
            let owner = try interpreter.intern("socket")
            try interpreter.dictSet(dict.ref, key.ref, owner.ref)
            let cls = try interpreter.call(
                Ref(RawObject(interpreter.type(.type))), [text.ref, bases.ref, dict.ref])
            try interpreter.setModuleAttribute(module, name, cls.ref)
        }
    }

    /// Raises `socket.gaierror`.
    static func addressError(
        _ interpreter: Interpreter, _ code: Int, _ text: String
    ) throws(Raised) -> Raised {
        let module = try interpreter.importModule("_socket")
        let cls = try interpreter.namedAttribute(module.ref, "gaierror")
        let number = try interpreter.makeInt(code)
        let message = try interpreter.makeString(text)
        return interpreter.raise(
            instance: try interpreter.call(cls.ref, number.ref, message.ref))
    }

    private static let pairFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("socketpair", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "socketpair", names: ["", "", ""], positionalOnly: 3,
                    maximumPositional: 3)
            ) { interpreter, values throws(Raised) in
                let family = try values.int(0, default: VirtualSocket.unixFamily)
                let type = try values.int(1, default: 1)
                let number = try values.int(2, default: 0)
                guard family == VirtualSocket.unixFamily else {
                    throw interpreter.raise(SystemFailure.operationNotSupported)
                }
                let first = try SocketObject.makeSocket(
                    interpreter, family: family, type: type, number: number)
                let second = try SocketObject.makeSocket(
                    interpreter, family: family, type: type, number: number)
                first.join(second)
                let one = try SocketObject.wrap(interpreter, first, nil)
                let other = try SocketObject.wrap(interpreter, second, nil)
                return try interpreter.makeTuple(one.ref, other.ref)
            }
        },
        NativeModuleFunction("close", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                let number = try interpreter.indexValue(number, overflow: .overflowError)
                try interpreter.withFiles(nil) { files throws(SystemFailure) in
                    try files.close(number)
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("dup", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                let number = try interpreter.indexValue(number, overflow: .overflowError)
                return try interpreter.makeInt(
                    try interpreter.withFiles(nil) { files throws(SystemFailure) in
                        try files.duplicate(number, closesOnStart: true)
                    })
            }
        },
        NativeModuleFunction("getdefaulttimeout", .noArguments) { module, _, _, _ in
            withSelf(module) { interpreter, module throws(Raised) in
                try interpreter.keptValue("_socket.timeout")
            }
        },
        NativeModuleFunction("setdefaulttimeout", .oneArgument) { module, arguments, _, _ in
            nativeMethod(module, arguments, 1, nil) {
                interpreter, module, arguments throws(Raised) in
                let timeout = try SocketObject.timeout(interpreter, arguments[0])
                let value =
                    if let timeout { try interpreter.makeFloat(timeout) } else {
                        interpreter.none.owned()
                    }
                try interpreter.keep(value.ref, as: "_socket.timeout")
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("if_nameindex", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let list = try interpreter.makeList()
                let name = try interpreter.intern("lo")
                let pair = try interpreter.makeTuple(interpreter.smallInt(1), name.ref)
                try interpreter.listAppend(list.ref, pair.ref)
                return list
            }
        },
        NativeModuleFunction("if_nametoindex", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                let path = try interpreter.filePath(name)
                if path == "lo" { return interpreter.smallInt(1).owned() }
                throw interpreter.raiseOSError(19, "no interface with this name")
            }
        },
        NativeModuleFunction("if_indextoname", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                let number = try interpreter.indexValue(number, overflow: .overflowError)
                if number == 1 { return try interpreter.intern("lo") }
                throw interpreter.raise(SystemFailure(6))
            }
        },
        NativeModuleFunction("CMSG_LEN", .oneArgument) { module, arguments, _, _ in
            controlSize(module, arguments, "CMSG_LEN") { $0 &+ 16 }
        },
        NativeModuleFunction("CMSG_SPACE", .oneArgument) { module, arguments, _, _ in
            controlSize(module, arguments, "CMSG_SPACE") { (($0 &+ 7) & ~7) &+ 16 }
        },
    ]

    private static func controlSize(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?,
        _ name: StaticString, _ size: (Int) -> Int
    ) -> RawObject? {
        moduleFunction(module, arguments) { interpreter, length throws(Raised) in
            let length = try interpreter.indexValue(length, overflow: .overflowError)
            guard length >= 0, length < (1 << 31) - 32 else {
                throw interpreter.raise(.overflowError, "\(name)() argument out of range")
            }
            return try interpreter.makeInt(size(length))
        }
    }

    // MARK: Byte order and addresses

    private static let numberFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("htons", .oneArgument) { module, arguments, _, _ in
            swapped(module, arguments, "htons", 16)
        },
        NativeModuleFunction("ntohs", .oneArgument) { module, arguments, _, _ in
            swapped(module, arguments, "ntohs", 16)
        },
        NativeModuleFunction("htonl", .oneArgument) { module, arguments, _, _ in
            swapped(module, arguments, "htonl", 32)
        },
        NativeModuleFunction("ntohl", .oneArgument) { module, arguments, _, _ in
            swapped(module, arguments, "ntohl", 32)
        },
        NativeModuleFunction("inet_aton", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, text throws(Raised) in
                guard text.isStr, let host = NumericAddress.version4(text.text, isStrict: false)
                else {
                    throw interpreter.raise(
                        .osError, "illegal IP address string passed to inet_aton")
                }
                return try interpreter.makeBytes(NumericAddress.bytes(host))
            }
        },
        NativeModuleFunction("inet_ntoa", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, packed throws(Raised) in
                let bytes = try interpreter.bytesLike(packed)
                guard bytes.count == 4 else {
                    throw interpreter.raise(.osError, "packed IP wrong length")
                }
                return try interpreter.makeString(NumericAddress.text(bytes))
            }
        },
        NativeModuleFunction("inet_pton", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "inet_pton", names: ["", ""], positionalOnly: 2, required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let text = values.object(1).isStr ? values.object(1).text : ""
                switch try values.int(0) {
                case 2:
                    if let host = NumericAddress.version4(text, isStrict: true) {
                        return try interpreter.makeBytes(NumericAddress.bytes(host))
                    }
                case 10:
                    if let host = NumericAddress.version6(text) {
                        return try interpreter.makeBytes(host)
                    }
                default: throw interpreter.raise(SystemFailure.familyNotSupported)
                }
                throw interpreter.raise(
                    .osError, "illegal IP address string passed to inet_pton")
            }
        },
        NativeModuleFunction("inet_ntop", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "inet_ntop", names: ["", ""], positionalOnly: 2, required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let bytes = try interpreter.bytesLike(values.object(1))
                let family = try values.int(0)
                guard family == 2 || family == 10 else {
                    throw interpreter.raise(.valueError, "unknown address family \(family)")
                }
                guard bytes.count == (family == 2 ? 4 : 16) else {
                    throw interpreter.raise(
                        .valueError, "invalid length of packed IP address string")
                }
                return try interpreter.makeString(
                    family == 2 ? NumericAddress.text(bytes) : NumericAddress.text6(bytes))
            }
        },
    ]

    private static func swapped(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?,
        _ name: StaticString, _ bits: Int
    ) -> RawObject? {
        moduleFunction(module, arguments) { interpreter, value throws(Raised) in
            guard value.isInt else {
                throw interpreter.raise(
                    .typeError,
                    bits == 32
                        ? "expected int, \(interpreter.typeName(value.type)) found"
                        : "'\(interpreter.typeName(value.type))' object cannot be interpreted as an integer"
                )
            }
            let number = try interpreter.indexValue(value, overflow: .overflowError)
            if number < 0 {
                throw interpreter.raise(
                    .overflowError,
                    bits == 32
                        ? "can't convert negative value to unsigned int"
                        : "\(name): can't convert negative Python int to C 16-bit unsigned integer")
            }
            if bits == 16 {
                guard number <= 0xFFFF else {
                    throw interpreter.raise(
                        .overflowError,
                        "\(name): Python int too large to convert to C 16-bit unsigned integer")
                }
                return try interpreter.makeInt(Int(UInt16(number).byteSwapped))
            }
            guard number <= 0xFFFF_FFFF else {
                throw interpreter.raise(
                    .overflowError, "int larger than 32 bits")
            }
            return try interpreter.makeInt(Int(UInt32(number).byteSwapped))
        }
    }
}

/// Addresses written in digits.
enum NumericAddress {
    static func bytes(_ host: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: host >> $0) }
    }

    static func text(_ bytes: [UInt8]) -> String {
        bytes.map { "\($0)" }.joined(separator: ".")
    }

    static func text(_ host: UInt32) -> String { text(bytes(host)) }

    /// Four decimal numbers; otherwise also fewer, octal and hexadecimal ones, as `inet_aton` has it.
    static func version4(_ text: String, isStrict: Bool) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 4, !parts.isEmpty, !isStrict || parts.count == 4 else { return nil }
        var numbers: [UInt32] = []
        for part in parts {
            guard let number = number(part, isStrict: isStrict) else { return nil }
            numbers.append(number)
        }
        var host: UInt32 = 0
        for number in numbers.dropLast() {
            guard number <= 255 else { return nil }
            host = host << 8 | number
        }
        let last = numbers[numbers.count - 1]
        let bits = UInt32(8 * (5 - numbers.count))
        if bits < 32, last >> bits != 0 { return nil }
        return bits >= 32 ? last : host << bits | last
    }

    private static func number(_ text: Substring, isStrict: Bool) -> UInt32? {
        guard let first = text.utf8.first, (0x30...0x39).contains(first) else { return nil }
        if isStrict { return text.utf8.count <= 3 ? UInt32(text) : nil }
        let lower = text.lowercased()
        if lower.hasPrefix("0x") { return UInt32(lower.dropFirst(2), radix: 16) }
        if lower.hasPrefix("0"), lower.utf8.count > 1 { return UInt32(lower.dropFirst(), radix: 8) }
        return UInt32(lower)
    }

    static func version6(_ text: String) -> [UInt8]? {
        if text.hasPrefix(":"), !text.hasPrefix("::") { return nil }
        let halves = halves(text)
        guard halves.count <= 2 else { return nil }
        var parts: [[UInt8]] = []
        for (index, half) in halves.enumerated() {
            guard let bytes = groups(half, isLast: index == halves.count - 1) else { return nil }
            parts.append(bytes)
        }
        if parts.count == 1 { return parts[0].count == 16 ? parts[0] : nil }
        let missing = 16 - parts[0].count - parts[1].count
        guard missing >= 2 else { return nil }
        return parts[0] + [UInt8](repeating: 0, count: missing) + parts[1]
    }

    private static func halves(_ text: String) -> [String] {
        var halves = [""]
        var rest = Substring(text)
        while let character = rest.first {
            if rest.hasPrefix("::") {
                halves.append("")
                rest = rest.dropFirst(2)
            } else {
                halves[halves.count - 1].append(character)
                rest = rest.dropFirst()
            }
        }
        return halves
    }

    private static func groups(_ text: String, isLast: Bool) -> [UInt8]? {
        if text.isEmpty { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if isLast, index == parts.count - 1, part.contains(".") {
                guard let host = version4(String(part), isStrict: true) else { return nil }
                bytes += Self.bytes(host)
                continue
            }
            guard (1...4).contains(part.utf8.count), let group = UInt16(part, radix: 16) else {
                return nil
            }
            bytes += [UInt8(group >> 8), UInt8(truncatingIfNeeded: group)]
        }
        return bytes
    }

    static func text6(_ bytes: [UInt8]) -> String {
        guard bytes.count == 16 else { return "" }
        let groups = (0..<8).map { Int(bytes[2 * $0]) << 8 | Int(bytes[2 * $0 + 1]) }
        var best = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > best.count, end - start > 1 { best = start..<end }
            start = max(end, start + 1)
        }
        // An address of the old kind inside one of the new shows its last four bytes as such.
        let isMapped = best == 0..<5 && groups[5] == 0xFFFF || best == 0..<6 && groups[6] != 0
        func hex(_ range: Range<Int>) -> String {
            range.map { String(groups[$0], radix: 16) }.joined(separator: ":")
        }
        if isMapped {
            let middle = best.upperBound == 5 ? "ffff:" : ""
            return "::\(middle)\(text(Array(bytes[12...])))"
        }
        if best.isEmpty { return hex(0..<8) }
        return hex(0..<best.lowerBound) + "::" + hex(best.upperBound..<8)
    }
}
