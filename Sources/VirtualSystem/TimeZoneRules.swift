/// What local time is, at any moment: of a zone that a file describes, or a text (POSIX, `TZ`).
///
///     Europe/Berlin ──▶ changes of a TZif file ──▶ after the last: the text at its end
///     EST5EDT,M3.2.0,M11.1.0 ─────────────────────────────────────▶ yearly changes
public struct TimeZoneRules: Sendable {
    /// One way that clocks go in a zone.
    public struct Offset: Equatable, Sendable {
        /// East of Greenwich.
        public var seconds: Int
        public var isDaylight: Bool
        public var name: String

        public init(seconds: Int, isDaylight: Bool, name: String) {
            self.seconds = seconds
            self.isDaylight = isDaylight
            self.name = name
        }
    }

    /// A moment from which on another offset holds.
    struct Change: Sendable {
        /// Seconds since 1970, UTC.
        var time: Int
        var offset: Offset
    }

    /// In order of time.
    var changes: [Change] = []
    /// What holds before the first change.
    var first: Offset
    /// What holds after the last change; without, the last one's goes on.
    var yearly: YearlyZoneRule?

    public static let utc = TimeZoneRules(
        first: Offset(seconds: 0, isDaylight: false, name: "UTC"))

    /// The zone that a value of `TZ` names: a file of the zone database, which `read` gives the bytes of, or a
    /// text in POSIX's form. One that can't be understood is UTC under the name it begins with.
    public init(variable: [UInt8]?, read: (_ path: String) -> [UInt8]?) {
        self = .utc
        guard var value = variable else { return }
        if value.first == UInt8(ascii: ":") { value.removeFirst() }
        if value.isEmpty { return }
        let name = String(decoding: value, as: UTF8.self)
        let path = name.hasPrefix("/") ? name : "/usr/share/zoneinfo/" + name
        if let bytes = read(path), let zone = TimeZoneFile(bytes)?.zone() {
            self = zone
            return
        }
        let rule = YearlyZoneRule(value)
        self.init(first: rule.standard, yearly: rule)
    }

    init(changes: [Change] = [], first: Offset, yearly: YearlyZoneRule? = nil) {
        self.changes = changes
        self.first = first
        self.yearly = yearly
    }

    /// What holds at a moment: seconds since 1970, UTC.
    public func offset(at time: Int) -> Offset {
        guard let last = changes.last else { return yearly?.offset(at: time) ?? first }
        if time >= last.time { return yearly?.offset(at: time) ?? last.offset }
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : changes[low - 1].offset
    }

    /// The zone's name in daylight time, or out of it, in the months around a moment; empty if it has none.
    public func name(isDaylight: Bool, around time: Int) -> String {
        let known = [offset(at: time)] + farOffsets(time)
        if let offset = known.first(where: { $0.isDaylight == isDaylight }) { return offset.name }
        return yearly?.isComplete == false ? "" : known[0].name
    }

    /// The moment at which clocks show so many seconds since 1970 (`mktime`).
    ///
    /// Of two, the one in daylight time or out of it, as wanted; without a wish the later. Where clocks never
    /// show that, what they would have shown had they not been changed; a zone without daylight time is
    /// taken to have one of an hour.
    public func time(ofLocal local: Int, isDaylight: Bool?) -> Int {
        let day = 86_400
        let near = [local &- day, local &+ day].map { offset(at: $0) }
        let fitting = near.map { local &- $0.seconds }.filter {
            offset(at: $0).seconds == local &- $0
        }
        if let isDaylight {
            if let time = fitting.filter({ offset(at: $0).isDaylight == isDaylight }).max() {
                return time
            }
            for offset in near + farOffsets(local) where offset.isDaylight == isDaylight {
                return local &- offset.seconds
            }
        }
        let time = fitting.max() ?? local &- near[0].seconds
        return isDaylight.map { $0 ? time &- 3600 : time &+ 3600 } ?? time
    }

    /// What holds in the months around a time: daylight saving that isn't in force is in one of them.
    private func farOffsets(_ local: Int) -> [Offset] {
        let month = 30 * 86_400
        return (1...9).flatMap {
            [offset(at: local &- $0 &* month), offset(at: local &+ $0 &* month)]
        }
    }
}
