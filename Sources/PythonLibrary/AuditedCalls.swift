import PythonRuntime

/// Which functions of the system raise an audit event, and what its arguments are made of.
///
/// They are raised where all of these functions come by with their arguments sorted (`systemFunction`).
struct AuditedCall {
    /// One argument of an event, by the place of the function's own.
    enum Part {
        /// As it was given; `None` if it wasn't.
        case given(Int)
        /// A number with what stands for it if it wasn't given.
        case int(Int, default: Int)
        /// A folder's descriptor, or −1.
        case folder(Int)
        /// What has no such argument.
        case noFolder
        /// A user's or group's number, without a sign.
        case account(Int)
        /// A descriptor's number.
        case descriptor(Int)
        /// A text as the system gets it.
        case bytes(Int)
    }

    let event: StaticString
    let parts: [Part]

    static func of(_ function: String) -> AuditedCall? {
        files(function) ?? descriptors(function) ?? others(function)
    }

    private static func files(_ function: String) -> AuditedCall? {
        switch function {
        case "open": .init(event: "open", parts: [])
        case "mkdir":
            .init(event: "os.mkdir", parts: [.given(0), .int(1, default: 0o777), .folder(2)])
        case "listdir": .init(event: "os.listdir", parts: [.given(0)])
        case "scandir": .init(event: "os.scandir", parts: [.given(0)])
        case "rename", "replace":
            .init(event: "os.rename", parts: [.given(0), .given(1), .folder(2), .folder(3)])
        case "link":
            .init(event: "os.link", parts: [.given(0), .given(1), .folder(2), .folder(3)])
        case "symlink": .init(event: "os.symlink", parts: [.given(0), .given(1), .folder(3)])
        case "chmod": .init(event: "os.chmod", parts: [.given(0), .given(1), .folder(2)])
        case "chown":
            .init(event: "os.chown", parts: [.given(0), .account(1), .account(2), .folder(3)])
        case "lchown":
            .init(event: "os.chown", parts: [.given(0), .account(1), .account(2), .noFolder])
        case "utime":
            .init(event: "os.utime", parts: [.given(0), .given(1), .given(2), .folder(3)])
        case "truncate": .init(event: "os.truncate", parts: [.given(0), .given(1)])
        case "remove", "unlink": .init(event: "os.remove", parts: [.given(0), .folder(1)])
        case "rmdir": .init(event: "os.rmdir", parts: [.given(0), .folder(1)])
        case "chdir": .init(event: "os.chdir", parts: [.given(0)])
        case "getxattr": .init(event: "os.getxattr", parts: [.given(0), .given(1)])
        case "setxattr":
            .init(
                event: "os.setxattr",
                parts: [.given(0), .given(1), .given(2), .int(3, default: 0)])
        case "listxattr": .init(event: "os.listxattr", parts: [.given(0)])
        case "removexattr": .init(event: "os.removexattr", parts: [.given(0), .given(1)])
        default: nil
        }
    }

    private static func descriptors(_ function: String) -> AuditedCall? {
        switch function {
        case "fchmod": .init(event: "os.chmod", parts: [.descriptor(0), .given(1), .noFolder])
        case "fchown":
            .init(event: "os.chown", parts: [.given(0), .account(1), .account(2), .noFolder])
        case "fchdir": .init(event: "os.chdir", parts: [.descriptor(0)])
        case "fcntl": .init(event: "fcntl.fcntl", parts: [.descriptor(0), .given(1), .given(2)])
        case "ioctl": .init(event: "fcntl.ioctl", parts: [.descriptor(0), .given(1), .given(2)])
        case "flock": .init(event: "fcntl.flock", parts: [.descriptor(0), .given(1)])
        case "lockf":
            .init(
                event: "fcntl.lockf",
                parts: [
                    .descriptor(0), .given(1), .given(2), .given(3), .int(4, default: 0),
                ])
        default: nil
        }
    }

    private static func others(_ function: String) -> AuditedCall? {
        switch function {
        case "putenv": .init(event: "os.putenv", parts: [.bytes(0), .bytes(1)])
        case "kill": .init(event: "os.kill", parts: [.given(0), .given(1)])
        case "killpg": .init(event: "os.killpg", parts: [.given(0), .given(1)])
        case "pthread_kill": .init(event: "signal.pthread_kill", parts: [.given(0), .given(1)])
        case "posix_spawn", "posix_spawnp":
            .init(event: "os.posix_spawn", parts: [.given(0), .given(1), .given(2)])
        case "execve": .init(event: "os.exec", parts: [.given(0), .given(1), .given(2)])
        case "system": .init(event: "os.system", parts: [.bytes(0)])
        case "setrlimit": .init(event: "resource.setrlimit", parts: [.given(0), .given(1)])
        case "getaddrinfo":
            .init(
                event: "socket.getaddrinfo",
                parts: [
                    .given(0), .given(1), .int(2, default: 0), .int(3, default: 0),
                    .int(4, default: 0),
                ])
        case "getnameinfo": .init(event: "socket.getnameinfo", parts: [.given(0)])
        case "getservbyname": .init(event: "socket.getservbyname", parts: [.given(0), .given(1)])
        case "getservbyport": .init(event: "socket.getservbyport", parts: [.given(0), .given(1)])
        default: nil
        }
    }

    /// Raises the event.
    func tell(_ values: CallValues) throws(Raised) {
        let interpreter = values.interpreter
        if event == "open" { return try tellOpening(values) }
        let tuple = try interpreter.makeList()
        for part in parts {
            let item =
                switch part {
                case .given(let index): values.object(index).owned()
                case .int(let index, let other):
                    try interpreter.makeInt(try values.int(index, default: other))
                case .folder(let index):
                    try interpreter.makeInt(try values.given(index) == nil ? -1 : values.int(index))
                case .noFolder: try interpreter.makeInt(-1)
                case .account(let index):
                    try interpreter.makeInt(try values.int(index) & 0xFFFF_FFFF)
                case .descriptor(let index):
                    try interpreter.makeInt(try values.descriptor(index))
                case .bytes(let index): try interpreter.makeBytes(try values.path(index).bytes)
                }
            try interpreter.listAppend(tuple.ref, item.ref)
        }
        let items = (0..<tuple.ref.itemCount).map {
            Interpreter.AuditedValue.object(tuple.ref.listItem($0))
        }
        try interpreter.audit(event, items)
        withExtendedLifetime(tuple) {}
    }

    /// `os.open`, whose files programs it starts never inherit.
    private func tellOpening(_ values: CallValues) throws(Raised) {
        let flags = try values.int(1) | 0o2000000
        try values.interpreter.audit("open", .object(values.object(0)), .none, .int(flags))
    }
}

extension StaticString {
    fileprivate static func == (left: StaticString, right: String) -> Bool { "\(left)" == right }
}

extension PosixModule {
    /// The events of functions of a descriptor.
    static func auditDescriptor(
        _ function: String, _ arguments: Arguments
    ) throws(Raised) {
        let interpreter = arguments[0].interpreter
        switch function {
        case "ftruncate":
            try interpreter.audit("os.truncate", .object(arguments[0]), .object(arguments[1]))
        case "lockf":
            try interpreter.audit(
                "os.lockf", .object(arguments[0]), .object(arguments[1]), .object(arguments[2]))
        default: break
        }
    }
}
