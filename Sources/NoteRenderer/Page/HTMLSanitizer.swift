/// Lets through the HTML of a note that only formats, and keeps its tags balanced, so that no note can
/// run a script, fetch anything or break out of its place in the page.
///
/// Elements are remembered from one piece of HTML to the next, since Markdown stands between an opening
/// and a closing tag; each container closes what was opened inside it.
struct HTMLSanitizer {
    /// The elements open at the moment, innermost last.
    private(set) var open: [String] = []
    private static let deepest = 60
    /// The address of a picture of the vault, by what the note says; nil if it isn't there.
    var pictureAddress: (String) -> String? = { _ in nil }

    /// Writes what may stay of a piece of HTML.
    mutating func write(_ html: String, to buffer: inout HTMLBuffer) {
        let bytes = Array(html.utf8)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                let start = index
                while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
                writeText(bytes[start..<index], to: &buffer)
                continue
            }
            if let end = Self.skipDeclaration(bytes, index) {
                index = end
            } else if let tag = HTMLTag(bytes, at: index) {
                index = write(tag, bytes, to: &buffer)
            } else {
                buffer.markup("&lt;")
                index += 1
            }
        }
    }

    /// Closes the elements opened since there were so many.
    mutating func close(downTo count: Int, _ buffer: inout HTMLBuffer) {
        while open.count > count { closeInnermost(&buffer) }
    }

    /// Closes what only formats text, as a browser does at the end of a block.
    mutating func closeFormatting(_ buffer: inout HTMLBuffer) {
        while open.count > scopeStart, let last = open.last,
            !HTMLAllowList.containers.contains(last)
        {
            closeInnermost(&buffer)
        }
    }

    private mutating func closeInnermost(_ buffer: inout HTMLBuffer) {
        let name = open.removeLast()
        buffer.markup("</\(name)>")
    }

    /// Entities stay as written; only what could be markup is escaped.
    private func writeText(_ text: ArraySlice<UInt8>, to buffer: inout HTMLBuffer) {
        var start = text.startIndex
        for index in text.indices where text[index] == UInt8(ascii: "&") {
            buffer.escape(text[start..<index])
            buffer.markup(Self.isEntity(text[index...]) ? "&" : "&amp;")
            start = index + 1
        }
        buffer.escape(text[start...])
    }

    private static func isEntity(_ text: ArraySlice<UInt8>) -> Bool {
        var index = text.startIndex + 1
        if index < text.endIndex, text[index] == UInt8(ascii: "#") { index += 1 }
        let start = index
        while index < text.endIndex, index - start < 32, isAlphanumeric(text[index]) { index += 1 }
        return index > start && index < text.endIndex && text[index] == UInt8(ascii: ";")
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte | 32)
    }

    /// The end of a comment, a declaration or a processing instruction.
    private static func skipDeclaration(_ bytes: [UInt8], _ start: Int) -> Int? {
        guard start + 1 < bytes.count else { return nil }
        let rest = bytes[(start + 1)...]
        if rest.starts(with: Array("!--".utf8)) {
            return end(of: Array("-->".utf8), in: bytes, from: start + 4)
        }
        if rest.starts(with: Array("![CDATA[".utf8)) {
            return end(of: Array("]]>".utf8), in: bytes, from: start + 9)
        }
        if rest.first == UInt8(ascii: "?") {
            return end(of: Array("?>".utf8), in: bytes, from: start + 2)
        }
        if rest.first == UInt8(ascii: "!") {
            return end(of: Array(">".utf8), in: bytes, from: start + 2)
        }
        return nil
    }

    private static func end(of marker: [UInt8], in bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index + marker.count <= bytes.count {
            if bytes[index..<index + marker.count].elementsEqual(marker) {
                return index + marker.count
            }
            index += 1
        }
        return bytes.count
    }

    /// Writes a tag if it is on the list; gives where to go on.
    private mutating func write(_ tag: HTMLTag, _ bytes: [UInt8], to buffer: inout HTMLBuffer)
        -> Int
    {
        if HTMLAllowList.hiddenElements.contains(tag.name) {
            return tag.isClosing ? tag.end : Self.skipElement(tag, bytes)
        }
        if tag.name == "img" {
            if !tag.isClosing { writePicture(tag, to: &buffer) }
            return tag.end
        }
        guard HTMLAllowList.elements.contains(tag.name) else { return tag.end }
        if tag.isClosing {
            guard let place = open.lastIndex(of: tag.name), place >= scopeStart else {
                return tag.end
            }
            close(downTo: place, &buffer)
            return tag.end
        }
        let isVoid = HTMLAllowList.voidElements.contains(tag.name)
        guard isVoid || open.count < Self.deepest else { return tag.end }
        buffer.markup("<\(tag.name)")
        for (name, value) in tag.attributes {
            guard let kept = HTMLAllowList.value(of: name, in: tag.name, value) else { continue }
            buffer.markup(" \(name)=\"")
            buffer.text(kept)
            buffer.markup("\"")
        }
        buffer.markup(">")
        if !isVoid { open.append(tag.name) }
        return tag.end
    }

    /// A picture of the vault; one from anywhere else leaves its words.
    private func writePicture(_ tag: HTMLTag, to buffer: inout HTMLBuffer) {
        var attributes: [String: String] = [:]
        for (name, value) in tag.attributes where attributes[name] == nil {
            attributes[name] = value
        }
        let words = attributes["alt"] ?? ""
        guard let source = attributes["src"], let address = pictureAddress(source) else {
            buffer.text(words)
            return
        }
        buffer.markup("<img")
        buffer.address("src", address)
        buffer.attribute("alt", words)
        for name in ["width", "height", "align", "title", "style"] {
            guard let value = attributes[name],
                let kept = HTMLAllowList.value(of: name, in: "img", value)
            else { continue }
            buffer.markup(" \(name)=\"")
            buffer.text(kept)
            buffer.markup("\"")
        }
        buffer.markup(" loading=\"lazy\">")
    }

    /// Elements opened outside of the current container can't be closed inside it.
    var scopeStart = 0

    /// Skips a script or style with all that is in it.
    private static func skipElement(_ tag: HTMLTag, _ bytes: [UInt8]) -> Int {
        let closing = Array("</\(tag.name)".utf8)
        var index = tag.end
        while index + closing.count <= bytes.count {
            if bytes[index] == UInt8(ascii: "<"),
                zip(bytes[index...], closing).allSatisfy({ $0 | 32 == $1 | 32 }),
                let end = HTMLTag(bytes, at: index)?.end
            {
                return end
            }
            index += 1
        }
        return bytes.count
    }
}

