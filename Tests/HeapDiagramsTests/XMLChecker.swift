/// A checker of well-formedness for the part of XML that pictures use: elements, quoted
/// attributes, character data and the five named or numeric entities. It says what is wrong, or
/// nil.
struct XMLChecker {
    private let bytes: [UInt8]
    private var place = 0
    private var open: [String] = []
    private var roots = 0

    static func firstProblem(in bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return "not UTF-8" }
        for scalar in text.unicodeScalars {
            let value = scalar.value
            let isAllowed =
                value == 9 || value == 10 || value == 13
                || (value >= 0x20 && value != 0xFFFE && value != 0xFFFF)
            if !isAllowed { return "character \(value)" }
        }
        var checker = XMLChecker(bytes: bytes)
        return checker.run()
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func run() -> String? {
        while place < bytes.count {
            let problem = bytes[place] == UInt8(ascii: "<") ? tag() : characters()
            if let problem { return problem + " at byte \(place)" }
        }
        if let last = open.last { return "<\(last)> isn't closed" }
        return roots == 1 ? nil : "\(roots) roots"
    }

    private mutating func characters() -> String? {
        if bytes[place] == UInt8(ascii: "&") { return entity() }
        if open.isEmpty && bytes[place] > 32 { return "text outside the root" }
        place += 1
        return nil
    }

    private mutating func entity() -> String? {
        guard let end = bytes[place...].firstIndex(of: UInt8(ascii: ";")), end - place < 9 else {
            return "bare ampersand"
        }
        let name = String(decoding: bytes[(place + 1)..<end], as: UTF8.self)
        place = end + 1
        let isNumber = name.hasPrefix("#") && name.dropFirst().allSatisfy(\.isNumber)
        return isNumber || ["amp", "lt", "gt", "quot", "apos"].contains(name) ? nil : "&\(name);"
    }

    private mutating func name() -> String {
        let start = place
        while place < bytes.count, bytes[place] > 32,
            !"<>/=\"".utf8.contains(bytes[place])
        {
            place += 1
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func tag() -> String? {
        place += 1
        if take("/") {
            let closed = name()
            guard open.popLast() == closed, take(">") else { return "</\(closed)> out of place" }
            return nil
        }
        let element = name()
        if element.isEmpty { return "bare <" }
        if open.isEmpty { roots += 1 }
        var seen: Set<String> = []
        while true {
            while place < bytes.count, bytes[place] <= 32 { place += 1 }
            if take("/") { return take(">") ? nil : "bare /" }
            if take(">") {
                open.append(element)
                return nil
            }
            let attribute = name()
            guard !attribute.isEmpty, take("="), take("\"") else { return "bad attribute" }
            guard seen.insert(attribute).inserted else { return "\(attribute) twice" }
            while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
                if bytes[place] == UInt8(ascii: "<") { return "< in an attribute" }
                if bytes[place] == UInt8(ascii: "&") {
                    if let problem = entity() { return problem }
                } else {
                    place += 1
                }
            }
            guard take("\"") else { return "unquoted attribute" }
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }
}
