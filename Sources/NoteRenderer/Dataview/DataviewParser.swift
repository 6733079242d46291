/// Reads an expression and evaluates it as it goes; expressions in notes are short.
///
/// `expression = conjunction`, and so on down: and/or, comparison, sum, product, prefix, postfix, atom.
struct DataviewParser {
    let bytes: [UInt8]
    private let scope: InlineDataview
    var index = 0
    private var depth = 0

    private static let deepest = 40

    init(_ bytes: [UInt8], scope: InlineDataview) {
        self.bytes = bytes
        self.scope = scope
    }

    /// `comparison (("and" | "or" | "&" | "|") comparison)*`
    mutating func parseExpression() throws(DataviewFailure) -> DataviewValue {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else {
            throw DataviewFailure(cause: "the expression is nested too deeply")
        }
        var left = try parseComparison()
        while true {
            if takeWord("and") || take("&") {
                let right = try parseComparison()
                left = .boolean(left.isTrue && right.isTrue)
            } else if takeWord("or") || take("|") {
                let right = try parseComparison()
                left = .boolean(left.isTrue || right.isTrue)
            } else {
                return left
            }
        }
    }

    mutating func expectEnd() throws(DataviewFailure) {
        skipSpace()
        guard index == bytes.count else {
            throw DataviewFailure(cause: "the expression can't be read from character \(index + 1)")
        }
    }

    private mutating func parseComparison() throws(DataviewFailure) -> DataviewValue {
        let left = try parseSum()
        for (sign, holds) in Self.comparisons where take(sign) {
            let right = try parseSum()
            if sign == "=" || sign == "!=" { return .boolean((left == right) == (sign == "=")) }
            guard let order = left.order(against: right) else { return .boolean(false) }
            return .boolean(holds(order))
        }
        return left
    }

    private static let comparisons: [(String, @Sendable (Int) -> Bool)] = [
        ("<=", { $0 <= 0 }), (">=", { $0 >= 0 }), ("!=", { $0 != 0 }), ("<", { $0 < 0 }),
        (">", { $0 > 0 }), ("=", { $0 == 0 }),
    ]

    private mutating func parseSum() throws(DataviewFailure) -> DataviewValue {
        var left = try parseProduct()
        while true {
            if take("+") {
                left = try Self.add(left, try parseProduct())
            } else if take("-") {
                left = try Self.subtract(left, try parseProduct())
            } else {
                return left
            }
        }
    }

    private static func add(
        _ left: DataviewValue, _ right: DataviewValue
    ) throws(DataviewFailure) -> DataviewValue {
        switch (left, right) {
        case (.text, _), (_, .text):
            .text((left == .null ? "" : left.shown) + (right == .null ? "" : right.shown))
        case (.list(let left), .list(let right)): .list(left + right)
        case (.date(let date, let hasTime), .duration(let span)),
            (.duration(let span), .date(let date, let hasTime)):
            .date(span.after(date), hasTime: hasTime || span.seconds % 86_400 != 0)
        case (.duration(let left), .duration(let right)): .duration(left + right)
        default: try calculate(left, right) { $0 + $1 }
        }
    }

    private static func subtract(
        _ left: DataviewValue, _ right: DataviewValue
    ) throws(DataviewFailure) -> DataviewValue {
        switch (left, right) {
        case (.date(let end, _), .date(let start, _)):
            .duration(DataviewDuration(from: start, to: end))
        case (_, .duration(let span)): try add(left, .duration(span.negated()))
        default: try calculate(left, right) { $0 - $1 }
        }
    }

    private static func calculate(
        _ left: DataviewValue, _ right: DataviewValue, _ operation: (Double, Double) -> Double
    ) throws(DataviewFailure) -> DataviewValue {
        guard case .number(let left) = left, case .number(let right) = right else {
            throw DataviewFailure(cause: "only numbers can be calculated with here")
        }
        return .number(operation(left, right))
    }

    private mutating func parseProduct() throws(DataviewFailure) -> DataviewValue {
        var left = try parsePrefix()
        while true {
            if take("*") {
                left = try Self.calculate(left, try parsePrefix()) { $0 * $1 }
            } else if take("/") {
                left = try Self.calculate(left, try parsePrefix()) { $0 / $1 }
            } else if take("%") {
                left = try Self.calculate(left, try parsePrefix()) {
                    $0.truncatingRemainder(dividingBy: $1)
                }
            } else {
                return left
            }
        }
    }

