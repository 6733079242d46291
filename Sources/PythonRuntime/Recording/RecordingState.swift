/// Whether births and deaths are being recorded, and where to (owner: heap).
public struct RecordingState {
    var isOn = false
}

extension Interpreter {
    /// Every object passes here when it is born, from an allocator or a free list.
    @inline(__always)
    func noteBirth(_ raw: RawObject) {
        if state.pointee.recording.isOn { recordBirth(raw) }
    }

    /// Every object passes here when it dies, before its memory goes to an allocator or a free list.
    @inline(__always)
    func noteDeath(_ raw: RawObject) {
        if state.pointee.recording.isOn { recordDeath(raw) }
    }

    @inline(never)
    func recordBirth(_ raw: RawObject) {}

    @inline(never)
    func recordDeath(_ raw: RawObject) {}
}
