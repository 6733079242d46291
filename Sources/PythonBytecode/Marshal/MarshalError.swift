/// Why bytes aren't a marshalled code object; the texts are those of `Python/marshal.c`.
public enum MarshalError: Error, Equatable, Sendable {
    case truncated
    case unknownTypeCode(UInt8)
    case invalidReference
    case tooDeep
    case unexpectedValue(String)
    case badMagicNumber

    public var message: String {
        switch self {
        case .truncated: "marshal data too short"
        case .unknownTypeCode: "bad marshal data (unknown type code)"
        case .invalidReference: "bad marshal data (invalid reference)"
        case .tooDeep: "recursion limit exceeded"
        case .unexpectedValue(let what): "bad marshal data (\(what))"
        case .badMagicNumber: "bad magic number"
        }
    }
}
