/// Prints code objects in the form of Python's `dis.dis` (`Lib/dis.py` of 3.11).
///
/// A line has the source line where it changes, `>>` where something jumps to, the offset in bytes,
/// the instruction, its argument, and in parentheses what the argument stands for. Addresses of
/// inner code objects, which only a running program has, are shown as `0x0`.
public struct Disassembler {
    private let unit: CodeUnit
    private var output = ""

    private init(_ unit: CodeUnit) { self.unit = unit }

    /// The instructions of a code object, and of those in its constants unless `recursive` is false.
    public static func disassemble(_ unit: CodeUnit, recursive: Bool = true) -> String {
        var disassembler = Disassembler(unit)
        disassembler.appendInstructions()
        disassembler.appendExceptionTable()
        guard recursive else { return disassembler.output }
        for case .code(let inner) in unit.constants {
            disassembler.output += "\nDisassembly of \(inner.pythonRepresentation):\n"
            disassembler.output += disassemble(inner)
        }
        return disassembler.output
    }

    // MARK: Lines

    private mutating func appendInstructions() {
        let starts = lineStarts()
        let labels = jumpTargets()
        let lineWidth =
            starts.isEmpty ? 0 : max(3, Self.width(starts.values.max() ?? 0, from: 1000))
        let offsetWidth = max(4, Self.width(unit.code.count - 2, from: 10_000))
        for instruction in BytecodeReader(unit.code) {
            let start = starts[instruction.offset]
            if start != nil, instruction.offset > 0 { output += "\n" }
            var fields: [String] = []
            if lineWidth > 0 {
                fields.append(Self.rightAligned(start.map(String.init) ?? "", lineWidth))
            }
            fields.append("   ")
            fields.append(labels.contains(instruction.offset) ? ">>" : "  ")
            fields.append(Self.rightAligned(String(instruction.offset), offsetWidth))
            let name = instruction.opcode.disassemblyName
            fields.append(name + String(repeating: " ", count: max(0, 20 - name.count)))
            if let argument = instruction.argument {
                fields.append(Self.rightAligned(String(argument), 5))
                let meaning = meaning(of: argument, instruction)
                if !meaning.isEmpty { fields.append("(" + meaning + ")") }
            }
            var line = fields.joined(separator: " ")
            while line.last == " " { line.removeLast() }
            output += line + "\n"
        }
    }

    private mutating func appendExceptionTable() {
        let entries = ExceptionTable.entries(of: unit.exceptionTable)
        guard !entries.isEmpty else { return }
        output += "ExceptionTable:\n"
        for entry in entries {
            let suffix = entry.pushesInstructionOffset ? " lasti" : ""
            output +=
                "  \(entry.start * 2) to \(entry.end * 2 - 2) -> \(entry.target * 2) "
                + "[\(entry.depth)]\(suffix)\n"
        }
    }

    /// The digits of a number, counted only from a size on.
    private static func width(_ number: Int, from threshold: Int) -> Int {
        number >= threshold ? String(number).count : 0
    }

