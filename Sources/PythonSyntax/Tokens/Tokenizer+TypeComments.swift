extension Tokenizer {
    /// Appends the token of a comment `# type: …`, whose text begins behind that; true if it is one. A comment
    /// that says `ignore` is no token: what stands behind that word is kept.
    mutating func appendTypeComment(_ comment: Range<Int>) -> Bool {
        guard let start = typeStart(in: comment) else { return false }
        let behind = start + 6
        if behind <= comment.upperBound,
            "ignore".utf8.elementsEqual((start..<behind).map { base[$0] }),
            behind == comment.upperBound || !continuesWord(base[behind])
        {
            let tag = UnsafeBufferPointer(start: base + behind, count: comment.upperBound - behind)
            typeIgnores.append(
                TypeComments.Ignore(line: line, tag: String(decoding: tag, as: UTF8.self)))
            return false
        }
        append(.typeComment, start: start, end: comment.upperBound)
        return true
    }

    /// Where the text begins behind `# type: `; a blank there stands for any number of blanks, or none.
    private func typeStart(in comment: Range<Int>) -> Int? {
        var position = comment.lowerBound
        for letter in "# type: ".utf8 {
            if letter == UInt8(ascii: " ") {
                while position < comment.upperBound,
                    base[position] == UInt8(ascii: " ") || base[position] == UInt8(ascii: "\t")
                {
                    position += 1
                }
            } else {
                guard position < comment.upperBound, base[position] == letter else { return nil }
                position += 1
            }
        }
        return position
    }

    private func continuesWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
            true
        default: false
        }
    }

    /// Makes names of `async` and `await` as they were before Python 3.7: keywords only in the body of
    /// an `async def`.
    mutating func makeAsyncNames() {
        var indent = 0
        var body: (indent: Int, isEntered: Bool)?
        for index in tokens.indices {
            switch tokens[index].kind {
            case .indent: indent += 1
            case .dedent: indent -= 1
            case .newline: if body != nil { body?.isEntered = true }
            case .async, .await:
                if let current = body, !current.isEntered || indent > current.indent { continue }
                body = nil
                let isAsync = tokens[index].kind == .async
                if isAsync, index + 1 < tokens.count, tokens[index + 1].kind == .def {
                    body = (indent, false)
                    continue
                }
                tokens[index].kind = .name
                tokens[index].identifier = intern(isAsync ? "async" : "await")
            default: break
            }
        }
    }

    private mutating func intern(_ name: String) -> Identifier {
        Array(name.utf8).withUnsafeBufferPointer { identifiers.intern($0) }
    }
}
