import HeapTrace
import VirtualSystem

/// How much of the heap a snapshot copies.
public struct SnapshotLimits: Sendable {
    public var objects = 400
    /// Slots of a container that are shown when it has more than both together.
    public var headSlots = 12
    public var tailSlots = 3
    /// Characters of an object's value.
    public var valueLength = 60

    public init() {}
}

/// Copies frames, names and the objects they lead to. It reads the heap and changes nothing in it.
struct SnapshotBuilder {
    let interpreter: Interpreter
    let limits: SnapshotLimits
    private var frames: [FrameRecord] = []
    /// The objects to show, in the order they were found.
    private var queue: [RawObject] = []
    private var found: Set<RawObject> = []
    private var omitted: Set<RawObject> = []
    /// References to an object that names and slots show.
    private var shownReferences: [RawObject: Int] = [:]
    private(set) var drawn: [DrawnObject] = []

    init(_ interpreter: Interpreter, _ limits: SnapshotLimits) {
        self.interpreter = interpreter
        self.limits = limits
    }

    /// The snapshot, and what the recorder remembers of its objects.
    /// `result` is what the innermost frame is about to return, shown as one more of its names.
    static func build(
        _ interpreter: Interpreter, _ limits: SnapshotLimits, returning result: Ref? = nil
    ) -> (snapshot: HeapSnapshot, drawn: [DrawnObject]) {
        var builder = SnapshotBuilder(interpreter, limits)
        builder.addMain()
        builder.addRunningFrames()
        if let result, builder.frames.count > 1 {
            builder.frames[builder.frames.count - 1].names.append(
                NameBinding(name: "returns", target: builder.reach(result)))
        }
        builder.addObjects()
        builder.addHolders()
        builder.drawn.sort { $0.record.serial < $1.record.serial }
        let snapshot = HeapSnapshot(
            frames: builder.frames, objects: builder.drawn.map(\.record),
            omittedObjectCount: builder.omitted.count)
        return (snapshot, builder.drawn)
    }

    // MARK: Names

    private mutating func addMain() {
        guard let main = interpreter.state.pointee.modules.main,
            let dict = interpreter.moduleDict(Ref(main))
        else { return }
        var names: [NameBinding] = []
        var position = 0
        while let entry = interpreter.dictNext(dict, &position) {
            guard entry.key.isStr else { continue }
            let name = entry.key.text
            guard !isHidden(name) else { continue }
            names.append(NameBinding(name: name, target: reach(entry.value)))
        }
        frames.append(FrameRecord(name: "__main__", names: names))
    }

    /// Names like `__builtins__`, which every module has.
    private func isHidden(_ name: String) -> Bool {
        name.hasPrefix("__") && name.hasSuffix("__") && name.utf8.count > 4
    }

    private mutating func addRunningFrames() {
        var running: [RecordedFrame] = []
        var frame = interpreter.state.pointee.evaluation.currentFrame.map {
            RecordedFrame($0)
        }
        while let current = frame {
            running.append(current)
            frame = current.previous
        }
        for frame in running.reversed() {
            // A module's code has its names in the module's dict.
            if frame.isFunction {
                add(frame, named: frame.qualifiedName)
            } else if frame.isClassBody {
                addClassBody(frame)
            } else if frames.count == 1 {
                frames[0].line = frame.line
            }
        }
        addFramesOfThreads()
    }

    /// The calls in which other threads are, without the library's that started them or that they wait in.
    private mutating func addFramesOfThreads() {
        var number = 0
        var found: [(RecordedFrame, Int)] = []
        interpreter.forEachSuspendedThread { thread in
            number += 1
            var calls: [(RecordedFrame, Int)] = []
            var frame = thread.currentFrame.map { RecordedFrame($0) }
            while let current = frame {
                let isOwn = !current.filename.text.hasPrefix(HostLibrary.folder)
                if current.isFunction, isOwn { calls.append((current, number)) }
                frame = current.previous
            }
            found += calls.reversed()
        }
        for (frame, number) in found {
            add(frame, named: "\(frame.qualifiedName), thread \(number)")
        }
    }

    private mutating func addClassBody(_ frame: RecordedFrame) {
        guard let namespace = frame.frame.pointee.f_locals else { return }
        var names: [NameBinding] = []
        var position = 0
        while let entry = interpreter.dictNext(Ref(namespace), &position) {
            guard entry.key.isStr, !isHidden(entry.key.text) else { continue }
            names.append(NameBinding(name: entry.key.text, target: reach(entry.value)))
        }
        frames.append(FrameRecord(name: frame.shownName, line: frame.line, names: names))
    }