    private mutating func parsePrefix() throws(DataviewFailure) -> DataviewValue {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else {
            throw DataviewFailure(cause: "the expression is nested too deeply")
        }
        if peek() == UInt8(ascii: "!"), index + 1 < bytes.count,
            bytes[index + 1] != UInt8(ascii: "=")
        {
            index += 1
            return .boolean(!(try parsePrefix()).isTrue)
        }
        if take("-") { return try Self.calculate(.number(0), try parsePrefix()) { $0 - $1 } }
        return try parsePostfix()
    }

    // MARK: Atoms

    private mutating func parsePostfix() throws(DataviewFailure) -> DataviewValue {
        var value = try parseAtom()
        while true {
            if peek() == UInt8(ascii: "."), let name = identifier(from: index + 1) {
                value = try member(of: value, name)
            } else if peek() == UInt8(ascii: "[") {
                index += 1
                let key = try parseExpression()
                try expect("]")
                value = try member(of: value, key)
            } else {
                return value
            }
        }
    }

    private mutating func parseAtom() throws(DataviewFailure) -> DataviewValue {
        guard let byte = peek() else {
            throw DataviewFailure(cause: "the expression ends too early")
        }
        switch byte {
        case UInt8(ascii: "\""): return .text(try parseText())
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return parseNumber()
        case UInt8(ascii: "("):
            if let lambda = parseOptionalLambda() { return lambda }
            index += 1
            let value = try parseExpression()
            try expect(")")
            return value
        case UInt8(ascii: "["):
            if let link = parseLink() { return link }
            index += 1
            return .list(try parseArguments(end: "]"))
        default: break
        }
        guard let name = identifier(from: index) else {
            throw DataviewFailure(cause: "the expression can't be read from character \(index + 1)")
        }
        return try valueOfName(name)
    }

    private mutating func valueOfName(_ name: String) throws(DataviewFailure) -> DataviewValue {
        switch name.lowercased() {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "null": return .null
        case "this":
            guard peek() == UInt8(ascii: ".") || peek() == UInt8(ascii: "[") else {
                throw DataviewFailure(cause: "'this' alone has no value to show")
            }
            return try parseThis()
        default: break
        }
        guard take("(") else { return scope.bindings[name] ?? scope.field(name) }
        if name.lowercased() == "dur", peek() != UInt8(ascii: "\"") { return try parseDuration() }
        if name.lowercased() == "date", let word = identifier(from: index) {
            try expect(")")
            throw DataviewFailure(cause: "date(\(word)) would change from day to day")
        }
        let arguments = try parseArguments(end: ")")
        let scope = self.scope
        let applied = try DataviewFunctions.call(name.lowercased(), arguments) {
            (lambda, values) throws(DataviewFailure) in try Self.apply(lambda, values, scope)
        }
        if let applied { return applied }
        return try DataviewFunctions.call(name.lowercased(), arguments)
    }

    // MARK: Functions and durations

    /// `dur(1 day)`, behind its parenthesis.
    private mutating func parseDuration() throws(DataviewFailure) -> DataviewValue {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: ")") { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        try expect(")")
        guard let span = DataviewDuration(text) else {
            throw DataviewFailure(cause: "'\(text)' is no duration")
        }
        return .duration(span)
    }

    /// `(a, b) => body`, where the body reaches to the comma or bracket that ends the argument.
    private mutating func parseOptionalLambda() -> DataviewValue? {
        let before = index
        index += 1
        var parameters: [String] = []
        if !take(")") {
            repeat {
                guard let name = identifier(from: index) else {
                    index = before
                    return nil
                }
                parameters.append(name)
            } while take(",")
            guard take(")") else {
                index = before
                return nil
            }
        }
        guard take("=>") else {
            index = before
            return nil
        }
        let start = index
        skipArgument()
        return .lambda(parameters: parameters, body: Array(bytes[start..<index]))
    }

