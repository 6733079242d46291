import CYAML

/// Why a text is no YAML, or none that a note's properties can be.
struct YAMLProblem: Error {
    /// Of the note, counted from 1; nil when the text as a whole is meant.
    var line: Int?
    var column: Int?
    var cause: String
}

/// Composes the values of a YAML text from libyaml's events. The only place that calls libyaml.
///
/// What anchors and aliases could blow up is bounded: an alias counts for all the values it stands for.
struct YAMLComposer: ~Copyable {
    /// More than any note needs.
    private static let mostValues = 10_000
    private static let mostLevels = 50

    /// In memory of its own, since libyaml's parser holds a pointer to itself.
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private var event = yaml_event_t()
    /// What each anchor stands for, and how many values that is.
    private var anchors: [String: (value: PropertyValue, size: Int)] = [:]
    private var budget = mostValues
    /// The note's line that the text begins in.
    private let firstLine: Int

    /// The properties of a mapping; none of an empty text. `firstLine` is the note's line it begins in.
    static func properties(_ text: String, firstLine: Int) throws(YAMLProblem) -> [Property] {
        let result: Result<[Property], YAMLProblem>
        var text = text
        result = text.withUTF8 { bytes in
            do throws(YAMLProblem) {
                var composer = try YAMLComposer(bytes, firstLine: firstLine)
                return .success(try composer.document())
            } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// `bytes` must outlive the composer.
    private init(_ bytes: UnsafeBufferPointer<UInt8>, firstLine: Int) throws(YAMLProblem) {
        self.firstLine = firstLine
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else {
            throw YAMLProblem(cause: "there is no memory to read the properties")
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        var event = event
        yaml_event_delete(&event)
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    private mutating func document() throws(YAMLProblem) -> [Property] {
        try advance()  // the stream
        try advance()
        guard event.type == YAML_DOCUMENT_START_EVENT else { return [] }
        try advance()
        let properties = try root()
        try advance()
        if event.type != YAML_STREAM_END_EVENT {
            throw problem("the properties are more than one document")
        }
        return properties
    }

    /// The root, and on to the end of its document.
    private mutating func root() throws(YAMLProblem) -> [Property] {
        if event.type == YAML_MAPPING_START_EVENT {
            let properties = try mapping(depth: 0)
            try advance()
            return properties
        }
        if event.type == YAML_SCALAR_EVENT, event.data.scalar.length == 0 {
            try advance()
            return []
        }
        throw YAMLProblem(line: firstLine, cause: "the properties are no 'key: value' lines")
    }

    // MARK: Values

    /// The value that begins with the current event, which it leaves at the value's last one.
    private mutating func value(depth: Int) throws(YAMLProblem) -> PropertyValue {
        budget -= 1
        guard budget > 0, depth < Self.mostLevels else {
            throw problem("the properties hold too much")
        }
        let before = budget
        let name = anchor
        let value: PropertyValue
        switch event.type {
        case YAML_SCALAR_EVENT:
            let text = scalarText
            value = isPlain ? ScalarType.value(of: text) : .text(text)
        case YAML_SEQUENCE_START_EVENT: value = .list(try list(depth: depth + 1))
        case YAML_MAPPING_START_EVENT: value = .mapping(try mapping(depth: depth + 1))
        default: value = try aliased()
        }
        if let name { anchors[name] = (value, before - budget + 1) }
        return value
    }

    private mutating func list(depth: Int) throws(YAMLProblem) -> [PropertyValue] {
        var values: [PropertyValue] = []
        try advance()
        while event.type != YAML_SEQUENCE_END_EVENT {
            values.append(try value(depth: depth))
            try advance()
        }
        return values
    }

    private mutating func mapping(depth: Int) throws(YAMLProblem) -> [Property] {
        var properties: [Property] = []
        var keys: Set<String> = []
        try advance()
        while event.type != YAML_MAPPING_END_EVENT {
            let line = firstLine &+ Int(event.start_mark.line)
            let isScalar = event.type == YAML_SCALAR_EVENT
            let key = isScalar ? scalarText : ""
            if isScalar, !keys.insert(key).inserted {
                throw problem("the properties have a key twice: \(key)")
            }
            _ = try value(depth: depth)
            try advance()
            properties.append(Property(key: key, value: try value(depth: depth), line: line))
            try advance()
        }
        return properties
    }

    private mutating func aliased() throws(YAMLProblem) -> PropertyValue {
        guard event.type == YAML_ALIAS_EVENT, let name = Self.text(event.data.alias.anchor) else {
            throw problem("the properties are no valid YAML")
        }
        guard let meant = anchors[name] else {
            throw problem("the properties are no valid YAML: found undefined alias")
        }
        budget -= meant.size
        guard budget > 0 else { throw problem("the properties hold too much") }
        return meant.value
    }

    // MARK: Events

    private mutating func advance() throws(YAMLProblem) {
        yaml_event_delete(&event)
        guard yaml_parser_parse(parser, &event) == 1 else {
            let text = parser.pointee.problem.map { String(cString: $0) } ?? "it can't be read"
            throw YAMLProblem(
                line: firstLine &+ Int(parser.pointee.problem_mark.line),
                column: Int(parser.pointee.problem_mark.column) + 1,
                cause: "the properties are no valid YAML: \(text)")
        }
    }

    /// A problem at the current event.
    private func problem(_ cause: String) -> YAMLProblem {
        YAMLProblem(
            line: firstLine &+ Int(event.start_mark.line), column: Int(event.start_mark.column) + 1,
            cause: cause)
    }

    private var isPlain: Bool {
        event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE
            || event.data.scalar.style == YAML_ANY_SCALAR_STYLE
    }

    private var scalarText: String {
        guard let start = event.data.scalar.value else { return "" }
        return String(
            decoding: UnsafeBufferPointer(start: start, count: event.data.scalar.length),
            as: UTF8.self)
    }

    private var anchor: String? {
        switch event.type {
        case YAML_SCALAR_EVENT: Self.text(event.data.scalar.anchor)
        case YAML_SEQUENCE_START_EVENT: Self.text(event.data.sequence_start.anchor)
        case YAML_MAPPING_START_EVENT: Self.text(event.data.mapping_start.anchor)
        default: nil
        }
    }

    private static func text(_ start: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        start.map { String(cString: $0) }
    }
}