    private static func rightAligned(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// The offsets in bytes at which a line other than the one before begins.
    private func lineStarts() -> [Int: Int] {
        var result: [Int: Int] = [:]
        var previous: Int32?
        for range in unit.lineRanges where range.location.line >= 0 {
            if range.location.line != previous {
                previous = range.location.line
                result[range.start * 2] = Int(range.location.line)
            }
        }
        return result
    }

    private func jumpTargets() -> Set<Int> {
        var result: Set<Int> = []
        for instruction in BytecodeReader(unit.code) {
            if let target = instruction.jumpTarget { result.insert(target) }
        }
        for entry in ExceptionTable.entries(of: unit.exceptionTable) where entry.start < entry.end {
            result.insert(entry.target * 2)
        }
        return result
    }

    // MARK: Arguments

    private func meaning(of argument: Int, _ instruction: BytecodeReader.Instruction) -> String {
        switch instruction.opcode.generic {
        case .LOAD_CONST:
            return unit.constants.indices.contains(argument)
                ? unit.constants[argument].pythonRepresentation : ""
        case .LOAD_GLOBAL:
            return (argument & 1 != 0 ? "NULL + " : "") + name(argument >> 1, of: unit.names)
        case .STORE_NAME, .DELETE_NAME, .STORE_ATTR, .DELETE_ATTR, .STORE_GLOBAL, .DELETE_GLOBAL,
            .LOAD_NAME, .LOAD_ATTR, .IMPORT_NAME, .IMPORT_FROM, .LOAD_METHOD:
            return name(argument, of: unit.names)
        case .LOAD_FAST, .STORE_FAST, .DELETE_FAST, .MAKE_CELL, .LOAD_CLOSURE, .LOAD_DEREF,
            .STORE_DEREF, .DELETE_DEREF, .LOAD_CLASSDEREF:
            return name(argument, of: unit.localsPlusNames)
        case .COMPARE_OP:
            let operators = ["<", "<=", "==", "!=", ">", ">="]
            return operators.indices.contains(argument) ? operators[argument] : ""
        case .FORMAT_VALUE:
            let conversion = ["", "str", "repr", "ascii"][argument & 3]
            guard argument & 4 != 0 else { return conversion }
            return conversion.isEmpty ? "with format" : conversion + ", with format"
        case .MAKE_FUNCTION:
            return ["defaults", "kwdefaults", "annotations", "closure"].enumerated()
                .filter { argument & (1 << $0.offset) != 0 }.map(\.element)
                .joined(separator: ", ")
        case .BINARY_OP:
            return BinaryOperation(rawValue: UInt8(truncatingIfNeeded: argument))?.symbol ?? ""
        default:
            return instruction.jumpTarget.map { "to \($0)" } ?? ""
        }
    }

    private func name(_ index: Int, of names: [String]) -> String {
        names.indices.contains(index) ? names[index] : ""
    }
}

/// Walks over the instructions of `co_code`, past inline caches, with `EXTENDED_ARG`s added up.
public struct BytecodeReader: Sequence, IteratorProtocol {
    public struct Instruction: Equatable, Sendable {
        public var opcode: Opcode
        /// nil for an instruction that has none.
        public var argument: Int?
        /// In bytes.
        public var offset: Int

        /// The offset in bytes a jump goes to.
        public var jumpTarget: Int? {
            guard opcode.isJump, let argument else { return nil }
            return offset + 2 + (opcode.isBackwardJump ? -2 : 2) * argument
        }
    }

    private let code: [UInt8]
    private var offset = 0
    private var extended = 0

    public init(_ code: [UInt8]) { self.code = code }

    public mutating func next() -> Instruction? {
        guard offset + 1 < code.count else { return nil }
        let opcode = Opcode(byte: code[offset])
        var instruction = Instruction(opcode: opcode, argument: nil, offset: offset)
        if opcode.hasArgument {
            let argument = Int(code[offset + 1]) | extended
            instruction.argument = argument
            // The argument is a C int; more than 31 bits of it wrap around.
            extended =
                opcode.generic == .EXTENDED_ARG
                ? Int(Int32(truncatingIfNeeded: argument << 8)) : 0
        } else {
            extended = 0
        }
        offset += 2 + 2 * opcode.cacheCount
        return instruction
    }
}

extension Opcode {
    public var isBackwardJump: Bool {
        switch self {
        case .JUMP_BACKWARD, .JUMP_BACKWARD_NO_INTERRUPT, .POP_JUMP_BACKWARD_IF_NOT_NONE,
            .POP_JUMP_BACKWARD_IF_NONE, .POP_JUMP_BACKWARD_IF_FALSE, .POP_JUMP_BACKWARD_IF_TRUE,
            .JUMP_BACKWARD_QUICK:
            true
        default: false
        }
    }

    /// The name `dis` prints; a number no instruction has stands in angle brackets.
    public var disassemblyName: String {
        let name = "\(self)"
        return name.hasPrefix("UNUSED") ? "<\(rawValue)>" : name
    }
}
