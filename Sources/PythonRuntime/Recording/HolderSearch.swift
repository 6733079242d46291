/// Looks for those who hold an object without being shown: constants of code, default values, variables
/// of closures, containers out of sight. Only done for objects with more references than the picture has
/// arrows to them.
struct HolderSearch {
    private let interpreter: Interpreter
    /// Objects in the snapshot, whose references are shown as far as they matter.
    private let shown: Set<RawObject>
    private let wanted: [RawObject: Int]
    private(set) var holders: [Int: [String]] = [:]
    /// Items of one container that are looked at.
    private static let itemLimit = 10_000
    private var visitedCode: Set<RawObject> = []

    init(_ interpreter: Interpreter, looked shown: Set<RawObject>, _ wanted: [RawObject: Int]) {
        self.interpreter = interpreter
        self.shown = shown
        self.wanted = wanted
    }

    mutating func run() {
        for generation in 0...3 {
            let list = interpreter.gcList(generation)
            var node = list.next
            while node != list {
                look(into: Ref(node.object))
                node = node.next
            }
        }
        var running: [RecordedFrame] = []
        interpreter.forEachRunningFrame { running.append($0) }
        for frame in running {
            lookIntoCode(frame.code, name: frame.isFunction ? nil : "the running cell")
        }
    }

    private mutating func look(into object: Ref) {
        if object.isExactly(.function) { return lookIntoFunction(object) }
        if shown.contains(object.raw) || object.isExactly(.module) || object.isType { return }
        if object.isExactly(.dict) { return lookIntoDict(object) }
        guard object.isList || object.isTuple || object.isExactly(.cell) else { return }
        let what = "a \(interpreter.shortTypeName(object.type)) that isn't shown"
        if object.isExactly(.cell) {
            note(object.cellContent, what)
        } else {
            for index in 0..<max(0, min(object.itemCount, Self.itemLimit)) {
                note(interpreter.item(object, index).raw, what)
            }
        }
    }

    /// A dict out of sight; those of modules hold names, which the names of `__main__` already explain.
    private mutating func lookIntoDict(_ dict: Ref) {
        if let main = interpreter.state.pointee.modules.main,
            interpreter.moduleDict(Ref(main)) == dict
        {
            return
        }
        var position = 0
        var looked = 0
        while looked < Self.itemLimit, let entry = interpreter.dictNext(dict, &position) {
            looked += 1
            note(entry.value.raw, "a dict that isn't shown")
            note(entry.key.raw, "a dict that isn't shown, as a key")
        }
    }

    private mutating func lookIntoFunction(_ object: Ref) {
        let function = object.function.pointee
        let name = Ref(function.func_qualname).text
        lookIntoCode(Ref(function.func_code), name: name)
        if let defaults = function.func_defaults {
            for index in 0..<Ref(defaults).itemCount {
                note(Ref(defaults).tupleItems[index], "default values of \(name)")
            }
        }
        if let closure = function.func_closure {
            for index in 0..<Ref(closure).itemCount {
                guard let cell = Ref(closure).tupleItems[index] else { continue }
                note(Ref(cell).cellContent, "closure of \(name)")
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

    private mutating func note(_ raw: RawObject?, _ holder: String) {
        guard let raw, let index = wanted[raw] else { return }
        if holders[index, default: []].contains(holder) { return }
        holders[index, default: []].append(holder)
    }
}
