import PythonBytecode

/// The attributes of code objects (`Objects/codeobject.c`).
extension Interpreter {
    static var codeMembers: [MemberSpec] {
        [
            MemberSpec("co_argcount", .int32, offset: 56),
            MemberSpec("co_posonlyargcount", .int32, offset: 60),
            MemberSpec("co_kwonlyargcount", .int32, offset: 64),
            MemberSpec("co_stacksize", .int32, offset: 68),
            MemberSpec("co_flags", .int32, offset: 48),
            MemberSpec("co_names", .object, offset: 32),
            MemberSpec("co_filename", .object, offset: 112),
            MemberSpec("co_name", .object, offset: 120),
            MemberSpec("co_qualname", .object, offset: 128),
            MemberSpec("co_firstlineno", .int32, offset: 72),
            MemberSpec("co_linetable", .object, offset: 136),
            MemberSpec("co_exceptiontable", .object, offset: 40),
            MemberSpec("co_nlocals", .int32, offset: 80),
            MemberSpec("co_consts", .object, offset: 24),
        ]
    }

    static var codeGetSets: [GetSetSpec] {
        [
            GetSetSpec("co_varnames") { raw, _ in
                slotResult { () throws(Raised) in
                    try Ref(raw).interpreter.localNames(of: Ref(raw), .local)
                }
            },
            GetSetSpec("co_cellvars") { raw, _ in
                slotResult { () throws(Raised) in
                    try Ref(raw).interpreter.localNames(of: Ref(raw), .cell)
                }
            },
            GetSetSpec("co_freevars") { raw, _ in
                slotResult { () throws(Raised) in
                    try Ref(raw).interpreter.localNames(of: Ref(raw), .free)
                }
            },
            GetSetSpec("co_code") { raw, _ in
                slotResult { () throws(Raised) in
                    try Ref(raw).interpreter.originalInstructions(of: Ref(raw))
                }
            },
            GetSetSpec("co_lnotab") { raw, _ in
                slotResult { () throws(Raised) in
                    try Ref(raw).interpreter.lineNumberTable(of: Ref(raw))
                }
            },
            GetSetSpec("_co_code_adaptive") { raw, _ in
                slotResult { () throws(Raised) in
                    try Ref(raw).interpreter.makeBytes(
                        UnsafeRawBufferPointer(
                            start: Ref(raw).instructions, count: Ref(raw).itemCount * 2))
                }
            },
        ]
    }

    static var codeMethods: [MethodSpec] {
        [
            MethodSpec("co_positions", .noArguments) { raw, _, _, _ in
                slotResult { () throws(Raised) in
                    guard let raw else { throw Raised() }
                    return try Ref(raw).interpreter.positions(of: Ref(raw))
                }
            },
            MethodSpec("co_lines", .noArguments) { raw, _, _, _ in
                slotResult { () throws(Raised) in
                    guard let raw else { throw Raised() }
                    return try Ref(raw).interpreter.lines(of: Ref(raw))
                }
            },
        ]
    }

    private func localNames(of object: Ref, _ kind: LocalKind) throws(Raised) -> Owned {
        let code = object.code
        let names = Ref(code.pointee.co_localsplusnames)
        var chosen: [Ref] = []
        for index in 0..<names.itemCount where code.kind(ofLocal: index).contains(kind) {
            chosen.append(names.tupleItem(index))
        }
        return try makeTuple(chosen)
    }

    /// `co_code`: what the compiler made, without specialisation and with empty caches; cached.
    func originalInstructions(of object: Ref) throws(Raised) -> Owned {
        let code = object.code
        if let cached = code.pointee._co_code { return Ref(cached).owned() }
        let units = originalUnits(of: object)
        let made = units.withUnsafeBytes { bytes in
            slotResult { () throws(Raised) in try makeBytes(bytes) }
        }
        let bytes = try checked(made)
        setField(&code.pointee._co_code, bytes.ref)
        return bytes
    }

    func originalUnits(of object: Ref) -> [UInt16] {
        let count = object.itemCount
        var units: [UInt16] = []
        units.reserveCapacity(count)
        var index = 0
        while index < count {
            let unit = object.code.verifiedUnit(originalUnit(at: object.instructions + index))
            let opcode = Opcode(byte: UInt8(truncatingIfNeeded: unit)).generic
            units.append(unit & 0xff00 | UInt16(opcode.rawValue))
            let caches = min(opcode.cacheCount, count - index - 1)
            for _ in 0..<caches { units.append(0) }
            index += 1 + caches
        }
        return units
    }

    /// `co_positions()`: an iterator over (line, end line, column, end column) a code unit.
    private func positions(of object: Ref) throws(Raised) -> Owned {
        let code = object.code
        let list = try makeList()
        let table = Array(Ref(code.pointee.co_linetable).bytesBuffer)
        for range in LocationTableReader(table: table, firstLine: Int(code.pointee.co_firstlineno))
        {
            let place = range.location
            for _ in range.start..<range.end {
                let tuple = try makeNumbers(
                    [place.line, place.endLine, place.column, place.endColumn])
                try listAppend(list.ref, tuple.ref)
            }
        }
        return try iterator(over: list.ref)
    }

