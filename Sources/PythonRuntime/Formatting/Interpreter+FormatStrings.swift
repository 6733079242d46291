/// `__format__` of str, and padding.
extension Interpreter {
    /// `str.__format__`.
    func formatString(_ object: Ref, _ text: Ref) throws(Raised) -> Owned {
        try checkFormatArgument(text)
        if text.strCount == 0 {
            return object.isExactly(.str) ? object.owned() : try str(object)
        }
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
        for index in start..<(start + count) { set(index, character) }
    }

    /// Copies to a string of any width that the characters fit.
    func copyNarrowing(to target: StrCharacters, at offset: Int) {
        if target.kind >= kind { return copy(to: target, at: offset) }
        for index in 0..<count { target.set(offset &+ index, self[index]) }
    }
}