    private mutating func skipArgument() {
        var open = 0
        var isText = false
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\") where isText: index += 1
            case UInt8(ascii: "\""): isText.toggle()
            case _ where isText: break
            case UInt8(ascii: "("), UInt8(ascii: "["): open += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"):
                if open == 0 { return }
                open -= 1
            case UInt8(ascii: ",") where open == 0: return
            default: break
            }
            index += 1
        }
        index = min(index, bytes.count)
    }

    private static func apply(
        _ lambda: DataviewValue, _ values: [DataviewValue], _ scope: InlineDataview
    ) throws(DataviewFailure) -> DataviewValue {
        guard case .lambda(let parameters, let body) = lambda else {
            throw DataviewFailure(cause: "a function is missing")
        }
        guard scope.depth < 2 else {
            throw DataviewFailure(cause: "functions are nested too deeply")
        }
        var inner = scope
        inner.depth += 1
        for (name, value) in zip(parameters, values) { inner.bindings[name] = value }
        var parser = DataviewParser(body, scope: inner)
        let value = try parser.parseExpression()
        try parser.expectEnd()
        return value
    }

    /// `this.key`, `this["key"]` or `this.file.name`.
    private mutating func parseThis() throws(DataviewFailure) -> DataviewValue {
        if take("[") {
            guard case .text(let key) = try parseExpression() else {
                throw DataviewFailure(cause: "a field's name must be text")
            }
            try expect("]")
            return scope.field(key)
        }
        guard let name = identifier(from: index + 1) else {
            throw DataviewFailure(cause: "a field's name is missing after 'this.'")
        }
        guard name == "file" else { return scope.field(name) }
        guard peek() == UInt8(ascii: "."), let field = identifier(from: index + 1) else {
            throw DataviewFailure(cause: "a field's name is missing after 'this.file.'")
        }
        return try scope.fileField(field)
    }

    private func member(
        of value: DataviewValue, _ name: String
    ) throws(DataviewFailure) -> DataviewValue {
        switch value {
        case .object(let fields): return fields.first { $0.key == name }?.value ?? .null
        case .date(let seconds, _): return try DataviewFunctions.part(name, seconds)
        case .null: return .null
        case .duration(let span):
            guard let part = span.parts.first(where: { $0.name == name || $0.name + "s" == name })
            else { throw DataviewFailure(cause: "a duration has no field '\(name)'") }
            return .number(Double(part.value))
        case .list(let items):
            var values: [DataviewValue] = []
            for item in items { values.append(try member(of: item, name)) }
            return .list(values)
        default: throw DataviewFailure(cause: "there is no field '\(name)' here")
        }
    }

    private func member(
        of value: DataviewValue, _ key: DataviewValue
    ) throws(DataviewFailure) -> DataviewValue {
        if case .text(let name) = key { return try member(of: value, name) }
        if case .list(let items) = value, case .number(let place) = key, place.isFinite,
            place >= 0, place < Double(items.count)
        {
            return items[Int(place)]
        }
        return .null
    }

    private mutating func parseArguments(end: String) throws(DataviewFailure) -> [DataviewValue] {
        var values: [DataviewValue] = []
        if take(end) { return values }
        repeat { values.append(try parseExpression()) } while take(",")
        try expect(end)
        return values
    }

    private mutating func parseText() throws(DataviewFailure) -> String {
        index += 1
        var text: [UInt8] = []
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
            text.append(bytes[index])
            index += 1
        }
        guard index < bytes.count else {
            throw DataviewFailure(cause: "a text has no closing quote")
        }
        index += 1
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func parseNumber() -> DataviewValue {
        let start = index
        while index < bytes.count,
            (48...57).contains(bytes[index])
                || (bytes[index] == UInt8(ascii: ".") && index + 1 < bytes.count
                    && (48...57).contains(bytes[index + 1]))
        {
            index += 1
        }
        return .number(Double(String(decoding: bytes[start..<index], as: UTF8.self)) ?? 0)
    }

    private mutating func parseLink() -> DataviewValue? {
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "[") else { return nil }
        var end = index + 2
        while end + 1 < bytes.count,
            !(bytes[end] == UInt8(ascii: "]") && bytes[end + 1] == UInt8(ascii: "]"))
        {
            end += 1
        }
        guard end + 1 < bytes.count else { return nil }
        let target = String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
        index = end + 2
        return .link(path: target, shown: target)
    }
}
