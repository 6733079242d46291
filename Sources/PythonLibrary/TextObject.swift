import PythonRuntime

/// `TextIOWrapper` (`Modules/_io/textio.c`), laid out as CPython has it.
///
/// Text is read in chunks: the buffer's bytes are decoded, `decoded_chars` is what came of the last chunk and
/// `decoded_chars_used` how much of it was taken. While the place can be told, `snapshot` has the decoder's flags before the
/// chunk and the chunk's bytes. Text that is written waits in `pending_bytes`, encoded, until it fills a chunk.
///
/// The codecs of the language are native: there `codec` says which, and what the decoder keeps back (`heldBytes`) is
/// here. Others have objects of the library's `codecs` as encoder and decoder.
struct TextStreamObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var ok: Int32
    var detached: Int32
    var chunk_size: Int
    var buffer: RawObject?
    var encoding: RawObject?
    var encoder: RawObject?
    var decoder: RawObject?
    var readnl: RawObject?
    var errors: RawObject?
    /// What `\n` becomes when it is written.
    private var writenl_value: Int
    var line_buffering: Bool
    var write_through: Bool
    var readuniversal: Bool
    var readtranslate: Bool
    var writetranslate: Bool
    var seekable: Bool
    var has_read1: Bool
    var telling: Bool
    var finalizing: Bool
    /// Whether there is a decoder, and an encoder: the stream below can be read, written.
    var decodes: Bool
    var encodes: Bool
    var newlines: NewlineState
    var codec: TextCodec
    var heldCount: UInt8
    var heldBytes: UInt32
    var unused: UInt32
    var encoding_start_of_stream: UInt64
    var decoded_chars: RawObject?
    var decoded_chars_used: Int
    var pending_bytes: RawObject?
    var pending_bytes_count: Int
    var snapshot: RawObject?
    var b2cratio: Double
    var raw: RawObject?
    var weakreflist: RawObject?
    var dict: RawObject?

    var writenl: LineEnd {
        get { LineEnd(rawValue: writenl_value) ?? .same }
        set { writenl_value = newValue.rawValue }
    }

    static var bufferOffset: Int { 32 }
    static var encodingOffset: Int { 40 }
    static var encoderOffset: Int { 48 }
    static var decoderOffset: Int { 56 }
    static var newlineOffset: Int { 64 }
    static var errorsOffset: Int { 72 }
    static var lineBufferingOffset: Int { 88 }
    static var writeThroughOffset: Int { 89 }
    static var finalizingOffset: Int { 96 }
    static var decodedOffset: Int { 120 }
    static var pendingOffset: Int { 136 }
    static var snapshotOffset: Int { 152 }
    static var weakReferencesOffset: Int { 176 }
    static var dictOffset: Int { 184 }
}

/// What a line feed is written as.
enum LineEnd: Int {
    case same, carriageReturn, both
}

/// How text is converted: by a codec of the language, or by objects of `codecs`.
enum TextCodec: UInt8 {
    case objects, utf8, ascii, latin1

    init(_ encoding: String) {
        switch String(encoding.lowercased().map { $0 == "_" ? "-" : $0 }) {
        case "utf-8", "utf8": self = .utf8
        case "ascii", "us-ascii": self = .ascii
        case "latin-1", "latin1", "iso-8859-1", "iso8859-1": self = .latin1
        default: self = .objects
        }
    }

    var name: String {
        switch self {
        case .objects, .utf8: "utf-8"
        case .ascii: "ascii"
        case .latin1: "latin-1"
        }
    }
}

typealias TextPointer = UnsafeMutablePointer<TextStreamObject>

extension Ref {
    var textIO: TextPointer { fields(TextStreamObject.self) }
}
