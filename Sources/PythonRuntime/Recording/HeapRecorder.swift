import HeapTrace

/// Watches one interpreter's heap, cell by cell: what was made, freed, reused and changed, and what the
/// heap looks like afterwards.
///
/// While it exists, every birth and death of an object leaves its serial and line in the shadow table,
/// which is all that temporaries cost. Only deaths of objects of the last snapshot come here; everything
/// else is found by comparing snapshots when a cell ends.
public final class HeapRecorder {
    let interpreter: Interpreter
    public var limits: SnapshotLimits
    /// The objects of the last snapshot, and those of earlier ones that live on out of sight.
    var known: [UInt32: DrawnObject] = [:]
    var deaths: [RecordedDeath] = []
    /// Finalisers that ran, objects they brought back, weak references that were cleared.
    var notices: [MomentaryEvent] = []
    /// The drawn object that was the last to die in a block.
    private var formerOwners: [UInt64: ObjectSerial] = [:]
    /// Lines by instruction, 0 for code of other files; forgotten when code goes.
    private var lines: [UnsafeRawPointer: UInt32] = [:]
    var filename: String?
    var statementLine: Int?
    /// The cell that is recorded line by line, if it is.
    var stepped: SteppedCell?
    /// How often the running cell's syntax tree holds an object.
    private(set) var literals: [RawObject: Int] = [:]

    /// Starts recording; the session must outlive the recorder.
    public init(_ session: InterpreterSession, limits: SnapshotLimits = SnapshotLimits()) {
        interpreter = session.interpreter
        self.limits = limits
        interpreter.state.pointee.recording.isOn = true
        interpreter.updateDirectWays()
        interpreter.state.pointee.recording.recorder = Unmanaged.passUnretained(self)
    }

    /// Stops recording. Serials stay, so a later recorder goes on with them.
    public func stop() {
        interpreter.state.pointee.recording.isOn = false
        interpreter.updateDirectWays()
        interpreter.state.pointee.recording.recorder = nil
    }

    // MARK: Cells

    /// Starts a cell, whose code has this file name; lines of other files count for their callers. With
    /// `steps` it is recorded line by line too, up to so many of them.
    public func beginCell(filename: String, steps: Int? = nil) {
        self.filename = filename
        deaths = []
        notices = []
        statementLine = nil
        interpreter.state.pointee.recording.cellStartSerial =
            interpreter.state.pointee.recording.lastSerial
        interpreter.state.pointee.recording.temporaryCount = 0
        beginStatement(line: nil)
        if let steps { beginSteps(limit: steps) }
    }

    /// Starts a statement of the cell: what changed since the last one is that one's work.
    public func beginStatement(line: Int?) {
        noteChanges()
        statementLine = line
        interpreter.state.pointee.recording.line = UInt32(clamping: line ?? 0)
        interpreter.state.pointee.recording.isOwnLine = true
        interpreter.state.pointee.recording.lineInstruction = nil
        forgetLines()
    }

    /// Ends a cell.
    public func endCell(includingMap: Bool = false) -> CellRecording {
        let steps = endSteps()
        noteChanges()
        let (snapshot, drawn) = SnapshotBuilder.build(interpreter, limits)
        let start = interpreter.state.pointee.recording.cellStartSerial
        let events =
            stepped == nil
            ? inOrder(
                freedEvents(deaths) + noticeEvents(drawn, since: known)
                    + changeEvents(drawn, since: known)
                    + madeEvents(drawn, since: start, forgetsFormer: true))
            : eventsOfSteps(drawn)
        stepped = nil
        remember(drawn)
        return CellRecording(
            events: events.map(\.event),
            temporaryObjectCount: interpreter.state.pointee.recording.temporaryCount,
            snapshot: snapshot, steps: steps,
            map: includingMap ? interpreter.memoryMap(showing: drawn) : nil)
    }

    /// The heap as it is now, in the middle of a cell or between two.
    public func snapshot() -> HeapSnapshot {
        SnapshotBuilder.build(interpreter, limits).snapshot
    }