    private mutating func add(_ frame: RecordedFrame, named name: String) {
        var names: [NameBinding] = []
        frame.forEachLocal { name, value in
            names.append(NameBinding(name: name, target: value.map { reach($0) }))
        }
        frames.append(FrameRecord(name: name, line: frame.line, names: names))
    }

    // MARK: Objects

    /// Notes a shown reference to an object and queues the object.
    private mutating func reach(_ object: Ref, isHeld: Bool = true) -> ObjectSerial {
        if isHeld { shownReferences[object.raw, default: 0] += 1 }
        if !found.contains(object.raw) {
            if queue.count < limits.objects {
                found.insert(object.raw)
                queue.append(object.raw)
            } else {
                omitted.insert(object.raw)
            }
        }
        return ObjectSerial(Int(interpreter.serial(of: object.raw)))
    }

    private mutating func addObjects() {
        var index = 0
        while index < queue.count {
            addObject(Ref(queue[index]))
            index += 1
        }
    }

    private mutating func addObject(_ object: Ref) {
        var record = interpreter.record(of: object, limits)
        addSlots(of: object, to: &record)
        drawn.append(
            DrawnObject(
                raw: object.raw, record: record, content: interpreter.content(of: object)))
    }

    private mutating func addSlots(of object: Ref, to record: inout ObjectRecord) {
        let parts = interpreter.parts(
            of: object, kind: record.kind, head: limits.headSlots, tail: limits.tailSlots)
        record.slotCount = parts.count
        record.headSlotCount = parts.headCount
        record.slots.reserveCapacity(parts.shown.count)
        for part in parts.shown {
            let label =
                part.label
                ?? part.key.map { ObjectText.of($0, interpreter, limit: 30).text } ?? ""
            let value = part.target.map { ObjectText.of($0, interpreter, limit: 30).text } ?? ""
            record.slots.append(
                ObjectSlot(
                    label: label, key: part.key.map { reach($0) },
                    target: part.target.map { reach($0, isHeld: !part.isWeak) }, value: value,
                    isWeak: part.isWeak))
        }
    }

    private mutating func addHolders() {
        var unexplained: [RawObject: Int] = [:]
        for (index, object) in drawn.enumerated() where !object.record.isCached {
            let count = object.record.refcount - (shownReferences[object.raw] ?? 0)
            if count > 0, object.record.kind != .function, object.record.kind != .module,
                object.record.kind != .type
            {
                unexplained[object.raw] = index
            }
        }
        guard !unexplained.isEmpty else { return }
        var search = HolderSearch(interpreter, looked: found, unexplained)
        search.run()
        for (index, holders) in search.holders { drawn[index].record.otherHolders = holders }
    }
}

extension Interpreter {
    /// An object without its slots.
    func record(of object: Ref, _ limits: SnapshotLimits) -> ObjectRecord {
        let value = ObjectText.of(object, self, limit: limits.valueLength)
        let block = block(of: object.raw)
        let address = AddressSpace.simulatedAddress(of: object.raw)
        return ObjectRecord(
            serial: ObjectSerial(Int(serial(of: object.raw))), address: address,
            region: block.region, size: sizeof(object), blockSize: block.size,
            blockAddress: block.start.map { AddressSpace.simulatedAddress(of: $0) } ?? address,
            refcount: object.refcount, typeName: shortTypeName(object.type),
            kind: kind(of: object), value: value.text, isValueCut: value.isCut,
            isCached: block.region == .staticData,
            isInterned: object.isStr && object.strIsInterned)
    }
}

/// An object of the last snapshot, as the recorder remembers it.
struct DrawnObject {
    let raw: RawObject
    var record: ObjectRecord
    var content: ObjectContent
    /// When the refcount was last seen to have changed, and the content first.
    var refcountChange: NotedChange?
    var contentChange: NotedChange?
    var lastRefcount: Int
    /// Whether its death is to be told though no snapshot showed it.
    var isRemarkable = false

    init(raw: RawObject, record: ObjectRecord, content: ObjectContent) {
        self.raw = raw
        self.record = record
        self.content = content
        lastRefcount = record.refcount
    }
}

/// When a change was noticed: after which statement, and how many objects had been born by then.
struct NotedChange {
    var line: Int?
    var moment: Int
}

/// What tells whether an object's content has changed: the size of its separate buffer and a number made
/// from what it holds.
struct ObjectContent: Equatable {
    var bufferSize: Int
    var fingerprint: UInt64
}
