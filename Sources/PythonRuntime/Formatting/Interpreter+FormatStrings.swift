/// `__format__` of str, and padding.
extension Interpreter {
    /// `str.__format__`.
    func formatString(_ object: Ref, _ text: Ref) throws(Raised) -> Owned {
        try checkFormatArgument(text)
        if text.strCount == 0 {
            return object.isExactly(.str) ? object.owned() : try str(object)
        }
        return try formatString(object, text.characters)
    }

    /// The same with a specification that isn't empty.
    func formatString(_ object: Ref, _ text: StrCharacters) throws(Raised) -> Owned {
        let spec = try formatSpec(
            text, for: object, defaultType: UInt8(ascii: "s"), isNumber: false)
        guard spec.type == UInt32(UInt8(ascii: "s")) else {
            throw unknownFormatCode(spec.type, object)
        }
        if spec.sign != 0 {
            let what = spec.sign == 32 ? "Space" : "Sign"
            throw raise(.valueError, "\(what) not allowed in string format specifier")
        }
        if spec.coercesNegativeZero {
            throw raise(
                .valueError,
                "Negative zero coercion (z) not allowed in string format specifier")
        }
        if spec.isAlternate {
            throw raise(
                .valueError, "Alternate form (#) not allowed in string format specifier")
        }
        if spec.align == UInt8(ascii: "=") {
            throw raise(
                .valueError, "'=' alignment not allowed in string format specifier")
        }
        let isWhole = spec.precision == -1 || spec.precision >= object.strCount
        if isWhole, spec.width <= object.strCount {
            return object.owned()
        }
        let characters = object.characters
        let count = isWhole ? characters.count : spec.precision
        return try padded(characters.slice(0, count), spec)
    }

    /// Writes an exact int, float or str by a specification, without a str of its own as far as that can be; false
    /// for other objects.
    func write(
        _ object: Ref, formatted spec: StrCharacters, to writer: inout TextWriter
    ) throws(Raised) -> Bool {
        if object.isExactly(.str) {
            if spec.count == 0 {
                try writer.write(object)
            } else {
                let text = try formatString(object, spec)
                try writer.write(text.ref)
            }
            return true
        }
        var text = ASCIIBuffer()
        if object.isExactly(.int) {
            let options =
                spec.count == 0 ? FormatSpec.plainInt : try intSpec(spec, object)
            if options.typeLetter == UInt8(ascii: "c") { return false }
            try writer.write(layOutInt(object, options, in: &text), text)
            return true
        }
        guard object.isExactly(.float) else { return false }
        if spec.count == 0 {
            FloatText.appendRepr(object.floatValue, to: &text)
            try writer.write(
                StrCharacters(
                    start: UnsafeMutableRawPointer(text.start), count: text.count, kind: 1))
        } else {
            try writer.write(
                layOutDouble(object.floatValue, floatSpec(spec, object), in: &text), text)
        }
        return true
    }

    /// Characters padded to the spec's width with its fill.
    func padded(_ text: StrCharacters, _ spec: FormatSpec) throws(Raised) -> Owned {
        let padding = max(spec.width - text.count, 0)
        if padding == 0 { return try makeString(characters: text) }
        let left =
            switch spec.align {
            case UInt8(ascii: "<"): 0
            case UInt8(ascii: "^"): padding / 2
            default: padding
            }
        return try padded(text, left: left, right: padding - left, fill: spec.fill)
    }

    /// Characters with that many fill characters on either side.
    func padded(
        _ text: StrCharacters, left: Int, right: Int, fill: UInt32
    ) throws(Raised) -> Owned {
        let (padding, overflow) = left.addingReportingOverflow(right)
        let (count, overflowAgain) = padding.addingReportingOverflow(text.count)
        if overflow || overflowAgain { throw raise(.overflowError, "padded string is too long") }
        let result = try newString(count: count, maximum: max(fill, text.maximum))
        let target = result.ref.characters
        target.fill(0, left, fill)
        text.copyNarrowing(to: target, at: left)
        target.fill(left + text.count, right, fill)
        return result
    }
}

extension StrCharacters {
    /// Sets a run of characters.
    func fill(_ start: Int, _ count: Int, _ character: UInt32) {
        if kind == 1 {
            let first = self.start.assumingMemoryBound(to: UInt8.self) + start
            return first.update(repeating: UInt8(truncatingIfNeeded: character), count: count)
        }
        for index in start..<(start + count) { set(index, character) }
    }

    /// Sets a run of characters to ASCII ones.
    func set(ascii source: UnsafeMutablePointer<UInt8>, _ count: Int, _ offset: Int) {
        StrCharacters(start: source, count: count, kind: 1).copy(to: self, at: offset)
    }

    /// Copies to a string of any width that the characters fit.
    func copyNarrowing(to target: StrCharacters, at offset: Int) {
        if target.kind >= kind { return copy(to: target, at: offset) }
        for index in 0..<count { target.set(offset &+ index, self[index]) }
    }
}
