/// An `epoll` object: descriptors and what is waited for on each.
public final class EventPoll: OpenDescription {
    public struct Interest {
        public var events: Int
        var description: OpenDescription
        /// Whether its events were given since they last changed, for `EPOLLET` and `EPOLLONESHOT`.
        var given = 0
        var isSpent = false
    }

    public private(set) var interests: [Int: Interest] = [:]
    private static let edgeTriggered = 1 << 31
    private static let oneShot = 1 << 30

    public init() { super.init(flags: 2) }

    override public var readiness: Readiness {
        interests.values.contains { Self.events($0) != 0 } ? .readable : []
    }

    public func register(
        _ number: Int, _ description: OpenDescription, events: Int
    ) throws(SystemFailure) {
        if description === self { throw .invalid }
        if description is OpenFile { throw .notPermitted }
        if let old = interests[number], old.description === description, old.description.isOpen {
            throw .exists
        }
        interests[number] = Interest(events: events, description: description)
    }

    public func modify(_ number: Int, events: Int) throws(SystemFailure) {
        guard let old = interests[number], old.description.isOpen else { throw .noEntry }
        interests[number] = Interest(events: events, description: old.description)
    }

    public func unregister(_ number: Int) throws(SystemFailure) {
        guard let old = interests.removeValue(forKey: number), old.description.isOpen else {
            throw .noEntry
        }
    }

    private static func events(_ interest: Interest) -> Int {
        if !interest.description.isOpen || interest.isSpent { return 0 }
        let ready = interest.description.readiness.rawValue
        let events = ready & (interest.events | 8 | 16)
        if interest.events & edgeTriggered != 0 { return events & ~interest.given }
        return events
    }

    /// The descriptors that are ready, in order, and for what.
    public func take(_ limit: Int) -> [(number: Int, events: Int)] {
        var result: [(number: Int, events: Int)] = []
        for number in interests.keys.sorted() {
            guard let interest = interests[number] else { continue }
            if !interest.description.isOpen {
                interests[number] = nil
                continue
            }
            let events = Self.events(interest)
            if events == 0 {
                interests[number]?.given &= interest.description.readiness.rawValue
                continue
            }
            if result.count == limit { break }
            result.append((number, events))
            interests[number]?.given = interest.description.readiness.rawValue
            if interest.events & Self.oneShot != 0 { interests[number]?.isSpent = true }
        }
        return result
    }
}

extension OpenDescription {
    /// Whether a descriptor stands for it still.
    var isOpen: Bool { references > 0 }
}
