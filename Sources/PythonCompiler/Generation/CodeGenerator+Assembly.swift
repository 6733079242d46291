import PythonBytecode
import PythonSyntax

extension CodeGenerator {
    /// Ends the current unit: optimises its graph and makes its code object.
    mutating func assemble(addsNone: Bool) -> CodeUnit {
        if !unit.graph.currentBlockReturns {
            unsetLocation()
            if addsNone { loadConstant(.none) }
            emit(.RETURN_VALUE)
        }
        let flags = codeFlags()
        unit.graph.normalizeBlocks()
        unit.graph.extendBlocks()
        let cellOffsets = insertPrefix(flags)
        replaceCellIndices(cellOffsets)
        unit.graph.optimize(constants: &unit.constants, pool: &working.constants)
        unit.graph.duplicateExitsWithoutLine()
        let constantCount = usedConstantCount()
        unit.graph.propagateLocations()
        unit.graph.guaranteeLinesOfExits(firstLine: unit.firstLine)
        let scope = table.scopes[unit.scope]
        let stackSize = unit.graph.computeStackDepth(
            startsAsGenerator: scope.isGenerator || scope.isCoroutine || flags.contains(.coroutine))
        unit.graph.labelHandlers()
        unit.graph.removeHandlerInstructions()
        unit.graph.removeNoOperations()
        var assembler = Assembler(FlowGraph())
        swap(&assembler.graph, &unit.graph)
        assembler.assemble()
        let locations = assembler.locationTable(firstLine: unit.firstLine)
        let exceptions = assembler.exceptionTable()
        swap(&assembler.graph, &unit.graph)
        let locals = localsPlus()
        return CodeUnit(
            argumentCount: unit.positionalOnlyArgumentCount + unit.argumentCount,
            positionalOnlyArgumentCount: unit.positionalOnlyArgumentCount,
            keywordOnlyArgumentCount: unit.keywordOnlyArgumentCount, stackSize: stackSize,
            flags: flags, code: assembler.code,
            constants: unit.constants.keys.prefix(constantCount).map {
                working.constants.values[Int($0)]
            },
            names: unit.names.keys.map { working.names.spelling(Identifier($0)) },
            localsPlusNames: locals.names, localsPlusKinds: locals.kinds, filename: filename,
            name: unit.name, qualifiedName: unit.qualifiedName, firstLine: Int(unit.firstLine),
            locationTable: locations, exceptionTable: exceptions)
    }

    private func codeFlags() -> CodeFlags {
        let scope = table.scopes[unit.scope]
        var result = flags
        if isTopLevelAwait, moduleIsCoroutine { result.insert(.coroutine) }
        guard scope.kind == .function else { return result }
        result.formUnion([.newLocals, .optimized])
        if scope.isNested { result.insert(.nested) }
        switch (scope.isGenerator, scope.isCoroutine) {
        case (true, false): result.insert(.generator)
        case (false, true): result.insert(.coroutine)
        case (true, true): result.insert(.asyncGenerator)
        case (false, false): break
        }
        if scope.hasVariadic { result.insert(.varArguments) }
        if scope.hasKeywordVariadic { result.insert(.varKeywords) }
        return result
    }

    // MARK: Cells

    /// Puts what a frame starts with before the code: free variables are copied from the function,
    /// cells are made, a generator returns itself. Returns where each cell and free variable lies
    /// among the locals: a parameter that is a cell stays in its place.
    private mutating func insertPrefix(_ flags: CodeFlags) -> [Int] {
        let localCount = unit.localNames.count
        let cellCount = unit.cellNames.count
        let freeCount = unit.freeNames.count
        var offsets = (0..<cellCount + freeCount).map { localCount + $0 }
        for index in 0..<cellCount {
            if let local = unit.localNames.index(of: unit.cellNames.keys[index]) {
                offsets[index] = local
            }
        }
        var prefix: [Instruction] = []
        if freeCount > 0 {
            prefix.append(
                Instruction(
                    opcode: .COPY_FREE_VARS, argument: Int32(truncatingIfNeeded: freeCount),
                    location: .none))
        }
        for cell in (0..<cellCount).sorted(by: { offsets[$0] < offsets[$1] }) {
            prefix.append(
                Instruction(
                    opcode: .MAKE_CELL, argument: Int32(truncatingIfNeeded: cell), location: .none))
        }
        if !flags.isDisjoint(with: [.generator, .coroutine, .asyncGenerator]) {
            let line = unit.firstLine
            prefix.append(
                Instruction(
                    opcode: .RETURN_GENERATOR,
                    location: CodeLocation(line: line, column: -1, endLine: line, endColumn: -1)))
            prefix.append(Instruction(opcode: .POP_TOP, location: .none))
        }
        if !prefix.isEmpty { unit.graph.prepend(prefix) }
        return closedUp(offsets, localCount: localCount)
    }

    /// Cells that are parameters leave no gap behind.
    private func closedUp(_ offsets: [Int], localCount: Int) -> [Int] {
        var result = offsets
        var dropped = 0
        for index in offsets.indices {
            if offsets[index] == localCount + index {
                result[index] -= dropped
            } else {
                dropped += 1
            }
        }
        return result
    }

    private mutating func replaceCellIndices(_ offsets: [Int]) {
        guard !offsets.isEmpty else { return }
        for index in unit.graph.instructions.indices {
            switch unit.graph.instructions[index].opcode {
            case .MAKE_CELL, .LOAD_CLOSURE, .LOAD_DEREF, .STORE_DEREF, .DELETE_DEREF,
                .LOAD_CLASSDEREF:
                let cell = Int(unit.graph.instructions[index].argument)
                unit.graph.instructions[index].argument = Int32(
                    truncatingIfNeeded: offsets[cell])
            default: break
            }
        }
    }

    private func localsPlus() -> (names: [String], kinds: [LocalKind]) {
        var names: [String] = []
        var kinds: [LocalKind] = []
        func add(_ key: UInt32, _ kind: LocalKind) {
            names.append(working.names.spelling(Identifier(key)))
            kinds.append(kind)
        }
        for key in unit.localNames.keys {
            add(key, unit.cellNames.index(of: key) == nil ? .local : [.local, .cell])
        }
        for key in unit.cellNames.keys where unit.localNames.index(of: key) == nil {
            add(key, .cell)
        }
        for key in unit.freeNames.keys { add(key, .free) }
        return (names, kinds)
    }

    /// Unused constants at the end are dropped; the first may be a docstring and stays.
    private func usedConstantCount() -> Int {
        var last: Int32 = 0
        var block: BlockID = 0
        while block >= 0 {
            for index in unit.graph.range(block) {
                let instruction = unit.graph.instructions[index]
                if instruction.opcode == .LOAD_CONST || instruction.opcode == .KW_NAMES {
                    last = max(last, instruction.argument)
                }
            }
            block = unit.graph.next(block)
        }
        return min(Int(last) + 1, unit.constants.count)
    }
}
