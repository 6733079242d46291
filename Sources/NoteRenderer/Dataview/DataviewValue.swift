/// A value of Dataview's expression language.
indirect enum DataviewValue: Equatable {
    case null
    case boolean(Bool)
    case number(Double)
    case text(String)
    /// Seconds since 1970 in UTC.
    case date(Int, hasTime: Bool)
    case link(path: String, shown: String)
    case list([DataviewValue])
    case object([(key: String, value: DataviewValue)])
    case duration(DataviewDuration)
    /// `(x) => x + 1`: its body is read each time it is applied.
    case lambda(parameters: [String], body: [UInt8])

    static func == (left: DataviewValue, right: DataviewValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let left), .boolean(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.text(let left), .text(let right)): left == right
        case (.date(let left, _), .date(let right, _)): left == right
        case (.link(let left, _), .link(let right, _)): left == right
        case (.list(let left), .list(let right)): left == right
        case (.duration(let left), .duration(let right)): left == right
        case (.object(let left), .object(let right)):
            left.count == right.count
                && zip(left, right).allSatisfy { $0.key == $1.key && $0.value == $1.value }
        default: false
        }
    }

    /// What the page shows: null as `-`, as Dataview has it.
    var shown: String {
        switch self {
        case .null: "-"
        case .boolean(let isOn): isOn ? "true" : "false"
        case .number(let number): Self.shown(number)
        case .text(let text): text
        case .date(let seconds, let hasTime):
            LuxonFormat.string(
                hasTime ? "h:mm a - MMMM dd, yyyy" : "MMMM dd, yyyy", seconds: seconds)
        case .link(_, let shown): shown
        case .list(let items): items.map(\.shown).joined(separator: ", ")
        case .duration(let span): span.shown
        case .lambda: "a function"
        case .object(let fields):
            // An item of a list is its text.
            fields.first { $0.key == "text" }?.value.shown
                ?? fields.map { "\($0.key): \($0.value.shown)" }.joined(separator: ", ")
        }
    }

    private static func shown(_ number: Double) -> String {
        guard number.isFinite else { return "\(number)" }
        if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
        return "\(number)"
    }

    var isTrue: Bool {
        switch self {
        case .null: false
        case .boolean(let isOn): isOn
        case .number(let number): number != 0
        case .text(let text): !text.isEmpty
        case .date, .link, .lambda: true
        case .duration(let span): span != DataviewDuration()
        case .list(let items): !items.isEmpty
        case .object(let fields): !fields.isEmpty
        }
    }

    /// Less, equal or more; nil for values that have no order.
    func order(against other: DataviewValue) -> Int? {
        switch (self, other) {
        case (.number(let left), .number(let right)): left < right ? -1 : left == right ? 0 : 1
        case (.text(let left), .text(let right)): left < right ? -1 : left == right ? 0 : 1
        case (.date(let left, _), .date(let right, _)): left < right ? -1 : left == right ? 0 : 1
        case (.duration(let left), .duration(let right)):
            (left.approximateSeconds - right.approximateSeconds).signum()
        case (.boolean(let left), .boolean(let right)): (left ? 1 : 0) - (right ? 1 : 0)
        case (.null, .null): 0
        case (.null, _): -1
        case (_, .null): 1
        default: nil
        }
    }
}

/// Why an expression has no value.
struct DataviewFailure: Error {
    var cause: String
}
