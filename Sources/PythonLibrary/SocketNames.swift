import PythonRuntime
import VirtualSystem

/// Looking up names and services: this machine is all there is.
extension SocketModule {
    static let hostName = "heapnote"

    static let nameFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("gethostname", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.audit("socket.gethostname")
                return try interpreter.makeString(hostName)
            }
        },
        NativeModuleFunction("gethostbyname", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                let text = try nameText(interpreter, name)
                try interpreter.audit("socket.gethostbyname", .text(text))
                let host = try internetHost(interpreter, text)
                return try interpreter.makeString(NumericAddress.text(host))
            }
        },
        NativeModuleFunction("gethostbyname_ex", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                let text = try nameText(interpreter, name)
                try interpreter.audit("socket.gethostbyname", .text(text))
                return try hostEntry(
                    interpreter, text, NumericAddress.text(try internetHost(interpreter, text)))
            }
        },
        NativeModuleFunction("gethostbyaddr", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                let text = try nameText(interpreter, name)
                try interpreter.audit("socket.gethostbyaddr", .text(text))
                let shown =
                    NumericAddress.version6(text) != nil
                    ? text : NumericAddress.text(try internetHost(interpreter, text))
                return try hostEntry(interpreter, "localhost", shown)
            }
        },
        NativeModuleFunction("getprotobyname", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                let numbers = ["ip": 0, "icmp": 1, "tcp": 6, "udp": 17, "ipv6": 41]
                guard name.isStr, let number = numbers[name.text] else {
                    throw interpreter.raise(.osError, "protocol not found")
                }
                return try interpreter.makeInt(number)
            }
        },
        NativeModuleFunction("getservbyname", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "getservbyname", names: ["", ""], positionalOnly: 2, required: 1,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                guard values.object(0).isStr, let port = services[values.object(0).text] else {
                    throw interpreter.raise(.osError, "service/proto not found")
                }
                return try interpreter.makeInt(port)
            }
        },
        NativeModuleFunction("getservbyport", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "getservbyport", names: ["", ""], positionalOnly: 2, required: 1,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let port = try values.int(0)
                guard (0...65535).contains(port) else {
                    throw interpreter.raise(
                        .overflowError, "getservbyport: port must be 0-65535.")
                }
                let names = services.filter { $0.value == port }.keys.sorted()
                guard let name = names.first else {
                    throw interpreter.raise(.osError, "port/proto not found")
                }
                return try interpreter.makeString(name)
            }
        },
        NativeModuleFunction("getaddrinfo", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "getaddrinfo",
                    names: ["host", "port", "family", "type", "proto", "flags"], required: 2,
                    maximumPositional: 6)
            ) { interpreter, values throws(Raised) in
                try addressInformation(interpreter, values)
            }
        },
        NativeModuleFunction("getnameinfo", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "getnameinfo", names: ["", ""], positionalOnly: 2, required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in try nameInformation(interpreter, values) }
        },
    ]

    private static let services = [
        "echo": 7, "discard": 9, "daytime": 13, "ftp": 21, "ssh": 22, "telnet": 23, "smtp": 25,
        "time": 37, "domain": 53, "http": 80, "pop3": 110, "ntp": 123, "imap2": 143,
        "https": 443, "imaps": 993, "pop3s": 995,
    ]

    /// A host's name: a str, in the codec `idna` if it isn't ASCII, or bytes.
    static func nameText(_ interpreter: Interpreter, _ name: Ref) throws(Raised) -> String {
        if name.isStr {
            if name.strIsASCII { return name.text }
            let method = try interpreter.namedAttribute(name, "encode")
            let codec = try interpreter.intern("idna")
            let bytes = try interpreter.call(method.ref, codec.ref)
            return String(decoding: bytes.ref.bytesBuffer, as: UTF8.self)
        }
        guard let bytes = interpreter.byteContents(of: name) else {
            throw interpreter.raise(
                .typeError,
                "str, bytes or bytearray expected, not \(interpreter.typeName(name.type))")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The IPv4 address of a name; `gaierror` for those that only a network would know.
    static func internetHost(_ interpreter: Interpreter, _ name: String) throws(Raised) -> UInt32 {
        switch name {
        case "": return 0
        case "<broadcast>": return 0xFFFF_FFFF
        case "localhost", hostName: return 0x7F00_0001
        default: break
        }
        if let host = NumericAddress.version4(name, isStrict: false) { return host }
        if NumericAddress.version6(name) != nil {
            throw try addressError(interpreter, -9, "Address family for hostname not supported")
        }
        throw try addressError(interpreter, -3, "Temporary failure in name resolution")
    }

    /// The IPv6 address of a name.
    static func internet6Host(_ interpreter: Interpreter, _ name: String) throws(Raised) -> [UInt8]
    {
        switch name {
        case "": return SocketAddress.any6
        case "localhost", hostName: return SocketAddress.loopback6
        default: break
        }
        let bare = name.split(separator: "%", maxSplits: 1).first.map { String($0) } ?? name
        if let host = NumericAddress.version6(bare) { return host }
        if NumericAddress.version4(name, isStrict: false) != nil {
            throw try addressError(interpreter, -9, "Address family for hostname not supported")
        }
        throw try addressError(interpreter, -3, "Temporary failure in name resolution")
    }

    private static func hostEntry(
        _ interpreter: Interpreter, _ name: String, _ address: String
    ) throws(Raised) -> Owned {
        let text = try interpreter.makeString(name)
        let aliases = try interpreter.makeList()
        let addresses = try interpreter.makeList()
        let shown = try interpreter.makeString(address)
        try interpreter.listAppend(addresses.ref, shown.ref)
        return try interpreter.makeTuple([text.ref, aliases.ref, addresses.ref])
    }

    // MARK: getaddrinfo

    private static func addressInformation(
        _ interpreter: Interpreter, _ values: CallValues
    ) throws(Raised) -> Owned {
        let family = try values.int(2, default: 0)
        let type = try values.int(3, default: 0)
        let number = try values.int(4, default: 0)
        let flags = try values.int(5, default: 0)
        let port = try servicePort(interpreter, values.object(1))
        guard [0, 2, 10].contains(family) else {
            throw try addressError(interpreter, -6, "ai_family not supported")
        }
        if values.given(0) == nil, values.given(1) == nil {
            throw try addressError(interpreter, -2, "Name or service not known")
        }
        let hosts = try hosts(interpreter, values.given(0), family: family, flags: flags)
        let list = try interpreter.makeList()
        for host in hosts {
            for (kind, protocolNumber) in [(1, 6), (2, 17), (3, 0)] {
                if type != 0, type & 0xF != kind { continue }
                if number != 0, kind != 3, number != protocolNumber { continue }
                let entry = try addressEntry(
                    interpreter, host.with(servicePort: port), kind: kind,
                    number: number != 0 ? number : protocolNumber)
                try interpreter.listAppend(list.ref, entry.ref)
            }
        }
        if list.ref.itemCount == 0 {
            throw try addressError(interpreter, -8, "Servname not supported for ai_socktype")
        }
        return list
    }

    private static func servicePort(_ interpreter: Interpreter, _ port: Ref) throws(Raised) -> Int {
        if port.isNone { return 0 }
        if port.isInt {
            return try interpreter.indexValue(port, overflow: .overflowError) & 0xFFFF
        }
        let text: String
        if port.isStr {
            text = port.text
        } else if let bytes = interpreter.byteContents(of: port) {
            text = String(decoding: bytes, as: UTF8.self)
        } else {
            throw interpreter.raise(.osError, "Int or String expected")
        }
        if let number = Int(text) { return number & 0xFFFF }
        guard let number = services[text] else {
            throw try addressError(interpreter, -8, "Servname not supported for ai_socktype")
        }
        return number
    }

    private static func hosts(
        _ interpreter: Interpreter, _ name: Ref?, family: Int, flags: Int
    ) throws(Raised) -> [SocketAddress] {
        func version4(_ host: UInt32) -> SocketAddress { .internet(host, port: 0) }
        func version6(_ host: [UInt8]) -> SocketAddress {
            .internet6(host, port: 0, flow: 0, scope: 0)
        }
        guard let name else {
            let isPassive = flags & 1 != 0
            let old = version4(isPassive ? 0 : 0x7F00_0001)
            let new = version6(isPassive ? SocketAddress.any6 : SocketAddress.loopback6)
            switch family {
            case 2: return [old]
            case 10: return [new]
            default: return isPassive ? [old, new] : [new, old]
            }
        }
        let text = try nameText(interpreter, name)
        if let host = NumericAddress.version4(text, isStrict: false), family != 10 {
            return [version4(host)]
        }
        if family != 2, text.contains(":") {
            return [version6(try internet6Host(interpreter, text))]
        }
        if flags & 4 != 0 {
            throw try addressError(interpreter, -2, "Name or service not known")
        }
        if text.isEmpty { throw try addressError(interpreter, -2, "Name or service not known") }
        if family == 10 { return [version6(try internet6Host(interpreter, text))] }
        let old = version4(try internetHost(interpreter, text))
        return family == 2 ? [old] : [version6(SocketAddress.loopback6), old]
    }

    private static func addressEntry(
        _ interpreter: Interpreter, _ address: SocketAddress, kind: Int, number: Int
    ) throws(Raised) -> Owned {
        let family: Int
        if case .internet = address { family = 2 } else { family = 10 }
        let name = try interpreter.intern("")
        let shown = try SocketObject.makeAddress(interpreter, address)
        let numbers = [
            try interpreter.makeInt(family).take(), try interpreter.makeInt(kind).take(),
            try interpreter.makeInt(number).take(),
        ]
        defer { for number in numbers { Ref(number).decref() } }
        return try interpreter.makeTuple([
            Ref(numbers[0]), Ref(numbers[1]), Ref(numbers[2]), name.ref, shown.ref,
        ])
    }

    private static func nameInformation(
        _ interpreter: Interpreter, _ values: CallValues
    ) throws(Raised) -> Owned {
        let address = values.object(0)
        guard address.isTuple else {
            throw interpreter.raise(
                .typeError, "getnameinfo() argument 1 must be a tuple")
        }
        guard address.itemCount >= 2, address.tupleItem(0).isStr else {
            throw interpreter.raise(.typeError, "getnameinfo(): illegal sockaddr argument")
        }
        let flags = try values.int(1)
        let host = address.tupleItem(0).text
        let port = try interpreter.indexValue(address.tupleItem(1), overflow: .overflowError)
        let isNumeric =
            NumericAddress.version4(host, isStrict: false) != nil
            || NumericAddress.version6(host) != nil
        guard isNumeric || host == "localhost" else {
            throw try addressError(interpreter, -2, "Name or service not known")
        }
        let isLocal = host.hasPrefix("127.") || host == "::1"
        let shown = flags & 1 == 0 && isLocal ? "localhost" : host
        let service = services.filter { $0.value == port }.keys.sorted().first
        let name = try interpreter.makeString(shown)
        let text = try interpreter.makeString(flags & 2 == 0 ? service ?? "\(port)" : "\(port)")
        return try interpreter.makeTuple(name.ref, text.ref)
    }
}

extension SocketAddress {
    fileprivate func with(servicePort port: Int) -> SocketAddress {
        switch self {
        case .internet(let host, _): .internet(host, port: port)
        case .internet6(let host, _, let flow, let scope):
            .internet6(host, port: port, flow: flow, scope: scope)
        case .local: self
        }
    }
}
