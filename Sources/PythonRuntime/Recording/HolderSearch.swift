/// Looks for those who hold an object without being shown: constants of code, default values, variables
/// of closures, classes and modules, containers out of sight. Only done for objects with more references
/// than the picture has arrows to them.
struct HolderSearch {
    private let interpreter: Interpreter
    /// Objects in the snapshot, whose references are shown as far as they matter.
    private let shown: Set<RawObject>
    private let wanted: [RawObject: Int]
    /// A name for each reference found; a holder of several is named several times.
    private(set) var holders: [Int: [String]] = [:]
    /// Items of one container that are looked at.
    private static let itemLimit = HeldReferences.most
    /// References to one object that are told apart.
    private static let holderLimit = 200
    /// What one object holds; kept for its room.
    private var held = HeldReferences()
    private var visitedCode: Set<RawObject> = []
    /// The constants of functions' code, which are told as such and not as tuples.
    private var constantTables: Set<RawObject> = []
    /// Whose namespace a dict is; nil for one that a picture shows as its instance's attributes.
    private var dictOwners: [RawObject: String?] = [:]

    init(_ interpreter: Interpreter, looked shown: Set<RawObject>, _ wanted: [RawObject: Int]) {
        self.interpreter = interpreter
        self.shown = shown
        self.wanted = wanted
    }

    mutating func run() {
        forEachCollectable { search, object in search.noteNamespace(of: object) }
        for raw in shown where Ref(raw).type.hasManagedDict {
            guard let dict = (raw - 24).load(as: RawObject?.self) else { continue }
            dictOwners.updateValue(nil, forKey: dict)
        }
        forEachCollectable { search, object in search.look(into: object) }
        var running: [RecordedFrame] = []
        interpreter.forEachRunningFrame { running.append($0) }
        for frame in running {
            lookIntoCode(frame.code, name: frame.isFunction ? nil : "the running cell")
        }
        lookIntoSource()
    }

    /// The literals of the running cell live as long as the tree of its source.
    private mutating func lookIntoSource() {
        let recorder = interpreter.state.pointee.recording.recorder?.takeUnretainedValue()
        guard let literals = recorder?.literals, !literals.isEmpty else { return }
        for raw in wanted.keys {
            for _ in 0..<(literals[raw] ?? 0) { note(raw, "the running cell’s syntax tree") }
        }
    }

    private mutating func forEachCollectable(_ body: (inout HolderSearch, Ref) -> Void) {
        for generation in 0...3 {
            let list = interpreter.gcList(generation)
            var node = list.next
            while node != list {
                body(&self, Ref(node.object))
                node = node.next
            }
        }
    }

    private mutating func noteConstants(of code: Ref) {
        let constants = Ref(code.code.pointee.co_consts)
        guard constantTables.insert(constants.raw).inserted else { return }
        for index in 0..<constants.itemCount {
            guard let constant = constants.tupleItems[index] else { continue }
            if Ref(constant).isExactly(.code) { noteConstants(of: Ref(constant)) }
        }
    }

    private mutating func noteNamespace(of object: Ref) {
        if object.isExactly(.function) {
            noteConstants(of: Ref(object.function.pointee.func_code))
        } else if object.isType {
            let type = object.raw.assumingMemoryBound(to: PyTypeObject.self)
            guard let dict = type.pointee.tp_dict else { return }
            dictOwners[dict] = "the class \(interpreter.shortTypeName(type))"
        } else if object.isExactly(.module), let dict = interpreter.moduleDict(object) {
            let name = interpreter.dictGet(dict, str: interpreter.name(.__name__))
            let text = name.flatMap { $0.isStr ? $0.text : nil } ?? "?"
            // The names of `__main__` are shown.
            dictOwners.updateValue(
                text == "__main__" ? nil : "the module \(text)", forKey: dict.raw)
        }
    }

    private mutating func look(into object: Ref) {
        if object.isExactly(.function) { return lookIntoFunction(object) }
        if shown.contains(object.raw) || object.isExactly(.module) || object.isType { return }
        if constantTables.contains(object.raw) { return }
        if object.isExactly(.dict) { return lookIntoDict(object) }
        held.references.removeAll(keepingCapacity: true)
        let interpreter = interpreter
        withUnsafeMutablePointer(to: &held) { list in
            _ = interpreter.traverse(
                object.raw, Interpreter.collectHeldReference, UnsafeMutableRawPointer(list))
        }
        for raw in held.references {
            note(raw, "a \(interpreter.shortTypeName(object.type)) that isn't shown")
        }
    }

    private mutating func lookIntoDict(_ dict: Ref) {
        var owner = "a dict that isn't shown"
        if let known = dictOwners[dict.raw] {
            // Its entries are shown as attributes or names.
            guard let known else { return }
            owner = known
        }
        var position = 0
        var looked = 0
        while looked < Self.itemLimit, let entry = interpreter.dictNext(dict, &position) {
            looked += 1
            note(entry.value.raw, owner)
            note(entry.key.raw, owner + ", as a key")
        }
    }

    private mutating func lookIntoFunction(_ object: Ref) {
        let function = object.function.pointee
        let name = Ref(function.func_qualname).text
        lookIntoCode(
            Ref(function.func_code), name: name == "<module>" ? "the running cell" : name)
        if shown.contains(object.raw) { return }
        if let defaults = function.func_defaults {
            for index in 0..<Ref(defaults).itemCount {
                note(Ref(defaults).tupleItems[index], "default values of \(name)")
            }
        }
        if let closure = function.func_closure {
            for index in 0..<Ref(closure).itemCount {
                guard let cell = Ref(closure).tupleItems[index] else { continue }
                note(cell, "closure of \(name)")
                if !shown.contains(cell) { note(Ref(cell).cellContent, "closure of \(name)") }
            }
        }
    }

    private mutating func lookIntoCode(_ code: Ref, name: String?) {
        guard visitedCode.insert(code.raw).inserted else { return }
        let constants = Ref(code.code.pointee.co_consts)
        let name = name ?? Ref(code.code.pointee.co_qualname).text
        for index in 0..<constants.itemCount {
            guard let constant = constants.tupleItems[index] else { continue }
            note(constant, "constants of the code of \(name)")
            if Ref(constant).isExactly(.code) { lookIntoCode(Ref(constant), name: nil) }
        }
    }

    private mutating func note(_ raw: RawObject?, _ holder: @autoclosure () -> String) {
        guard let raw, let index = wanted[raw] else { return }
        if holders[index, default: []].count < Self.holderLimit {
            holders[index, default: []].append(holder())
        }
    }
}

/// The references an object says it holds when the collector asks.
struct HeldReferences {
    var references: [RawObject] = []
    /// More than that of one object aren't looked at.
    static let most = 10_000
}

extension Interpreter {
    /// Adds a reference to the `HeldReferences` that the argument points to.
    static var collectHeldReference: VisitSlot {
        { held, list in
            guard let list = list?.assumingMemoryBound(to: HeldReferences.self),
                list.pointee.references.count < HeldReferences.most
            else { return 0 }
            list.pointee.references.append(held)
            return 0
        }
    }
}
