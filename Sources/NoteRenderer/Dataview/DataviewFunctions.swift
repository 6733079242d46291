/// The functions that notes use, by their names in Dataview.
enum DataviewFunctions {
    static func call(
        _ name: String, _ arguments: [DataviewValue]
    ) throws(DataviewFailure) -> DataviewValue {
        let first = arguments.first ?? .null
        let second = arguments.count > 1 ? arguments[1] : .null
        switch name {
        case "dateformat": return try dateformat(first, second)
        case "date": return arguments.isEmpty ? .null : dateValue(first)
        case "dur":
            if case .duration = first { return first }
            return DataviewDuration(first.shown).map { .duration($0) } ?? .null
        case "unique":
            return .list(items(first).reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
        case "nonnull": return .list(items(first).filter { $0 != .null })
        case "default", "ldefault": return first == .null ? second : first
        case "choice": return first.isTrue ? second : arguments.count > 2 ? arguments[2] : .null
        case "length": return length(first)
        case "join":
            let separator = second == .null ? ", " : second.shown
            return .text(items(first).map(\.shown).joined(separator: separator))
        case "round": return try round(first, second)
        case "upper": return .text(first.shown.uppercased())
        case "lower": return .text(first.shown.lowercased())
        case "string": return .text(first.shown)
        case "number": return Double(first.shown).map { .number($0) } ?? .null
        case "link", "elink", "embed":
            return .link(path: first.shown, shown: second == .null ? first.shown : second.shown)
        case "contains": return .boolean(contains(first, second))
        case "list", "array": return .list(arguments)
        case "sum": return .number(items(first).reduce(0) { $0 + number($1) })
        case "min": return extreme(arguments, wanted: -1)
        case "max": return extreme(arguments, wanted: 1)
        case "reverse": return .list(items(first).reversed())
        case "striptime":
            guard case .date(let seconds, _) = first else { return .null }
            return .date(InlineDataview.day(seconds), hasTime: false)
        case "startswith": return .boolean(first.shown.hasPrefix(second.shown))
        case "endswith": return .boolean(first.shown.hasSuffix(second.shown))
        default: throw DataviewFailure(cause: "the function \(name) is not known here")
        }
    }

    private static func dateformat(
        _ value: DataviewValue, _ format: DataviewValue
    ) throws(DataviewFailure) -> DataviewValue {
        guard case .text(let pattern) = format else {
            throw DataviewFailure(cause: "dateformat needs a format in quotes")
        }
        switch dateValue(value) {
        case .date(let seconds, _): return .text(LuxonFormat.string(pattern, seconds: seconds))
        case .null: return .null
        default: throw DataviewFailure(cause: "dateformat needs a date")
        }
    }

    private static func dateValue(_ value: DataviewValue) -> DataviewValue {
        switch value {
        case .date: value
        case .text(let text): date(text) ?? .null
        default: .null
        }
    }

    /// `2023-11-29`, with `T10:30` or `T10:30:15` after it or not.
    static func date(_ text: String) -> DataviewValue? {
        let pieces = text.split { $0 == "T" || $0 == " " }
        guard let day = pieces.first else { return nil }
        let parts = day.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1...9999).contains(parts[0]), (1...12).contains(parts[1]),
            (1...31).contains(parts[2])
        else { return nil }
        var seconds = CivilTime.days(year: parts[0], month: parts[1], day: parts[2]) * 86_400
        guard pieces.count > 1 else { return .date(seconds, hasTime: false) }
        let clock = pieces[1].prefix { $0.isNumber || $0 == ":" }.split(separator: ":").compactMap {
            Int($0)
        }
        guard clock.count >= 2, clock[0] < 24, clock[1] < 60 else { return nil }
        seconds += clock[0] * 3600 + clock[1] * 60 + (clock.count > 2 ? min(clock[2], 59) : 0)
        return .date(seconds, hasTime: true)
    }

    /// A part of a date: `this.file.mtime.year`.
    static func part(_ name: String, _ seconds: Int) throws(DataviewFailure) -> DataviewValue {
        let time = CivilTime(seconds: seconds)
        switch name {
        case "year": return .number(Double(time.year))
        case "month": return .number(Double(time.month))
        case "day": return .number(Double(time.day))
        case "hour": return .number(Double(time.hour))
        case "minute": return .number(Double(time.minute))
        case "second": return .number(Double(time.second))
        case "weekday": return .number(Double(time.weekday))
        case "week", "weekyear": return .number(Double(time.isoWeek.week))
        default: throw DataviewFailure(cause: "a date has no field '\(name)'")
        }
    }

    private static func length(_ value: DataviewValue) -> DataviewValue {
        switch value {
        case .text(let text): .number(Double(text.count))
        case .list(let items): .number(Double(items.count))
        case .object(let fields): .number(Double(fields.count))
        default: .number(0)
        }
    }

    private static func round(
        _ value: DataviewValue, _ digits: DataviewValue
    ) throws(DataviewFailure) -> DataviewValue {
        guard case .number(let number) = value else {
            throw DataviewFailure(cause: "round needs a number")
        }
        var scale = 1.0
        if case .number(let places) = digits, (0...15).contains(places) {
            for _ in 0..<Int(places) { scale *= 10 }
        }
        return .number((number * scale).rounded() / scale)
    }

    private static func items(_ value: DataviewValue) -> [DataviewValue] {
        switch value {
        case .list(let items): items
        case .null: []
        default: [value]
        }
    }

    private static func number(_ value: DataviewValue) -> Double {
        if case .number(let number) = value { number } else { 0 }
    }

    private static func contains(_ value: DataviewValue, _ wanted: DataviewValue) -> Bool {
        switch value {
        case .text(let text): text.contains(wanted.shown)
        case .list(let items): items.contains { $0 == wanted || contains($0, wanted) }
        case .object(let fields): fields.contains { $0.key == wanted.shown }
        default: value == wanted
        }
    }

    private static func extreme(_ arguments: [DataviewValue], wanted: Int) -> DataviewValue {
        let values = arguments.count == 1 ? items(arguments[0]) : arguments
        var best: DataviewValue = .null
        for value in values where value != .null {
            if best == .null || value.order(against: best) == wanted { best = value }
        }
        return best
    }
}
