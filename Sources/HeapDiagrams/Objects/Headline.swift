import HeapTrace

/// An object's value in the few words that stand on its card and in sentences.
extension ObjectRecord {
    /// The value of a scalar, the number of a container's items, or what is left of `<function f at 0x7f…>`
    /// without what every card says anyway: `f`.
    var headline: String {
        switch kind {
        case .list, .tuple, .set, .dict:
            return slotCount == 1 ? "1 item" : String(slotCount) + " items"
        case .cell: return slots.first?.target == nil ? "empty" : ""
        default: return Headline.short(value)
        }
    }

    /// Whether the headline is the value itself rather than words about it.
    var headlineIsValue: Bool { !kind.isContainer && kind != .cell && !value.hasPrefix("<") }
}

/// Texts of `repr` that are no values.
public enum Headline {
    /// `f` of `<function f at 0x7f…>`; empty where nothing but the type is left.
    public static func short(_ value: String) -> String {
        guard value.hasPrefix("<") else { return value }
        var text = value.dropFirst()
        if text.last == ">" { text = text.dropLast() }
        text = without(" at 0x", text)
        for prefix in ["function ", "bound method ", "built-in function ", "built-in method "]
        where text.hasPrefix(prefix) {
            text = text.dropFirst(prefix.count)
            for end in [" of ", " at "] { text = without(end, text) }
            return own(text)
        }
        for prefix in ["generator object ", "coroutine object ", "async_generator object "]
        where text.hasPrefix(prefix) {
            return own(text.dropFirst(prefix.count))
        }
        if value.hasPrefix("<weakref ") { return weak(value) }
        if text.hasPrefix("class '") { return quoted(text) }
        if text.hasPrefix("module '") { return quoted(text) }
        return text.hasSuffix(" object") ? "" : "<" + text + ">"
    }

    /// A function's name without those it was defined in: `step` of `counter.<locals>.step`.
    public static func own(_ name: Substring) -> String {
        let marker = "<locals>."
        var rest = name
        var index = rest.startIndex
        while index < rest.endIndex {
            if rest[index...].hasPrefix(marker) {
                rest = rest[index...].dropFirst(marker.count)
                index = rest.startIndex
            } else {
                index = rest.index(after: index)
            }
        }
        return String(rest)
    }

    /// `to Image` or `dead` of `<weakref at 0x…; to 'Image' at 0x…>`.
    private static func weak(_ value: String) -> String {
        guard let mark = value.firstIndex(of: "'") else { return "dead" }
        let rest = value[value.index(after: mark)...]
        return "to " + rest.prefix { $0 != "'" }
    }

    private static func quoted(_ text: Substring) -> String {
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count > 1 else { return String(text) }
        let prefix = "__main__."
        return String(parts[1].hasPrefix(prefix) ? parts[1].dropFirst(prefix.count) : parts[1])
    }

    private static func without(_ end: String, _ text: Substring) -> Substring {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].hasPrefix(end) { return text[..<index] }
            index = text.index(after: index)
        }
        return text
    }
}
