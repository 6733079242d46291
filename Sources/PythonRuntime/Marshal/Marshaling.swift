import Glibc
import VirtualSystem

/// Objects to and from marshal's bytes (`Python/marshal.c`).
extension Interpreter {
    /// The next object of a file that has `readinto`, a new reference; the file stands behind it then.
    public func unmarshal(file: Ref) throws(Raised) -> Owned {
        var reader = Unmarshaler(self, file: file)
        defer { reader.finish() }
        return try reader.read()
    }

    /// The object that marshalled bytes begin with, a new reference.
    public func unmarshal(_ bytes: [UInt8], isTrusted: Bool = false) throws(Raised) -> Owned {
        try checked(
            bytes.withUnsafeBufferPointer { buffer in
                slotResult { () throws(Raised) in
                    var reader = Unmarshaler(self, buffer, isTrusted: isTrusted)
                    defer { reader.finish() }
                    return try reader.read()
                }
            })
    }

    /// Whether bytes are what the compiled file of the library that was read last has behind its head.
    public func isLibraryCode(_ bytes: [UInt8]) -> Bool {
        guard let library = process?.machine.lastLibraryCode, !bytes.isEmpty,
            library.count == bytes.count + Self.compiledFileHead
        else { return false }
        return library.withUnsafeBytes { library in
            bytes.withUnsafeBytes { bytes in
                guard let file = library.baseAddress, let own = bytes.baseAddress else {
                    return false
                }
                return memcmp(file + Self.compiledFileHead, own, bytes.count) == 0
            }
        }
    }

    /// The magic number, flags, and the source's time and size.
    private static var compiledFileHead: Int { 16 }

    /// The marshalled bytes of an object; versions up to 4 are known, and later ones are as 4.
    public func marshal(_ object: Ref, version: Int = 4) throws(Raised) -> [UInt8] {
        var writer = Marshaler(self, version: version)
        defer { writer.finish() }
        try writer.write(object)
        return writer.bytes
    }
}