    /// The regions, arenas and pools as they are now.
    public func memoryMap() -> MemoryMap {
        interpreter.memoryMap(showing: SnapshotBuilder.build(interpreter, limits).drawn)
    }

    func remember(_ drawn: [DrawnObject]) {
        // What lives on out of sight is kept for the day it is collected, within bounds.
        if known.count > 4 * limits.objects {
            for object in known.values { interpreter.shadow(object.raw).pointee.isDrawn = false }
            known = [:]
        }
        for object in drawn {
            interpreter.shadow(object.raw).pointee.isDrawn = true
            known[UInt32(truncatingIfNeeded: object.record.serial.rawValue)] = object
        }
    }

    // MARK: While the cell runs

    /// The tree of the cell's source begins, or ceases, to hold a constant.
    func noteLiteral(_ raw: RawObject, isHeld: Bool) {
        let count = (literals[raw] ?? 0) + (isHeld ? 1 : -1)
        literals[raw] = count > 0 ? count : nil
    }

    /// A drawn object is about to give up its memory.
    func drawnObjectDied(_ raw: RawObject) {
        interpreter.refreshRecordedLine()
        let serial = interpreter.shadow(raw).pointee.serial
        interpreter.shadow(raw).pointee.isDrawn = false
        guard let object = known.removeValue(forKey: serial) else { return }
        let line = Int(interpreter.state.pointee.recording.line)
        let wasCollected = interpreter.state.pointee.collector.isDeletingGarbage
        formerOwners[object.record.blockAddress] = object.record.serial
        deaths.append(
            RecordedDeath(
                object: object, line: line == 0 ? nil : line,
                moment: Int(interpreter.state.pointee.recording.lastSerial),
                kind: wasCollected ? .collected : .freed, isRemarkable: object.isRemarkable))
    }

    /// Looks which known objects have changed since the last statement.
    func noteChanges() {
        let change = NotedChange(
            line: statementLine, moment: Int(interpreter.state.pointee.recording.lastSerial))
        for serial in Array(known.keys) {
            guard let object = known[serial] else { continue }
            let refcount = Ref(object.raw).refcount
            if refcount != object.lastRefcount {
                known[serial]?.lastRefcount = refcount
                known[serial]?.refcountChange = change
            }
            if object.contentChange == nil,
                interpreter.content(of: Ref(object.raw)) != object.content
            {
                known[serial]?.contentChange = change
            }
        }
    }

    /// The line of the innermost frame that runs code of the cell's file; else the statement's.
    func line(of frame: RecordedFrame) -> UInt32 {
        var current: RecordedFrame? = frame
        interpreter.state.pointee.recording.isOwnLine = true
        while let frame = current {
            let line = lines[frame.instruction] ?? lookUpLine(frame)
            if line != 0 { return line }
            interpreter.state.pointee.recording.isOwnLine = false
            current = frame.previous
        }
        return UInt32(clamping: statementLine ?? 0)
    }

    private func lookUpLine(_ frame: RecordedFrame) -> UInt32 {
        let isOfCell = filename == nil || frame.filename.text == filename
        let line = isOfCell ? UInt32(clamping: frame.line) : 0
        lines[frame.instruction] = line
        return line
    }

    func forgetLines() { lines.removeAll(keepingCapacity: true) }

    // MARK: Events

    func freedEvents(_ deaths: [RecordedDeath]) -> [MomentaryEvent] {
        deaths.map { death in
            let record = death.object.record
            var event = HeapEvent(
                kind: death.kind, serial: record.serial, line: death.line,
                typeName: record.typeName, value: record.value, address: record.address,
                blockSize: record.blockSize, oldCount: record.refcount, newCount: 0)
            let raw = death.object.raw
            if !interpreter.shadow(raw).pointee.isAlive {
                if let list = interpreter.freeList(keeping: raw) {
                    event.freeList = list.name
                    event.isNextToBeReused = list.isFirst
                } else if let start = interpreter.host(record.blockAddress) {
                    event.isNextToBeReused = interpreter.isNextToBeReused(
                        BlockLocation(region: record.region, start: start, size: record.blockSize))
                }
            }
            return MomentaryEvent(moment: death.moment, event: event)
        }
    }

