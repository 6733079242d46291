/// The properties at the head of a note.
public struct Frontmatter: Hashable, Sendable {
    /// The bytes from the opening `---` through the line of the closing one.
    public var range: Range<Int>
    /// The YAML between the two lines, as written.
    public var raw: String
    /// In the order of the note; empty when the YAML is invalid.
    public var properties: [Property]
    /// False when the YAML could not be read; `raw` is then all there is to show.
    public var isValid: Bool

    public subscript(key: String) -> PropertyValue? {
        properties.first { $0.key == key }?.value
    }
}

public struct Property: Hashable, Sendable {
    public var key: String
    public var value: PropertyValue
    /// The line of the note, counted from 1.
    public var line: Int

    public init(key: String, value: PropertyValue, line: Int) {
        self.key = key
        self.value = value
        self.line = line
    }
}

/// A property's value with the type Obsidian would give it.
public indirect enum PropertyValue: Hashable, Sendable {
    case null
    case text(String)
    /// As written, so that nothing is lost in conversion.
    case number(String)
    case checkbox(Bool)
    /// `2023-11-29`.
    case date(String)
    /// `2023-11-29T10:30:00`.
    case datetime(String)
    case list([PropertyValue])
    /// Obsidian doesn't show these; `heapnote:` is one.
    case mapping([Property])

    /// The value in one line, as it was written for a scalar.
    public var plainText: String {
        switch self {
        case .null: ""
        case .text(let text), .number(let text), .date(let text), .datetime(let text): text
        case .checkbox(let isOn): isOn ? "true" : "false"
        case .list(let items): items.map(\.plainText).joined(separator: ", ")
        case .mapping(let properties):
            properties.map { "\($0.key): \($0.value.plainText)" }.joined(separator: ", ")
        }
    }
}