/// A tag taken apart.
struct HTMLTag {
    /// In lower case.
    var name: String
    var isClosing: Bool
    var attributes: [(name: String, value: String)] = []
    /// The offset after `>`.
    var end: Int

    init?(_ bytes: [UInt8], at start: Int) {
        var index = start + 1
        isClosing = index < bytes.count && bytes[index] == UInt8(ascii: "/")
        if isClosing { index += 1 }
        let nameStart = index
        while index < bytes.count, HTMLSanitizer.isAlphanumeric(bytes[index]) { index += 1 }
        guard index > nameStart, index - nameStart < 20, !(48...57).contains(bytes[nameStart])
        else {
            return nil
        }
        name = String(decoding: bytes[nameStart..<index], as: UTF8.self).lowercased()
        end = index
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            if Self.isNameByte(bytes[index]), let attribute = Self.attribute(bytes, &index) {
                if attributes.count < 40 { attributes.append(attribute) }
            } else {
                index += 1
            }
        }
        guard index < bytes.count else { return nil }
        end = index + 1
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        HTMLSanitizer.isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ":")
    }

    private static func attribute(_ bytes: [UInt8], _ index: inout Int) -> (String, String)? {
        let nameStart = index
        while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
        let name = String(decoding: bytes[nameStart..<index], as: UTF8.self).lowercased()
        var after = index
        while after < bytes.count, bytes[after] <= 0x20 { after += 1 }
        guard after < bytes.count, bytes[after] == UInt8(ascii: "=") else { return (name, "") }
        after += 1
        while after < bytes.count, bytes[after] <= 0x20 { after += 1 }
        guard after < bytes.count else { return nil }
        let quote = bytes[after]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let close = bytes[(after + 1)...].firstIndex(of: quote) else {
                index = bytes.count
                return nil
            }
            index = close + 1
            return (name, String(decoding: bytes[(after + 1)..<close], as: UTF8.self))
        }
        index = after
        while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: ">") {
            index += 1
        }
        return (name, String(decoding: bytes[after..<index], as: UTF8.self))
    }
}

