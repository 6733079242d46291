/// What the recorder keeps where births and deaths are noted; the rest is in `HeapRecorder`.
public struct RecordingState {
    var isOn = false { didSet { notesBirths = isOn || isTracingAllocations } }
    /// Whether `tracemalloc` is on, which is told of births in memory of free lists.
    var isTracingAllocations = false { didSet { notesBirths = isOn || isTracingAllocations } }
    private(set) var notesBirths = false
    /// The serial of the last object born, or first seen.
    var lastSerial: UInt32 = 0
    /// The last serial given out before the running cell.
    var cellStartSerial: UInt32 = 0
    /// Objects born and dead since the cell started.
    var temporaryCount = 0
    /// The line births are noted with, and the instruction it was found for; that of the statement
    /// while there is no such instruction.
    var line: UInt32 = 0
    var lineInstruction: UnsafeRawPointer?
    /// Whether that instruction is the cell's own, not one of the library that the cell called or imports.
    var isOwnLine = true
    /// The recorder that is told of deaths of drawn objects; it turns recording off before it goes.
    var recorder: Unmanaged<HeapRecorder>?
}

/// What the shadow table holds of the object at an address, alive or the last one dead there.
///
///     63    62    61    60   59…56  55 … 32  31 … 0
///     drawn alive seen  own          line     serial
struct ShadowEntry {
    var bits: UInt64

    private static var drawnBit: UInt64 { 1 << 63 }
    private static var aliveBit: UInt64 { 1 << 62 }
    private static var seenBit: UInt64 { 1 << 61 }
    private static var ownBit: UInt64 { 1 << 60 }

    @inline(__always)
    init(serial: UInt32, line: UInt32, isOwn: Bool) {
        bits = UInt64(serial) | UInt64(line & 0xff_ffff) << 32 | ShadowEntry.aliveBit
        if isOwn { bits |= ShadowEntry.ownBit }
    }

    /// An object whose birth wasn't recorded.
    init(seen serial: UInt32) {
        bits = UInt64(serial) | ShadowEntry.aliveBit | ShadowEntry.seenBit
    }

    /// Whether the birth was recorded.
    var wasBorn: Bool { bits & ShadowEntry.seenBit == 0 }

    /// Whether the cell's own code made it, rather than the library's.
    var isOwn: Bool { bits & ShadowEntry.ownBit != 0 }

    /// 0 where no object was seen yet.
    @inline(__always)
    var serial: UInt32 { UInt32(truncatingIfNeeded: bits) }

    /// The line that made it, 0 if unknown.
    var line: Int { Int(bits >> 32 & 0xff_ffff) }

    @inline(__always)
    var isAlive: Bool {
        get { bits & ShadowEntry.aliveBit != 0 }
        set { bits = newValue ? bits | ShadowEntry.aliveBit : bits & ~ShadowEntry.aliveBit }
    }

    /// Whether the last snapshot showed it.
    @inline(__always)
    var isDrawn: Bool {
        get { bits & ShadowEntry.drawnBit != 0 }
        set { bits = newValue ? bits | ShadowEntry.drawnBit : bits & ~ShadowEntry.drawnBit }
    }
}

extension Interpreter {
    /// Every object passes here when it is born, from an allocator or a free list.
    @inline(__always)
    func noteBirth(_ raw: RawObject) {
        if state.pointee.recording.notesBirths { recordBirth(raw) }
    }

    /// Every object passes here when it dies, before its memory goes to an allocator or a free list.
    @inline(__always)
    func noteDeath(_ raw: RawObject) {
        if state.pointee.recording.isOn { recordDeath(raw) }
    }

    /// The shadow of an object.
    @inline(__always)
    func shadow(_ raw: UnsafeRawPointer) -> UnsafeMutablePointer<ShadowEntry> {
        let offset = Int(bitPattern: raw) &- Int(bitPattern: base)
        return (base + AddressSpace.size).assumingMemoryBound(to: ShadowEntry.self)
            + (offset &>> 4)
    }

    @inline(never)
    func recordBirth(_ raw: RawObject) {
        if state.pointee.recording.isTracingAllocations { renewTrace(raw) }
        guard state.pointee.recording.isOn else { return }
        let serial = state.pointee.recording.lastSerial &+ 1
        state.pointee.recording.lastSerial = serial
        refreshRecordedLine()
        shadow(raw).pointee = ShadowEntry(
            serial: serial, line: state.pointee.recording.line,
            isOwn: state.pointee.recording.isOwnLine)
    }

    @inline(never)
    func recordDeath(_ raw: RawObject) {
        let entry = shadow(raw)
        if entry.pointee.isDrawn {
            state.pointee.recording.recorder?.takeUnretainedValue().drawnObjectDied(raw)
        } else if entry.pointee.serial > state.pointee.recording.cellStartSerial {
            state.pointee.recording.temporaryCount &+= 1
        }
        entry.pointee.isAlive = false
        // Another code object may get the address, and its instructions other lines.
        if Ref(raw).type == type(.code) { forgetRecordedLines() }
    }

    /// The serial of a live object: the one of its birth, or a new one if that wasn't recorded.
    func serial(of raw: RawObject) -> UInt32 {
        let entry = shadow(raw)
        if entry.pointee.serial != 0, entry.pointee.isAlive { return entry.pointee.serial }
        let serial = state.pointee.recording.lastSerial &+ 1
        state.pointee.recording.lastSerial = serial
        entry.pointee = ShadowEntry(seen: serial)
        return serial
    }

    /// Makes the recorded line that of the running instruction.
    @inline(__always)
    func refreshRecordedLine() {
        guard let frame = state.pointee.evaluation.currentFrame else { return }
        let instruction = RecordedFrame(frame).instruction
        guard instruction != state.pointee.recording.lineInstruction else { return }
        state.pointee.recording.lineInstruction = instruction
        guard let recorder = state.pointee.recording.recorder?.takeUnretainedValue() else { return }
        state.pointee.recording.line = recorder.line(of: RecordedFrame(frame))
    }

    private func forgetRecordedLines() {
        state.pointee.recording.lineInstruction = nil
        state.pointee.recording.recorder?.takeUnretainedValue().forgetLines()
    }
}
