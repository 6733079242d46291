/// How old the objects of start-up are. CPython makes several thousand before a program's first line, and has
/// collected the young ones often enough that they lie in the middle generation, with few left in the youngest.
/// Start-up here makes fewer, so that is brought about; then a program's objects come before them in
/// collections, and automatic collections come when they do there.
extension Interpreter {
    /// The counts that `site` of an installed CPython leaves to a script.
    private static var countsAtStart: (Int, Int, Int) { (24, 8, 0) }

    func ageStartObjects() {
        gcList(1).takeAll(of: gcList(0))
        state.pointee.collector.counts = Self.countsAtStart
    }

    /// Runs a part of start-up that is put off until it is needed: its objects are as old as the others, don't
    /// count, and take nothing from the free lists.
    func asPartOfStart(_ body: () throws(Raised) -> Void) throws(Raised) {
        // A part that needs another one.
        if state.pointee.collector.isPartOfStart { return try body() }
        state.pointee.collector.isPartOfStart = true
        let counts = state.pointee.collector.counts
        let aside = gcList(CollectorList.setAside)
        aside.makeEmpty()
        aside.takeAll(of: gcList(0))
        let freeLists = state.pointee.freeLists
        state.pointee.freeLists = FreeLists()
        let wasCollecting = state.pointee.collector.isCollecting
        setCollecting(true)
        // No hook was there at the start.
        let isAudited = state.pointee.modules.isAudited
        state.pointee.modules.isAudited = false
        defer {
            state.pointee.modules.isAudited = isAudited
            setCollecting(wasCollecting)
            gcList(1).takeAll(of: gcList(0))
            gcList(0).takeAll(of: aside)
            clearFreeLists()
            if let slice = state.pointee.freeLists.slice { freeGCBlock(slice) }
            state.pointee.freeLists = freeLists
            state.pointee.collector.counts = counts
            state.pointee.collector.isPartOfStart = false
        }
        try body()
    }
}
