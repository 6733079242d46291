/// Writes JSON in the order it is told, so that the same values give the same bytes.
struct JSONWriter {
    private(set) var text = ""
    private var depth = 0
    private var isFirst = true
    /// Everything in one line.
    private let isCompact: Bool

    init(isCompact: Bool = false) { self.isCompact = isCompact }

    mutating func object(_ body: (inout JSONWriter) -> Void) { nest("{", "}", body) }

    mutating func object(_ key: String, _ body: (inout JSONWriter) -> Void) {
        begin(key)
        nest("{", "}", body)
    }

    mutating func array(_ key: String, _ body: (inout JSONWriter) -> Void) {
        begin(key)
        nest("[", "]", body)
    }

    /// An object in an array.
    mutating func element(_ body: (inout JSONWriter) -> Void) {
        separate()
        nest("{", "}", body)
    }

    /// A text in an array.
    mutating func element(_ value: String) {
        separate()
        text += Self.quoted(value)
    }

    mutating func field(_ key: String, _ value: String) {
        begin(key)
        text += Self.quoted(value)
    }

    mutating func field(_ key: String, _ value: Int) {
        begin(key)
        text += String(value)
    }

    mutating func field(_ key: String, _ value: Bool) {
        begin(key)
        text += value ? "true" : "false"
    }

    /// Two bounds as an array.
    mutating func range(_ key: String, _ lower: Int, _ upper: Int) {
        begin(key)
        text += "[\(lower), \(upper)]"
    }

    private mutating func begin(_ key: String) {
        separate()
        text += Self.quoted(key) + ": "
    }

    private mutating func separate() {
        if !isFirst { text += "," }
        isFirst = false
        breakLine()
    }

    private mutating func breakLine() {
        if !isCompact { text += "\n" + String(repeating: "  ", count: depth) }
    }

    private mutating func nest(
        _ open: String, _ close: String, _ body: (inout JSONWriter) -> Void
    ) {
        text += open
        depth += 1
        isFirst = true
        body(&self)
        depth -= 1
        if !isFirst { breakLine() }
        isFirst = false
        text += close
    }

    private static func quoted(_ value: String) -> String {
        var result = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
