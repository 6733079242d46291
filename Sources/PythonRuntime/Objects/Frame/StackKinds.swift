import PythonBytecode

/// What a slot of the value stack holds, as far as jumps into other lines care.
enum StackKind: UInt8 {
    case iterator, exception, object, null
    /// A list, set or dict that is being filled, which instructions rely on.
    case container
}

/// What is on the value stack before each instruction of a code object (`mark_stacks`,
/// `Objects/frameobject.c`), found by following all ways through it.
struct StackKinds {
    private let units: [UInt16]
    private let handlers: [ExceptionTableEntry]
    /// Nil where nothing leads.
    private var stacks: [[StackKind]?]
    private var isChanged = true

    init(_ units: [UInt16], _ exceptionTable: Ref) {
        self.units = units
        handlers = ExceptionTable.entries(of: Array(exceptionTable.bytesBuffer))
        stacks = Array(repeating: nil, count: units.count + 1)
        guard !units.isEmpty else { return }
        stacks[0] = []
        while isChanged {
            isChanged = false
            followAll()
        }
    }

    subscript(index: Int) -> [StackKind]? { stacks.indices.contains(index) ? stacks[index] : nil }

    /// Whether the one stack becomes the other by taking values off, and what is left may stand there.
    static func canCut(_ from: [StackKind], to target: [StackKind]) -> Bool {
        guard from.count >= target.count else { return false }
        return zip(from, target).allSatisfy { source, target in
            switch target {
            case .object: source != .null
            case .null: true
            default: source == target
            }
        }
    }

    /// Why a jump to such a stack can't be (`explain_incompatible_stack`).
    static func complaint(about target: [StackKind]?) -> String {
        guard let target else { return "can't jump into an unreachable code" }
        switch target.last {
        case .exception: return "can't jump into an 'except' block as there's no exception"
        case .iterator: return "can't jump into the body of a for loop"
        default: return "incompatible stacks"
        }
    }

    // MARK: Following

    private mutating func followAll() {
        var index = 0
        var argument = 0
        while index < units.count {
            let opcode = Opcode(byte: UInt8(truncatingIfNeeded: units[index])).generic
            argument = argument &<< 8 | Int(units[index] >> 8)
            let next = index + 1 + opcode.cacheCount
            if let stack = stacks[index] {
                if opcode == .EXTENDED_ARG {
                    flow(stack, to: next)
                } else {
                    follow(opcode, argument, stack, index, next)
                }
            }
            if opcode != .EXTENDED_ARG { argument = 0 }
            index = next
        }
        for handler in handlers { enter(handler) }
    }

    /// The exception comes on top of what the stack was like at the start of the guarded range.
    private mutating func enter(_ handler: ExceptionTableEntry) {
        guard let stack = self[handler.start], stacks.indices.contains(handler.target),
            stack.count >= handler.depth
        else { return }
        var entered = Array(stack.prefix(handler.depth))
        if handler.pushesInstructionOffset { entered.append(.object) }
        entered.append(.exception)
        flow(entered, to: handler.target)
    }

    private mutating func flow(_ stack: [StackKind], to index: Int) {
        guard stacks.indices.contains(index), stacks[index] == nil else { return }
        stacks[index] = stack
        isChanged = true
    }

    private mutating func follow(
        _ opcode: Opcode, _ argument: Int, _ stack: [StackKind], _ index: Int, _ next: Int
    ) {
        if opcode.isJump {
            followJump(opcode, argument, stack, next)
            return
        }
        var after = stack
        guard Self.apply(opcode, argument, to: &after) else { return }
        flow(after, to: next)
    }

    private mutating func followJump(
        _ opcode: Opcode, _ argument: Int, _ stack: [StackKind], _ next: Int
    ) {
        let target = opcode.jumpsBackward ? next - argument : next + argument
        var through = stack
        var jumped = stack
        switch opcode {
        case .JUMP_FORWARD, .JUMP_BACKWARD, .JUMP_BACKWARD_NO_INTERRUPT:
            flow(stack, to: target)
            return
        case .JUMP_IF_FALSE_OR_POP, .JUMP_IF_TRUE_OR_POP: _ = through.popLast()
        case .FOR_ITER:
            through.append(.object)
            _ = jumped.popLast()
        case .SEND: _ = jumped.popLast()
        default:
            _ = through.popLast()
            _ = jumped.popLast()
        }
        flow(through, to: next)
        flow(jumped, to: target)
    }

    /// Changes the stack as the instruction does; false where nothing follows it.
    private static func apply(
        _ opcode: Opcode, _ argument: Int, to stack: inout [StackKind]
    ) -> Bool {
        switch opcode {
        case .RETURN_VALUE, .RAISE_VARARGS, .RERAISE: return false
        case .GET_ITER, .GET_AITER:
            _ = stack.popLast()
            stack.append(.iterator)
        case .PUSH_NULL: stack.append(.null)
        case .BUILD_LIST, .BUILD_SET, .BUILD_MAP, .BUILD_CONST_KEY_MAP:
            let effect = Int(
                opcode.stackEffect(Int32(truncatingIfNeeded: argument), jumping: false))
            stack.removeLast(min(max(0, 1 - effect), stack.count))
            stack.append(.container)
        case .LOAD_GLOBAL:
            if argument & 1 != 0 { stack.append(.null) }
            stack.append(.object)
        case .LOAD_METHOD:
            _ = stack.popLast()
            stack += [.null, .object]
        case .PUSH_EXC_INFO:
            _ = stack.popLast()
            stack += [.exception, .exception]
        case .COPY:
            if argument > 0, stack.count >= argument { stack.append(stack[stack.count - argument]) }
        case .SWAP:
            if argument > 0, stack.count >= argument {
                stack.swapAt(stack.count - argument, stack.count - 1)
            }
        case .BEFORE_WITH, .BEFORE_ASYNC_WITH: stack.append(.object)
        default:
            let effect = Int(
                opcode.stackEffect(Int32(truncatingIfNeeded: argument), jumping: false))
            stack.removeLast(min(max(0, -effect), stack.count))
            stack += Array(repeating: .object, count: max(0, effect))
        }
        return true
    }
}
