/// `str.translate` and `str.maketrans`.
extension Interpreter {
    func strTranslate(_ object: Ref, _ table: Ref) throws(Raised) -> Owned {
        let characters = object.characters
        var result: [UInt32] = []
        result.reserveCapacity(characters.count)
        for index in 0..<characters.count {
            let character = characters[index]
            guard let mapped = try translation(of: character, table) else {
                result.append(character)
                continue
            }
            let value = Owned(stealing: mapped)
            try append(value.ref, to: &result)
        }
        return try makeString(codePoints: result)
    }

    /// What the table says about a character, which the caller owns; nil for nothing (`LookupError`).
    private func translation(of character: UInt32, _ table: Ref) throws(Raised) -> RawObject? {
        let key = try makeInt(Int(character))
        do throws(Raised) {
            return try getItem(table, key.ref).take()
        } catch {
            guard currentExceptionIs(.lookupError) else { throw error }
            clearException()
            return nil
        }
    }

    private func append(_ value: Ref, to result: inout [UInt32]) throws(Raised) {
        if value.isNone { return }
        if value.isStr {
            let characters = value.characters
            for index in 0..<characters.count { result.append(characters[index]) }
            return
        }
        guard value.isInt else {
            throw raise(.typeError, "character mapping must return integer, None or str")
        }
        guard let code = value.intValue, code >= 0, code <= 0x10FFFF else {
            throw raise(.valueError, "character mapping must be in range(0x110000)")
        }
        result.append(UInt32(code))
    }

    func strMakeTranslation(_ arguments: NativeArguments, _ count: Int) throws(Raised) -> Owned {
        try checkArguments("maketrans", count, 1, 3)
        let table = try makeDict()
        let first = argument(arguments, 0)
        if count == 1 {
            guard first.isExactly(.dict) else {
                throw raise(
                    .typeError,
                    "if you give only one argument to maketrans it must be a dict")
            }
            try copyTranslation(first, table.ref)
            return table
        }
        let second = argument(arguments, 1)
        guard second.isStr else { throw badArgument("maketrans", "argument 2", "str", second) }
        if count > 2, !argument(arguments, 2).isStr {
            throw badArgument("maketrans", "argument 3", "str", argument(arguments, 2))
        }
        guard first.isStr else {
            throw raise(
                .typeError,
                "first maketrans argument must be a string if there is a second argument")
        }
        guard first.strCount == second.strCount else {
            throw raise(
                .valueError, "the first two maketrans arguments must have equal length")
        }
        for index in 0..<first.strCount {
            let key = try makeInt(Int(first.characters[index]))
            let value = try makeInt(Int(second.characters[index]))
            try dictSet(table.ref, key.ref, value.ref)
        }
        if count == 3 {
            let third = argument(arguments, 2)
            guard third.isStr else { throw badArgument("maketrans", "argument 3", "str", third) }
            for index in 0..<third.strCount {
                let key = try makeInt(Int(third.characters[index]))
                try dictSet(table.ref, key.ref, none)
            }
        }
        return table
    }

    /// Copies a dict whose keys are ints or strings of one character.
    private func copyTranslation(_ source: Ref, _ table: Ref) throws(Raised) {
        var position = 0
        while let entry = dictNext(source, &position) {
            if entry.key.isStr {
                guard entry.key.strCount == 1 else {
                    throw raise(
                        .valueError, "string keys in translate table must be of length 1")
                }
                let key = try makeInt(Int(entry.key.characters[0]))
                try dictSet(table, key.ref, entry.value)
            } else if entry.key.isInt {
                try dictSet(table, entry.key, entry.value)
            } else {
                throw raise(
                    .typeError, "keys in translate table must be strings or integers")
            }
        }
    }
}