/// What HTML a note may hold.
enum HTMLAllowList {
    static let elements: Set<String> = [
        "a", "abbr", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite",
        "code",
        "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption",
        "figure",
        "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol",
        "p",
        "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
        "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul",
        "var",
        "wbr",
    ]
    /// Elements that can hold blocks, so that Markdown can stand between their tags.
    static let containers: Set<String> = [
        "blockquote", "center", "dd", "details", "div", "dl", "figure", "li", "ol", "table",
        "tbody", "td",
        "th", "thead", "tr", "ul",
    ]
    static let voidElements: Set<String> = ["br", "col", "hr", "wbr"]
    /// Elements whose content is no text for a reader.
    static let hiddenElements: Set<String> = [
        "script", "style", "iframe", "object", "embed", "template", "noscript", "textarea",
        "select",
        "svg", "math", "title", "head", "audio", "video", "canvas", "frameset", "xmp", "noembed",
        "noframes", "plaintext",
    ]

    /// The value an attribute may have; nil if it has to go.
    static func value(of name: String, in element: String, _ value: String) -> String? {
        switch (name, element) {
        case ("style", _): return InlineStyle.sanitized(value)
        case ("title", _), ("dir", _), ("lang", _), ("align", _), ("valign", _), ("cite", "q"):
            return value
        case ("href", "a"): return LinkAddress.isSafe(value) ? value : nil
        case ("open", "details"): return ""
        case ("colspan", _), ("rowspan", _), ("span", _), ("start", "ol"), ("width", _),
            ("height", _):
            return value.utf8.allSatisfy { (48...57).contains($0) || $0 == 37 }
                && value.utf8.count < 6
                ? value : nil
        case ("color", "font"):
            return InlineStyle.isPlainValue(value) ? value : nil
        case ("class", _): return value.utf8.contains(UInt8(ascii: "\"")) ? nil : "user-" + value
        default: return nil
        }
    }
}

/// The declarations of a `style` attribute that only colour and align.
enum InlineStyle {
    private static let properties: Set<String> = [
        "background", "background-color", "border", "border-radius", "color", "font-size",
        "font-style",
        "font-weight", "letter-spacing", "line-height", "margin", "margin-left", "margin-right",
        "max-width", "padding", "text-align", "text-decoration", "text-indent", "text-transform",
        "vertical-align", "white-space", "width", "opacity", "font-variant", "font-family",
    ]

    static func sanitized(_ style: String) -> String? {
        var kept: [String] = []
        for declaration in style.split(separator: ";") {
            let parts = declaration.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let property = trim(parts[0]).lowercased()
            let value = trim(parts[1])
            if properties.contains(property), isPlainValue(value) {
                kept.append("\(property):\(value)")
            }
        }
        return kept.isEmpty ? nil : kept.joined(separator: ";")
    }

    /// No functions but colours', no addresses, no escapes.
    static func isPlainValue(_ value: String) -> Bool {
        guard value.utf8.count < 200 else { return false }
        let lower = value.lowercased()
        let isPlain = lower.utf8.allSatisfy { byte in
            HTMLSanitizer.isAlphanumeric(byte) || " #.,%()-!'".utf8.contains(byte)
        }
        guard isPlain else { return false }
        guard lower.utf8.contains(UInt8(ascii: "(")) else { return true }
        return ["rgb(", "rgba(", "hsl(", "hsla("].contains { lower.hasPrefix($0) }
            && lower.utf8.count(where: { $0 == UInt8(ascii: "(") }) == 1
    }

    private static func trim(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

/// Where a link of a note may lead.
enum LinkAddress {
    /// Web and mail addresses, and everything inside the vault.
    static func isSafe(_ address: String) -> Bool {
        guard let scheme = scheme(of: address) else { return true }
        return ["http", "https", "mailto", "obsidian", "tel", "zotero"].contains(scheme)
    }

    static func isExternal(_ address: String) -> Bool {
        scheme(of: address) != nil || address.hasPrefix("//")
    }

    /// In lower case; control characters and white space, which browsers skip, don't hide it.
    static func scheme(of address: String) -> String? {
        var name: [UInt8] = []
        for byte in address.utf8 {
            if byte == UInt8(ascii: ":") { return String(decoding: name, as: UTF8.self) }
            if byte <= 0x20 { continue }
            let isSchemeByte =
                HTMLSanitizer.isAlphanumeric(byte) || byte == UInt8(ascii: "+")
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            guard isSchemeByte else { return nil }
            name.append((65...90).contains(byte) ? byte | 32 : byte)
        }
        return nil
    }
}
