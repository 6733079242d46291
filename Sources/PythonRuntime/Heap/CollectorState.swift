/// The cyclic collector's state; the generations' lists are at `HeapLayout.generations`.
public struct CollectorState {
    /// Three generations, the permanent one, and lists used while collecting.
    static var listCount: Int { 16 }

    var isEnabled = true
    var isCollecting = false
    /// What each generation counts: allocations less frees, then collections of the next younger one.
    var counts = (0, 0, 0)
    var thresholds = (700, 10, 10)
    /// When to look whether to collect: the first threshold, or never while disabled or collecting.
    var youngThreshold = 700
    /// Objects that survived a full collection, and those that came to the oldest generation since.
    var longLivedTotal = 0
    var longLivedPending = 0
}
