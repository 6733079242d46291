import PythonBytecode

/// A running frame as the recorder reads it: which instruction of which code it is at.
struct RecordedFrame {
    private let frame: UnsafeRawPointer

    init(_ frame: UnsafeMutableRawPointer) { self.frame = UnsafeRawPointer(frame) }

    /// The code unit before the one to be executed next, as it was last saved.
    @inline(__always)
    var instruction: UnsafeRawPointer {
        frame.load(fromByteOffset: 56, as: UnsafeRawPointer.self)
    }

    var code: Ref { Ref(frame.load(fromByteOffset: 32, as: RawObject.self)) }

    var previous: RecordedFrame? {
        frame.load(fromByteOffset: 48, as: UnsafeMutableRawPointer?.self).map(RecordedFrame.init)
    }

    var filename: Ref { Ref(code.raw.load(fromByteOffset: 112, as: RawObject.self)) }

    /// The line of the instruction; the code's first line before the first instruction.
    var line: Int {
        let firstLine = Int(code.raw.load(fromByteOffset: 72, as: Int32.self))
        let index = (instruction - UnsafeRawPointer(code.raw + 184)) / 2
        guard index >= 0 else { return firstLine }
        let table = Ref(code.raw.load(fromByteOffset: 136, as: RawObject.self))
        let bytes = UnsafeRawBufferPointer(start: table.raw + 32, count: table.itemCount)
        let reader = LocationTableReader(table: [UInt8](bytes), firstLine: firstLine)
        for range in reader where range.end > index {
            return range.location.line >= 0 ? Int(range.location.line) : firstLine
        }
        return firstLine
    }
}

extension RecordedFrame {
    /// Whether it is a call of a function, whose names are in the frame; not a module's code.
    var isFunction: Bool {
        let flags = code.raw.load(fromByteOffset: 48, as: Int32.self)
        return flags & 2 != 0  // CO_NEWLOCALS
    }

    var qualifiedName: String {
        Ref(code.raw.load(fromByteOffset: 128, as: RawObject.self)).text
    }

    /// Calls with each local, cell and free variable in order; nil where it has no value.
    func forEachLocal(_ interpreter: Interpreter, _ body: (String, Ref?) -> Void) {
        let names = Ref(code.raw.load(fromByteOffset: 96, as: RawObject.self))
        let kinds = Ref(code.raw.load(fromByteOffset: 104, as: RawObject.self))
        let values = (frame + 72).assumingMemoryBound(to: RawObject?.self)
        for index in 0..<names.itemCount {
            let name = names.tupleItem(index).text
            let kind = (kinds.raw + 32).load(fromByteOffset: index, as: UInt8.self)
            guard let raw = values[index] else {
                body(name, nil)
                continue
            }
            let isCell = kind & 0xc0 != 0 && Ref(raw).isExactly(.cell)
            let value = isCell ? raw.load(fromByteOffset: 16, as: RawObject?.self) : raw
            body(name, value.map(Ref.init))
        }
    }
}
