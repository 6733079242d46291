import HeapTrace

/// What happens to an object apart from its birth and death: it is finalised, comes back to life, loses
/// its last strong reference while weak ones are left.
extension HeapRecorder {
    /// Notices of one cell; a program that finalises a million objects isn't told one by one.
    private static let mostNotices = 200
    /// Members of garbage cycles that are looked at when a collection begins to free them.
    static let mostGarbage = 60

    /// The object's finaliser is about to run. Its death will be told, whether a snapshot showed it or not.
    func noteFinalization(_ object: Ref) {
        guard notices.count < Self.mostNotices else { return }
        remarkable(object)
        note(.finalised, object)
    }

    func noteResurrection(_ object: Ref) {
        guard notices.count < Self.mostNotices else { return }
        note(.resurrected, object)
    }

    /// A weak reference is about to lose its referent. Whether it is told depends on whether the
    /// reference is shown, which is known later.
    func noteClearing(_ reference: Ref, referent: Ref) {
        guard notices.count < Self.mostNotices else { return }
        let record = interpreter.record(of: referent, limits)
        note(.weakrefCleared, reference) { event in
            event.value = record.value
            event.typeName = record.typeName
            event.address = record.address
            event.formerSerial = record.serial
        }
    }

    /// Remembers an object that no snapshot showed, so that its death is told.
    func remarkable(_ object: Ref) {
        let serial = interpreter.serial(of: object.raw)
        if known[serial] == nil {
            interpreter.shadow(object.raw).pointee.isDrawn = true
            known[serial] = DrawnObject(
                raw: object.raw, record: interpreter.record(of: object, limits),
                content: interpreter.content(of: object))
        }
        known[serial]?.isRemarkable = true
    }

    private func note(
        _ kind: HeapEvent.Kind, _ object: Ref, _ change: (inout HeapEvent) -> Void = { _ in }
    ) {
        interpreter.refreshRecordedLine()
        let line = Int(interpreter.state.pointee.recording.line)
        let record = interpreter.record(of: object, limits)
        var event = HeapEvent(
            kind: kind, serial: record.serial, line: line == 0 ? nil : line,
            typeName: record.typeName, value: record.value, address: record.address,
            blockSize: record.blockSize)
        change(&event)
        notices.append(
            MomentaryEvent(
                moment: Int(interpreter.state.pointee.recording.lastSerial), event: event))
    }

    /// The notices worth telling: weak references only when they are shown now or were before.
    func noticeEvents(
        _ drawn: [DrawnObject], since known: [UInt32: DrawnObject]
    ) -> [MomentaryEvent] {
        guard !notices.isEmpty else { return [] }
        let shown = Set(drawn.lazy.map(\.record.serial))
        return notices.filter { notice in
            guard notice.event.kind == .weakrefCleared else { return true }
            let serial = notice.event.serial
            return shown.contains(serial)
                || known[UInt32(truncatingIfNeeded: serial.rawValue)] != nil
        }
    }
}

extension Interpreter {
    private var listeningRecorder: HeapRecorder? {
        guard state.pointee.recording.isOn else { return nil }
        return state.pointee.recording.recorder?.takeUnretainedValue()
    }

    /// An object's finaliser is about to run; those of the interpreter's own types aren't told of.
    func noteFinalization(_ object: Ref) {
        guard let recorder = listeningRecorder, object.type.isHeapType else { return }
        recorder.noteFinalization(object)
    }

    func noteResurrection(_ object: Ref) {
        guard let recorder = listeningRecorder, object.type.isHeapType else { return }
        recorder.noteResurrection(object)
    }

    func noteClearing(_ reference: UnsafeMutablePointer<PyWeakReference>) {
        let raw = UnsafeMutableRawPointer(reference)
        guard let recorder = listeningRecorder, Ref(raw).refcount > 0 else { return }
        recorder.noteClearing(Ref(raw), referent: Ref(reference.pointee.wr_object))
    }

    /// What a collection found unreachable and finalisers brought back: instances only, since these are
    /// what a reader knows of.
    func noteSurvivors(_ list: GCNode) {
        guard let recorder = listeningRecorder else { return }
        var node = list.next
        while node != list {
            let object = Ref(node.object)
            if node.isFinalized, object.type.isHeapType { recorder.noteResurrection(object) }
            node = node.next
        }
    }

    /// What a collection is about to free: the deaths of what the program made are told, up to a number.
    func noteGarbage(_ list: GCNode) {
        guard let recorder = listeningRecorder else { return }
        var node = list.next
        var count = 0
        while node != list, count < HeapRecorder.mostGarbage {
            let object = Ref(node.object)
            if !shadow(object.raw).pointee.isDrawn, isOwnGarbage(object) {
                recorder.remarkable(object)
                count += 1
            }
            node = node.next
        }
    }

    /// Whether an object that no snapshot showed is of the program's making: the library's imports leave
    /// garbage too, mostly dicts and functions.
    private func isOwnGarbage(_ object: Ref) -> Bool {
        guard shadow(object.raw).pointee.line != 0 else { return false }
        switch kind(of: object) {
        case .list, .set: return shadow(object.raw).pointee.isOwn
        case .instance:
            guard object.type.isHeapType, let dict = object.type.pointee.tp_dict,
                let module = dictGet(Ref(dict), str: name(.__module__))
            else { return false }
            return module.isStr && module.text == "__main__"
        default: return false
        }
    }
}
