import PythonRuntime
import VirtualSystem

/// The functions of `_testcapi` that marshal to and from files named by a path, and one about how processes end.
enum TestMarshalFunctions {
    static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("pymarshal_write_long_to_file", .fast) {
            module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments(
                    "pymarshal_write_long_to_file", arguments.count, 3, 3)
                let value = try interpreter.indexValue(arguments[0], overflow: .overflowError)
                let bytes = (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
                return try write(interpreter, bytes, arguments[1])
            }
        },
        NativeModuleFunction("pymarshal_write_object_to_file", .fast) {
            module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments(
                    "pymarshal_write_object_to_file", arguments.count, 3, 3)
                let version = try interpreter.indexValue(
                    arguments[2], overflow: .overflowError)
                return try write(
                    interpreter, try interpreter.marshal(arguments[0], version: version),
                    arguments[1])
            }
        },
        NativeModuleFunction("pymarshal_read_short_from_file", .oneArgument) {
            module, arguments, _, _ in readNumber(module, arguments, width: 2)
        },
        NativeModuleFunction("pymarshal_read_long_from_file", .oneArgument) {
            module, arguments, _, _ in readNumber(module, arguments, width: 4)
        },
        NativeModuleFunction("pymarshal_read_object_from_file", .oneArgument) {
            module, arguments, _, _ in readObject(module, arguments, isLast: false)
        },
        NativeModuleFunction("pymarshal_read_last_object_from_file", .oneArgument) {
            module, arguments, _, _ in readObject(module, arguments, isLast: true)
        },
        NativeModuleFunction("W_STOPCODE", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, signal throws(Raised) in
                try interpreter.makeInt(try interpreter.intArgument(signal) << 8 | 0x7F)
            }
        },
    ]

    private static func write(
        _ interpreter: Interpreter, _ bytes: [UInt8], _ path: Ref
    ) throws(Raised) -> Owned {
        let file = try openFile(interpreter, path, "w")
        let data = try interpreter.makeBytes(bytes)
        _ = try interpreter.callMethod(file.ref, interpreter.name(.write), data.ref)
        let close = try interpreter.intern("close")
        _ = try interpreter.callMethod(file.ref, close.ref)
        return interpreter.none.owned()
    }

    private static func bytes(
        _ interpreter: Interpreter, _ given: Ref
    ) throws(Raised) -> [UInt8] {
        let path = try interpreter.filePath(given)
        return try interpreter.withFiles(given) { files throws(SystemFailure) in
            try files.read(path)
        }
    }

    /// A number and where the file is left.
    private static func readNumber(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, width: Int
    ) -> RawObject? {
        moduleFunction(module, arguments) { interpreter, path throws(Raised) in
            let bytes = try bytes(interpreter, path)
            guard bytes.count >= width else {
                throw interpreter.raise(.eofError, "EOF read where not expected")
            }
            var value = 0
            for index in (0..<width).reversed() { value = value << 8 | Int(bytes[index]) }
            let sign = 1 << (width * 8 - 1)
            let number = try interpreter.makeInt((value ^ sign) - sign)
            let position = try interpreter.makeInt(width)
            return try interpreter.makeTuple(number.ref, position.ref)
        }
    }

    private static func readObject(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, isLast: Bool
    ) -> RawObject? {
        moduleFunction(module, arguments) { interpreter, path throws(Raised) in
            let file = try openFile(interpreter, path, "r")
            let object = try interpreter.unmarshal(file: file.ref)
            if isLast { _ = try interpreter.callMethod(file.ref, interpreter.name(.read)) }
            let tell = try interpreter.intern("tell")
            let position = try interpreter.callMethod(file.ref, tell.ref)
            let close = try interpreter.intern("close")
            _ = try interpreter.callMethod(file.ref, close.ref)
            return try interpreter.makeTuple(object.ref, position.ref)
        }
    }

    private static func openFile(
        _ interpreter: Interpreter, _ path: Ref, _ mode: String
    ) throws(Raised) -> Owned {
        let module = try interpreter.importModule("_io")
        let open = try interpreter.namedAttribute(module.ref, "FileIO")
        let mode = try interpreter.makeString(mode)
        let pair = try interpreter.makeTuple(path, mode.ref)
        return try interpreter.call(open.ref, tuple: pair.ref, keywords: nil)
    }
}