    /// What was born after a serial was given out and hasn't been shown since. A block's former owner is told once, unless it is to
    /// be told again.
    func madeEvents(
        _ drawn: [DrawnObject], since start: UInt32, except shown: [UInt32: DrawnObject] = [:],
        forgetsFormer: Bool
    ) -> [MomentaryEvent] {
        return drawn.compactMap { object in
            let record = object.record
            let entry = interpreter.shadow(object.raw).pointee
            guard record.serial.rawValue > Int(start), entry.wasBorn,
                shown[UInt32(truncatingIfNeeded: record.serial.rawValue)] == nil
            else { return nil }
            let former = formerOwners[record.blockAddress]
            if forgetsFormer { formerOwners[record.blockAddress] = nil }
            let event = HeapEvent(
                kind: .made, serial: record.serial, line: entry.line == 0 ? nil : entry.line,
                typeName: record.typeName, value: record.value, address: record.address,
                blockSize: record.blockSize, newCount: record.refcount, formerSerial: former)
            return MomentaryEvent(moment: record.serial.rawValue, event: event)
        }
    }

    /// Sorts by time; what happened at one moment in one way keeps its order.
    func inOrder(_ events: [MomentaryEvent]) -> [MomentaryEvent] {
        let sorted = events.enumerated().sorted { left, right in
            (left.element.moment, left.element.rank, left.offset)
                < (right.element.moment, right.element.rank, right.offset)
        }
        return sorted.map(\.element)
    }

    /// What changed of objects that were known before.
    func changeEvents(
        _ drawn: [DrawnObject], since known: [UInt32: DrawnObject]
    ) -> [MomentaryEvent] {
        var events: [MomentaryEvent] = []
        for object in drawn where !object.record.isCached {
            let record = object.record
            let serial = UInt32(truncatingIfNeeded: record.serial.rawValue)
            guard let before = known[serial] else { continue }
            func add(
                _ kind: HeapEvent.Kind, _ change: NotedChange?, _ old: Int? = nil,
                _ new: Int? = nil
            ) {
                let event = HeapEvent(
                    kind: kind, serial: record.serial, line: change?.line,
                    typeName: record.typeName, value: record.value, address: record.address,
                    blockSize: record.blockSize, oldCount: old, newCount: new)
                events.append(MomentaryEvent(moment: change?.moment ?? 0, event: event))
            }
            if before.record.refcount != record.refcount {
                add(
                    .refcountChanged, before.refcountChange, before.record.refcount,
                    record.refcount)
            }
            if before.content.fingerprint != object.content.fingerprint {
                add(.mutated, before.contentChange)
            }
            if before.content.bufferSize != object.content.bufferSize {
                add(
                    .resized, before.contentChange, before.content.bufferSize,
                    object.content.bufferSize)
            }
        }
        return events
    }
}

/// What a cell did to the heap.
public struct CellRecording: Sendable {
    public var events: [HeapEvent]
    public var temporaryObjectCount: Int
    public var snapshot: HeapSnapshot
    public var steps: StepRecording?
    public var map: MemoryMap?
}

/// The death of an object that a snapshot had shown.
struct RecordedDeath {
    var object: DrawnObject
    var line: Int?
    /// The last serial given out when it happened.
    var moment: Int
    var kind: HeapEvent.Kind
    /// Whether it is told though no snapshot showed the object: it was finalised, or part of a cycle.
    var isRemarkable = false
}

/// An event with its place in time: births count the moments.
struct MomentaryEvent {
    var moment: Int
    var event: HeapEvent

    /// The order of what happened between two births.
    var rank: Int {
        switch event.kind {
        case .made: 0
        case .finalised: 1
        case .resurrected: 2
        case .weakrefCleared: 3
        case .freed, .collected: 4
        case .refcountChanged: 5
        case .mutated: 6
        case .resized: 7
        }
    }
}

extension Interpreter {
    /// The host address of a simulated one.
    func host(_ address: UInt64) -> UnsafeMutableRawPointer? {
        AddressSpace.offset(ofSimulated: address).map { base + $0 }
    }
}
