/// The cyclic collector's state; the generations' lists are at `HeapLayout.generations`.
public struct CollectorState {
    /// Three generations, the permanent one, and the lists used while collecting (`CollectorList`).
    static var listCount: Int { 16 }

    var isEnabled = true
    var isCollecting = false
    /// While a part of start-up runs that was put off (`asPartOfStart`).
    var isPartOfStart = false
    /// While the collector breaks the cycles it found: what dies now was collected.
    var isDeletingGarbage = false
    /// What each generation counts: allocations less frees, then collections of the next younger one.
    var counts = (0, 0, 0)
    var thresholds = (700, 10, 10)
    /// The count of young objects above which an allocation looks whether to collect: the first
    /// threshold, or never while that is 0 or the collector is off or at work.
    var youngThreshold = 700
    /// Objects that survived a full collection, and those that came to the oldest generation since.
    var longLivedTotal = 0
    var longLivedPending = 0
    var statistics = (CollectorStatistics(), CollectorStatistics(), CollectorStatistics())
    var debugFlags: CollectorDebugFlags = []
    /// `gc.garbage` and `gc.callbacks`, lists, owned; nil until the module is made.
    var garbage: RawObject?
    var callbacks: RawObject?

    /// To be called when a field it depends on has changed.
    mutating func updateYoungThreshold() {
        let isOff = !isEnabled || isCollecting || thresholds.0 == 0
        youngThreshold = isOff ? .max : thresholds.0
    }
}

/// What the collections of one generation came to: a row of `gc.get_stats()`.
struct CollectorStatistics {
    var collections = 0
    var collected = 0
    var uncollectable = 0
}

/// `gc.DEBUG_…`.
struct CollectorDebugFlags: OptionSet {
    let rawValue: Int
    static let stats = CollectorDebugFlags(rawValue: 1)
    static let collectable = CollectorDebugFlags(rawValue: 2)
    static let uncollectable = CollectorDebugFlags(rawValue: 4)
    static let saveAll = CollectorDebugFlags(rawValue: 32)
}

/// The list heads at `HeapLayout.generations`, by number.
enum CollectorList {
    static var youngest: Int { 0 }
    static var oldest: Int { 2 }
    static var permanent: Int { 3 }
    static var unreachable: Int { 4 }
    static var stillUnreachable: Int { 5 }
    static var legacyFinalizers: Int { 6 }
    static var seen: Int { 7 }
    static var callbacksToCall: Int { 8 }
    static var setAside: Int { 9 }
}
