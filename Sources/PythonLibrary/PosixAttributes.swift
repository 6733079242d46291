import PythonRuntime
import VirtualSystem

/// The functions of `posix` for extended attributes, which files keep as long as they live.
extension PosixModule {
    private static let noAttribute = SystemFailure(61)
    private static let mostBytes = 65536

    static let attributeFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("getxattr", .fastKeywords) { module, arguments, count, names in
            onNode(module, arguments, count, names, "getxattr", ["path", "attribute"], 2) {
                interpreter, values, name, node throws(Raised) in
                let name = try usable(interpreter, name, values.object(0))
                guard let found = node.attributes.first(where: { $0.name == name }) else {
                    throw interpreter.raise(noAttribute, path: values.object(0))
                }
                return try interpreter.makeBytes(found.value)
            }
        },
        NativeModuleFunction("setxattr", .fastKeywords) { module, arguments, count, names in
            onNode(
                module, arguments, count, names, "setxattr",
                ["path", "attribute", "value", "flags"], 3
            ) { interpreter, values, name, node throws(Raised) in
                let name = try usable(interpreter, name, values.object(0))
                let value = try interpreter.bytesLike(values.object(2))
                let flags = try values.cInt(3, default: 0)
                try set(interpreter, values.object(0), node, name, value, flags)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("removexattr", .fastKeywords) { module, arguments, count, names in
            onNode(module, arguments, count, names, "removexattr", ["path", "attribute"], 2) {
                interpreter, values, name, node throws(Raised) in
                let name = try usable(interpreter, name, values.object(0))
                guard let index = node.attributes.firstIndex(where: { $0.name == name }) else {
                    throw interpreter.raise(noAttribute, path: values.object(0))
                }
                node.attributes.remove(at: index)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("listxattr", .fastKeywords) { module, arguments, count, names in
            onNode(module, arguments, count, names, "listxattr", ["path"], 0) {
                interpreter, _, _, node throws(Raised) in
                let list = try interpreter.makeList()
                for attribute in node.attributes {
                    let name = try interpreter.makePath(attribute.name)
                    try interpreter.listAppend(list.ref, name.ref)
                }
                return list
            }
        },
    ]

    /// A name without which space it is in isn't supported; only that of users may be changed.
    private static func usable(
        _ interpreter: Interpreter, _ name: [UInt8], _ path: Ref
    ) throws(Raised) -> [UInt8] {
        if name.starts(with: "user.".utf8), name.count > 5 {
            if name.count > 255 { throw interpreter.raise(SystemFailure(34)) }
            return name
        }
        throw interpreter.raise(SystemFailure.operationNotSupported, path: path)
    }

    private static func set(
        _ interpreter: Interpreter, _ path: Ref, _ node: FileNode, _ name: [UInt8],
        _ value: [UInt8], _ flags: Int
    ) throws(Raised) {
        let index = node.attributes.firstIndex { $0.name == name }
        let failure: SystemFailure? =
            switch flags {
            case 0: nil
            case 1: index == nil ? nil : .exists
            case 2: index == nil ? noAttribute : nil
            default: .invalid
            }
        if let failure { throw interpreter.raise(failure, path: path) }
        if value.count > mostBytes { throw interpreter.raise(SystemFailure(7), path: path) }
        if case .host = node.content {
            throw interpreter.raise(SystemFailure.operationNotSupported, path: path)
        }
        if let index {
            node.attributes[index].value = value
        } else {
            node.attributes.append((name, value))
        }
    }

    /// A function of a file, by path or descriptor.
    private static func onNode(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ function: StaticString, _ parameters: [StaticString],
        _ required: Int,
        _ body: (Interpreter, CallValues, [UInt8], FileNode) throws(Raised) -> Owned
    ) -> RawObject? {
        systemFunction(
            module, arguments, count, names,
            ParameterList(
                function: function, names: parameters + ["follow_symlinks"], required: required,
                maximumPositional: parameters.count)
        ) { interpreter, values throws(Raised) in
            let follows = try values.flag(parameters.count, default: true)
            let isList = "\(function)" == "listxattr"
            let target = try values.pathArgument(
                0, function, isList ? [.descriptor, .none] : .descriptor)
            let name =
                isList
                ? [] : try values.pathArgument(1, function, parameter: "attribute").path.bytes
            if parameters.count == 4 {
                _ = try interpreter.bytesLike(values.object(2))
                // Which flags there are is known before the file is looked for.
                if try values.cInt(3, default: 0) & ~3 != 0 {
                    throw interpreter.raise(SystemFailure.invalid, path: target.object.ref)
                }
            }
            if let number = target.descriptor {
                if !follows, number > 0 {
                    throw interpreter.raise(
                        .valueError,
                        "\(function): cannot use fd and follow_symlinks together")
                }
                let node = try interpreter.withDescriptor(target, number) {
                    description throws(SystemFailure) in
                    guard let file = description as? OpenFile else {
                        throw .operationNotSupported
                    }
                    return file.node
                }
                return try body(interpreter, values, name, node)
            }
            let path = target.path
            let node = try interpreter.withFiles(target.object.ref) {
                files throws(SystemFailure) in
                try files.node(path, followsLinks: follows)
            }
            return try body(interpreter, values, name, node)
        }
    }
}