    /// `co_lines()`: an iterator over (start, end, line), in bytes; one for each entry of the table.
    private func lines(of object: Ref) throws(Raised) -> Owned {
        let code = object.code
        let list = try makeList()
        let table = Array(Ref(code.pointee.co_linetable).bytesBuffer)
        for run in LocationTableReader(table: table, firstLine: Int(code.pointee.co_firstlineno)) {
            let start = try makeInt(run.start * 2)
            let end = try makeInt(run.end * 2)
            let line =
                run.location.line < 0 ? none.owned() : try makeInt(Int(run.location.line))
            let tuple = try makeTuple([start.ref, end.ref, line.ref])
            try listAppend(list.ref, tuple.ref)
        }
        return try iterator(over: list.ref)
    }

    /// `co_lnotab`, the table of Python 3.9: pairs of a step in bytes and a signed step in lines
    /// (`decode_linetable`).
    private func lineNumberTable(of object: Ref) throws(Raised) -> Owned {
        let code = object.code
        let table = Array(Ref(code.pointee.co_linetable).bytesBuffer)
        var bytes: [UInt8] = []
        var offset = 0
        var line = Int(code.pointee.co_firstlineno)
        for range in LocationTableReader(table: table, firstLine: line)
        where range.location.line >= 0 && Int(range.location.line) != line {
            var byteStep = range.start * 2 - offset
            var lineStep = Int(range.location.line) - line
            while byteStep > 255 {
                bytes += [255, 0]
                byteStep -= 255
            }
            while lineStep > 127 || lineStep < -128 {
                let step = lineStep > 0 ? 127 : -128
                bytes += [UInt8(byteStep), UInt8(bitPattern: Int8(step))]
                byteStep = 0
                lineStep -= step
            }
            bytes += [UInt8(byteStep), UInt8(bitPattern: Int8(lineStep))]
            offset = range.start * 2
            line = Int(range.location.line)
        }
        return try checked(
            bytes.withUnsafeBytes { buffer in
                slotResult { () throws(Raised) in try makeBytes(buffer) }
            })
    }

    /// A tuple of ints, `None` for those below 0.
    private func makeNumbers(_ numbers: [Int32]) throws(Raised) -> Owned {
        let tuple = try makeTuple(count: numbers.count)
        for (index, number) in numbers.enumerated() {
            tuple.ref.tupleItems[index] =
                number < 0 ? none.owned().take() : try makeInt(Int(number)).take()
        }
        return tuple
    }

    // MARK: Comparing

    /// Equal code from the same place.
    func compareCode(_ left: Ref, _ right: Ref, _ op: Int32) throws(Raised) -> Owned {
        guard left.isExactly(.code), right.isExactly(.code),
            op == Comparison.equal.rawValue || op == Comparison.notEqual.rawValue
        else { return notImplemented.owned() }
        let isEqual = left == right ? true : try isSameCode(left, right)
        return bool(isEqual == (op == Comparison.equal.rawValue))
    }

    private func isSameCode(_ left: Ref, _ right: Ref) throws(Raised) -> Bool {
        let a = left.code.pointee
        let b = right.code.pointee
        guard a.co_argcount == b.co_argcount, a.co_posonlyargcount == b.co_posonlyargcount,
            a.co_kwonlyargcount == b.co_kwonlyargcount, a.co_flags == b.co_flags,
            a.co_firstlineno == b.co_firstlineno, a.ob_size == b.ob_size,
            originalUnits(of: left) == originalUnits(of: right)
        else { return false }
        let pairs = [
            (a.co_name, b.co_name), (a.co_names, b.co_names),
            (a.co_localsplusnames, b.co_localsplusnames), (a.co_linetable, b.co_linetable),
            (a.co_exceptiontable, b.co_exceptiontable),
        ]
        for (first, second) in pairs
        where try !compareBool(Ref(first), Ref(second), .equal) { return false }
        return try isSameConstant(Ref(a.co_consts), Ref(b.co_consts))
    }

    /// Equal and of one type, in containers too: `1` and `1.0`, `0.0` and `-0.0` are equal, code with them isn't
    /// (`_PyCode_ConstantKey`).
    private func isSameConstant(_ left: Ref, _ right: Ref) throws(Raised) -> Bool {
        if left == right { return true }
        guard left.type == right.type else { return false }
        if left.isExactly(.tuple) {
            guard left.itemCount == right.itemCount else { return false }
            try enterNative(" in comparison")
            defer { leaveNative() }
            for index in 0..<left.itemCount
            where try !isSameConstant(left.tupleItem(index), right.tupleItem(index)) {
                return false
            }
            return true
        }
        guard try compareBool(left, right, .equal) else { return false }
        if left.isExactly(.float) || left.isExactly(.complex) || left.isExactly(.frozenset) {
            return try repr(left).text == repr(right).text
        }
        return true
    }

    func codeHash(_ object: Ref) -> Int {
        let code = object.code
        var hash = 20_221_211
        func mix(_ value: Int) { hash = (hash ^ value) &* 1_000_003 }
        mix(Ref(code.pointee.co_name).strHash)
        mix(Int(code.pointee.co_argcount))
        mix(Int(code.pointee.co_flags))
        mix(Int(code.pointee.co_firstlineno))
        for unit in originalUnits(of: object) { mix(Int(unit)) }
        return hash == -1 ? -2 : hash
    }
}
