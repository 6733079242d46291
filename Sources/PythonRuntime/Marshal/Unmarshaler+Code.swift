import PythonBytecode

/// Code objects from marshalled bytes (`TYPE_CODE` of `Python/marshal.c`).
extension Unmarshaler {
    mutating func readCode() throws(Raised) -> Owned {
        let argumentCount = try readInt32()
        let positionalOnlyCount = try readInt32()
        let keywordOnlyCount = try readInt32()
        let stackSize = try readInt32()
        let flags = try readInt32()
        let instructions = try readItem("code")
        let constants = try readItem("code")
        let names = try readItem("code")
        let localNames = try readItem("code")
        let localKinds = try readItem("code")
        let filename = try readItem("code")
        let name = try readItem("code")
        let qualifiedName = try readItem("code")
        let firstLine = try readInt32()
        var locations = try readItem("code")
        let exceptions = try readItem("code")

        guard instructions.ref.isBytes, localKinds.ref.isBytes, locations.ref.isBytes,
            exceptions.ref.isBytes
        else { throw bad("code: not bytes") }
        guard constants.ref.isTuple, isTupleOfStrings(names.ref), isTupleOfStrings(localNames.ref)
        else { throw bad("code: not a tuple") }
        guard filename.ref.isStr, name.ref.isStr, qualifiedName.ref.isStr else {
            throw bad("code: not a string")
        }
        if !interpreter.keepsColumns {
            locations = try interpreter.makeBytes(
                interpreter.withoutColumns(
                    Array(locations.ref.bytesBuffer), firstLine: Int(firstLine)))
        }
        let count = instructions.ref.bytesBuffer.count
        guard count > 0, count % 2 == 0,
            localKinds.ref.bytesBuffer.count == localNames.ref.itemCount,
            argumentCount >= 0, keywordOnlyCount >= 0, stackSize >= 0,
            positionalOnlyCount >= 0, positionalOnlyCount <= argumentCount,
            hasOrderedVariables(
                localKinds.ref.bytesBuffer,
                parameters: parameterCount(argumentCount, keywordOnlyCount, flags))
        else { throw bad("code: inconsistent") }

        try internNames(names.ref)
        try internNames(localNames.ref)
        try internNameLikeConstants(constants.ref)
        let raw = try interpreter.newObject(
            interpreter.type(.code), size: PyCodeObject.instructionsOffset + count)
        let code = raw.assumingMemoryBound(to: PyCodeObject.self)
        code.pointee.co_flags = flags
        code.pointee.co_argcount = argumentCount
        code.pointee.co_posonlyargcount = positionalOnlyCount
        code.pointee.co_kwonlyargcount = keywordOnlyCount
        code.pointee.co_stacksize = stackSize
        code.pointee.co_firstlineno = firstLine
        code.fill(
            instructions: UnsafeRawBufferPointer(instructions.ref.bytesBuffer),
            kinds: localKinds.ref.bytesBuffer)
        code.pointee.co_consts = constants.take()
        code.pointee.co_names = names.take()
        code.pointee.co_localsplusnames = localNames.take()
        code.pointee.co_localspluskinds = localKinds.take()
        code.pointee.co_filename = filename.take()
        code.pointee.co_name = name.take()
        code.pointee.co_qualname = qualifiedName.take()
        code.pointee.co_linetable = locations.take()
        code.pointee.co_exceptiontable = exceptions.take()
        if !isTrusted { code.markUnverified() }
        return Owned(stealing: raw)
    }

    private func parameterCount(_ positional: Int32, _ keywordOnly: Int32, _ bits: Int32) -> Int {
        let flags = CodeFlags(rawValue: UInt32(bitPattern: bits))
        return Int(positional) + Int(keywordOnly) + (flags.contains(.varArguments) ? 1 : 0)
            + (flags.contains(.varKeywords) ? 1 : 0)
    }

    /// Locals, the parameters first, then cells that aren't locals, then free variables.
    private func hasOrderedVariables(
        _ kinds: UnsafeBufferPointer<UInt8>, parameters: Int
    ) -> Bool {
        var stage = 0
        var localCount = 0
        for byte in kinds {
            let kind = LocalKind(rawValue: byte)
            let own: Int
            switch kind {
            case .local, [.local, .cell]: own = 0
            case .cell: own = 1
            case .free: own = 2
            default: return false
            }
            if own < stage { return false }
            stage = own
            if own == 0 { localCount += 1 }
        }
        return parameters <= localCount
    }

    private func isTupleOfStrings(_ object: Ref) -> Bool {
        object.isTuple && (0..<object.itemCount).allSatisfy { object.tupleItem($0).isStr }
    }

    /// Names are interned (`intern_strings` of `Objects/codeobject.c`).
    private func internNames(_ names: Ref) throws(Raised) {
        for index in 0..<names.itemCount {
            let name = names.tupleItem(index)
            guard !name.strIsInterned else { continue }
            let interned = try interpreter.intern(name.owned())
            replaceItem(names, index, interned.take())
        }
    }

    /// Constants that look like names are interned too, those in tuples as well (`intern_string_constants`).
    private func internNameLikeConstants(_ constants: Ref, depth: Int = 0) throws(Raised) {
        // Compilers don't nest that deep; other data may even hold itself.
        guard depth < 100 else { return }
        for index in 0..<constants.itemCount {
            let constant = constants.tupleItem(index)
            if constant.isExactly(.tuple) {
                try internNameLikeConstants(constant, depth: depth + 1)
            } else if constant.isExactly(.str), !constant.strIsInterned,
                constant.looksLikeName
            {
                let interned = try interpreter.intern(constant.owned())
                replaceItem(constants, index, interned.take())
            }
        }
    }

    private func replaceItem(_ tuple: Ref, _ index: Int, _ item: RawObject) {
        let old = tuple.tupleItem(index)
        tuple.tupleItems[index] = item
        old.decref()
    }
}

extension Ref {
    /// Letters, digits and underscores only, of ASCII: `all_name_chars` of `Objects/codeobject.c`.
    var looksLikeName: Bool {
        let characters = self.characters
        for index in 0..<characters.count {
            switch characters[index] {
            case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: continue
            default: return false
            }
        }
        return true
    }
}
