import HeapTrace

/// A cell that is recorded line by line.
struct SteppedCell {
    var recording: StepRecording
    /// Steps to keep.
    var limit: Int
    /// The line that has been running since the last step; nil if nothing has.
    var line: Int?
    /// What was known before the cell, and what has died of it in steps that are done.
    var known: [UInt32: DrawnObject]
    var deaths: [RecordedDeath] = []
    var notices: [MomentaryEvent] = []

    /// Steps beyond the limit that are still counted; then watching ends.
    static let mostCounted = 10_000
}

/// Something that a traced frame tells a recorder that goes line by line.
enum StepEvent {
    /// A line is about to be run.
    case line
    /// The frame has begun, or goes on after a `yield`.
    case called, resumed
    /// The frame is about to end with the value, or to be suspended with it.
    case returned, yielded
    /// An exception leaves it.
    case raised
}

extension HeapRecorder {
    /// From here on, each line of the cell's file that runs is a step. The eval loop runs as with
    /// `sys.settrace`, by detours; programs see nothing of it.
    func beginSteps(limit: Int) {
        let (snapshot, drawn) = SnapshotBuilder.build(interpreter, limits)
        stepped = SteppedCell(
            recording: StepRecording(start: snapshot), limit: limit, known: known)
        remember(drawn)
        for object in drawn {
            let serial = UInt32(truncatingIfNeeded: object.record.serial.rawValue)
            if stepped?.known[serial] == nil { stepped?.known[serial] = object }
        }
        interpreter.state.pointee.tracing.watchesLines = true
    }

    func stopWatching() {
        interpreter.state.pointee.tracing.watchesLines = false
        if !interpreter.state.pointee.tracing.isSet { interpreter.removeAllDetours() }
    }

    /// Ends the last step, and gives all of them.
    func endSteps() -> StepRecording? {
        guard let cell = stepped else { return nil }
        stopWatching()
        if cell.recording.omittedStepCount > 0 {
            stepped?.limit = .max
            addStep(.rest, line: cell.line, frame: nil, value: nil)
        } else if cell.line != nil {
            addStep(.line, line: cell.line, frame: nil, value: nil)
        }
        return stepped?.recording
    }

    /// Told by traced frames.
    func note(_ event: StepEvent, _ frame: RecordedFrame, _ value: Ref?) {
        guard let cell = stepped, filename == nil || frame.filename.text == filename else { return }
        switch event {
        case .line:
            if cell.line != nil { addStep(.line, line: cell.line, frame: nil, value: nil) }
            stepped?.line = frame.line
        case .called, .resumed:
            // A module's code begins with its first line.
            guard frame.hasNames else { return }
            addStep(
                event == .called ? .called : .resumed, line: cell.line ?? callerLine(of: frame),
                frame: frame, value: nil)
            stepped?.line = nil
        case .returned, .yielded, .raised:
            let kind: StepRecord.Kind =
                event == .returned ? .returned : event == .yielded ? .yielded : .raised
            if frame.hasNames || event == .raised {
                addStep(kind, line: cell.line ?? frame.line, frame: frame, value: value)
            } else if cell.line != nil {
                addStep(.line, line: cell.line, frame: nil, value: nil)
            }
            stepped?.line = callerLine(of: frame)
        }
    }

    private func callerLine(of frame: RecordedFrame) -> Int? {
        guard let caller = frame.previous else { return nil }
        let line = Int(self.line(of: caller))
        return line == 0 ? nil : line
    }

    private func addStep(
        _ kind: StepRecord.Kind, line: Int?, frame: RecordedFrame?, value: Ref?
    ) {
        guard let cell = stepped else { return }
        guard cell.recording.steps.count < cell.limit else {
            stepped?.recording.omittedStepCount += 1
            if cell.recording.omittedStepCount + 1 >= SteppedCell.mostCounted {
                stepped?.recording.hasMoreThanCounted = true
                stopWatching()
            }
            return
        }
        statementLine = line
        noteChanges()
        let isCall = frame?.isFunction ?? false
        let (snapshot, drawn) = SnapshotBuilder.build(
            interpreter, limits, returning: isCall ? value : nil)
        let events = inOrder(
            freedEvents(deaths) + noticeEvents(drawn, since: known)
                + changeEvents(drawn, since: known)
                + madeEvents(
                    drawn, since: interpreter.state.pointee.recording.cellStartSerial,
                    except: known, forgetsFormer: false))
        var step = StepRecord(
            kind: kind, line: line, function: frame?.shownName ?? "",
            value: text(of: value, kind), snapshot: snapshot, events: events.map(\.event))
        if frame?.hasNames == false { step.function = "" }
        step.isClassBody = frame?.isClassBody ?? false
        if kind != .called, let last = step.snapshot.frames.indices.last {
            step.snapshot.frames[last].line = line
        }
        stepped?.recording.steps.append(step)
        keepForCell()
        remember(drawn)
    }

    private func text(of value: Ref?, _ kind: StepRecord.Kind) -> String {
        if let value { return ObjectText.of(value, interpreter, limit: 40).text }
        guard kind == .raised, let current = interpreter.state.pointee.errors.current else {
            return ""
        }
        return ObjectText.of(Ref(current), interpreter, limit: 60).text
    }

    /// Keeps what the whole cell's events will need of a step that is done.
    private func keepForCell() {
        stepped?.deaths += deaths
        deaths = []
        stepped?.notices += notices
        notices = []
        for (serial, object) in known where stepped?.known[serial] != nil {
            if let change = object.refcountChange {
                stepped?.known[serial]?.refcountChange = change
            }
            if let change = object.contentChange, stepped?.known[serial]?.contentChange == nil {
                stepped?.known[serial]?.contentChange = change
            }
        }
    }

    /// The events of the whole cell, of objects that were there before it or are there after it.
    func eventsOfSteps(_ drawn: [DrawnObject]) -> [MomentaryEvent] {
        guard let cell = stepped else { return [] }
        let dead = (cell.deaths + deaths).filter { death in
            death.isRemarkable
                || cell.known[UInt32(truncatingIfNeeded: death.object.record.serial.rawValue)]
                    != nil
        }
        notices = cell.notices + notices
        let start = interpreter.state.pointee.recording.cellStartSerial
        return inOrder(
            freedEvents(dead) + noticeEvents(drawn, since: cell.known)
                + changeEvents(drawn, since: cell.known)
                + madeEvents(drawn, since: start, forgetsFormer: true))
    }
}

extension Interpreter {
    /// Tells a recorder that goes line by line what a traced frame does.
    @inline(never)
    func watch(_ event: StepEvent, _ frame: FramePointer, _ value: Ref? = nil) {
        guard let recorder = state.pointee.recording.recorder?.takeUnretainedValue() else { return }
        recorder.note(event, RecordedFrame(frame), value)
    }
}
