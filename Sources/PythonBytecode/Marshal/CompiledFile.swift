/// A `.pyc` file of CPython 3.11: a header of 16 bytes, then the marshalled code of the module
/// (`importlib._bootstrap_external`).
public struct CompiledFile: Equatable, Sendable {
    public enum Validation: Equatable, Sendable {
        case source(modificationTime: UInt32, size: UInt32)
        case hash(UInt64, isChecked: Bool)
    }

    /// `importlib.util.MAGIC_NUMBER`: 3495 and a line end.
    public static let magicNumber: [UInt8] = [0xa7, 0x0d, 0x0d, 0x0a]

    /// Bytes before the marshalled code.
    public static let headerSize = 16

    /// Whether a file begins as one of this version does.
    public static func hasMagicNumber(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magicNumber) }

    /// Whether a file's header says that it was made from a source of that time and size (`_validate_timestamp_pyc`).
    public static func isMade(
        _ bytes: [UInt8], fromSourceModified modified: Int, size: Int
    ) -> Bool {
        guard bytes.count > headerSize, bytes.starts(with: magicNumber) else { return false }
        let words = bytes.withUnsafeBytes { header in
            (1..<4).map { header.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
        }
        return words[0] == 0 && words[1] == UInt32(truncatingIfNeeded: modified)
            && words[2] == UInt32(truncatingIfNeeded: size)
    }

    public var validation: Validation
    public var code: CodeUnit

    public init(validation: Validation, code: CodeUnit) {
        self.validation = validation
        self.code = code
    }

    public init(bytes: [UInt8]) throws(MarshalError) {
        guard bytes.count >= 16 else { throw .truncated }
        guard Array(bytes[0..<4]) == Self.magicNumber else { throw .badMagicNumber }
        func number(at start: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
        }
        let flags = number(at: 4)
        if flags & 1 != 0 {
            let hash = UInt64(number(at: 8)) | UInt64(number(at: 12)) << 32
            validation = .hash(hash, isChecked: flags & 2 != 0)
        } else {
            validation = .source(modificationTime: number(at: 8), size: number(at: 12))
        }
        var reader = MarshalReader(bytes, from: 16)
        code = try reader.readCode()
    }

    public var bytes: [UInt8] {
        var result = Self.magicNumber
        func append(_ value: UInt32) {
            for shift: UInt32 in [0, 8, 16, 24] {
                result.append(UInt8(truncatingIfNeeded: value >> shift))
            }
        }
        switch validation {
        case .source(let modificationTime, let size):
            append(0)
            append(modificationTime)
            append(size)
        case .hash(let hash, let isChecked):
            append(isChecked ? 3 : 1)
            append(UInt32(truncatingIfNeeded: hash))
            append(UInt32(truncatingIfNeeded: hash >> 32))
        }
        return result + MarshalWriter.marshal(code)
    }
}
