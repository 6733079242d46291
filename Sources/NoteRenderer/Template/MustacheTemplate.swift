/// A text with places to fill in, in the part of Mustache that has no logic: `{{name}}`, `{{{html}}}`,
/// `{{&html}}`, sections `{{#list}}…{{/list}}`, inverted ones `{{^list}}…{{/list}}`, and comments.
public struct MustacheTemplate: Sendable {
    private indirect enum Part: Sendable {
        case text([UInt8])
        case variable(String, isEscaped: Bool)
        case section(String, [Part], isInverted: Bool)
    }

    private let parts: [Part]
    /// The names it asks for.
    public let names: Set<String>

    public init(_ source: String) throws(MustacheProblem) {
        var reader = Reader(Array(source.utf8))
        parts = try reader.parts(until: nil)
        names = reader.names
    }

    /// Writes the text with its places filled in; a name that isn't there is empty.
    public func write(_ values: MustacheValues, to buffer: inout HTMLBuffer) {
        Self.write(parts, [values], to: &buffer)
    }

    private static func write(
        _ parts: [Part], _ scopes: [MustacheValues], to buffer: inout HTMLBuffer
    ) {
        for part in parts {
            switch part {
            case .text(let bytes): buffer.markup(bytes)
            case .variable(let name, let isEscaped):
                switch value(name, scopes) {
                case .text(let text):
                    if isEscaped { buffer.text(text) } else { buffer.markup(text) }
                case .html(let bytes):
                    if isEscaped { buffer.escape(bytes[...]) } else { buffer.markup(bytes) }
                case .list, .flag, nil: break
                }
            case .section(let name, let inside, let isInverted):
                let value = value(name, scopes)
                if isInverted {
                    if value?.isEmpty != false { write(inside, scopes, to: &buffer) }
                } else if case .list(let items)? = value {
                    for item in items { write(inside, scopes + [item], to: &buffer) }
                } else if value?.isEmpty == false {
                    write(inside, scopes, to: &buffer)
                }
            }
        }
    }

    private static func value(_ name: String, _ scopes: [MustacheValues]) -> MustacheValue? {
        for scope in scopes.reversed() {
            if let value = scope[name] { return value }
        }
        return nil
    }

    /// Takes a template's source apart.
    private struct Reader {
        private let bytes: [UInt8]
        private var index = 0
        private var depth = 0
        var names: Set<String> = []

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        /// The parts up to the end of a section, or of the template.
        mutating func parts(until end: String?) throws(MustacheProblem) -> [Part] {
            depth += 1
            defer { depth -= 1 }
            guard depth < 50 else { throw problem("sections are nested too deeply") }
            var parts: [Part] = []
            while let open = find(UInt8(ascii: "{"), from: index) {
                if open > index { parts.append(.text(Array(bytes[index..<open]))) }
                index = open
                if try readTag(&parts, until: end) { return parts }
            }
            guard end == nil else { throw problem("the section '\(end ?? "")' is never closed") }
            if index < bytes.count { parts.append(.text(Array(bytes[index...]))) }
            return parts
        }

        /// Reads the tag that begins here; true if it closes the section.
        private mutating func readTag(
            _ parts: inout [Part], until end: String?
        ) throws(MustacheProblem) -> Bool {
            let isTriple = index + 2 < bytes.count && bytes[index + 2] == UInt8(ascii: "{")
            let start = index + (isTriple ? 3 : 2)
            guard let close = find(UInt8(ascii: "}"), from: start) else {
                throw problem("a place is never closed")
            }
            let text = String(decoding: bytes[start..<close], as: UTF8.self)
            if isTriple {
                guard close + 2 < bytes.count, bytes[close + 2] == UInt8(ascii: "}") else {
                    throw problem("'{{{' without '}}}'")
                }
                index = close + 3
                parts.append(.variable(noted(text), isEscaped: false))
                return false
            }
            index = close + 2
            let name = String(text.dropFirst())
            switch text.first {
            case "!": break
            case "&": parts.append(.variable(noted(name), isEscaped: false))
            case "#", "^":
                let isInverted = text.first == "^"
                let key = noted(name)
                let inside = try self.parts(until: key)
                parts.append(.section(key, inside, isInverted: isInverted))
            case "/":
                guard let end, Self.trimmed(name) == end else {
                    throw problem("'{{/\(Self.trimmed(name))}}' closes no section")
                }
                return true
            case ">", "=": throw problem("'{{\(text)}}' is no part of Mustache that is known here")
            default: parts.append(.variable(noted(text), isEscaped: true))
            }
            return false
        }

        private mutating func noted(_ text: String) -> String {
            let name = Self.trimmed(text)
            names.insert(name)
            return name
        }

        private static func trimmed(_ text: String) -> String {
            String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }

        /// Where two equal braces stand next.
        private func find(_ brace: UInt8, from start: Int) -> Int? {
            var place = start
            while place + 1 < bytes.count {
                if bytes[place] == brace, bytes[place + 1] == brace { return place }
                place += 1
            }
            return nil
        }

        private func problem(_ cause: String) -> MustacheProblem {
            let line = bytes[..<min(index, bytes.count)].count { $0 == 0x0A } + 1
            return MustacheProblem(line: line, cause: cause)
        }
    }
}

/// What a template is filled in with.
public typealias MustacheValues = [String: MustacheValue]

public enum MustacheValue: Sendable {
    case text(String)
    /// HTML that is written as it is between three braces.
    case html([UInt8])
    case list([MustacheValues])
    case flag(Bool)

    /// Whether a section of it is left out.
    var isEmpty: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .html(let bytes): bytes.isEmpty
        case .list(let items): items.isEmpty
        case .flag(let isOn): !isOn
        }
    }
}

/// Why a template can't be used.
public struct MustacheProblem: Error, Hashable, Sendable {
    public var line: Int
    public var cause: String
}
