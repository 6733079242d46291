/// A piece of Python source with a meaning of its own, for colouring it.
public struct PythonToken: Equatable, Sendable {
    /// What a piece is, as far as a reader of code tells pieces apart.
    public enum Kind: String, Sendable, CaseIterable {
        case keyword, softKeyword, builtin, name, number, string, `operator`, comment, decorator
        /// The name a `def` or `class` defines.
        case definition
        /// The braces of an f-string's replacement field, and its conversion and format mark.
        case interpolation
        /// Characters that are no Python.
        case error
    }

    public var kind: Kind
    /// Byte offsets in the source as it was given.
    public var range: Range<Int>

    public init(kind: Kind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}

/// Cuts source into pieces for a highlighter.
///
/// It uses the parser's own tokenizer, and where that fails it goes on behind the failure: code in a note
/// may be wrong and still wants to be read. Blanks and line ends belong to no piece.
public enum PythonTokens {
    /// The pieces of a source, in order, without overlaps. Never fails.
    public static func scan(_ source: SourceText) -> [PythonToken] {
        let pieces = source.bytes.withUnsafeBufferPointer { buffer -> [PythonToken] in
            guard let base = buffer.baseAddress else { return [] }
            var highlighter = TokenHighlighter(base: base, count: source.count)
            return highlighter.run()
        }
        let limit = source.count - (source.addedFinalLineFeed ? 1 : 0)
        return pieces.compactMap { piece in
            let last = min(piece.range.upperBound, limit) - 1
            guard piece.range.lowerBound <= last else { return nil }
            // The end is that of the last byte: a carriage return behind it is no part of the piece.
            let start = source.inputOffset(of: piece.range.lowerBound)
            return PythonToken(kind: piece.kind, range: start..<source.inputOffset(of: last) + 1)
        }
    }

    /// The pieces of a text; offsets are in its UTF-8.
    public static func scan(_ text: String) -> [PythonToken] {
        do throws(PythonSyntaxError) {
            return scan(try SourceText(text))
        } catch {
            // Only a NUL is refused.
            return []
        }
    }
}
