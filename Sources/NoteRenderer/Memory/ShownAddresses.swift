import HeapTrace

/// Finds the numbers in a cell's output that are addresses of objects, and says whose: `id(a)` shows
/// 139637976797104, and the picture 0x7f0000010fb0.
extension MemoryChapter {
    /// Addresses told of in one cell; a program that prints a thousand is not explained line by line.
    private static let mostAddresses = 3

    mutating func tellShownAddresses(in run: CellRun) {
        var shown: [(number: String, object: ObjectRecord)] = []
        for number in Self.numbers(in: run) where shown.count < Self.mostAddresses {
            guard let address = UInt64(number), !shown.contains(where: { $0.number == number }),
                let object = after.objects.first(where: { $0.address == address })
            else { continue }
            shown.append((number, object))
        }
        let inPicture = shown.filter { told.contains($0.object.serial) }
        if !inPicture.isEmpty { sentences.append(translation(inPicture)) }
        for entry in shown where !told.contains(entry.object.serial) {
            sentences.append(explanation(entry.number, entry.object))
        }
    }

    /// The lines of output that are nothing but a number as large as an address.
    private static func numbers(in run: CellRun) -> [String] {
        var numbers: [String] = []
        for chunk in run.output where chunk.stream == .standardOutput {
            for line in MarkdownText.lines(String(chunk.text.prefix(4_000))) where isAddress(line) {
                numbers.append(line)
            }
        }
        if let echo = run.echo, isAddress(echo) { numbers.append(echo) }
        return numbers
    }

    private static func isAddress(_ text: String) -> Bool {
        (13...15).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    /// `1396… is 0x7f… and 1397… is 0x7f… in decimal.`
    private func translation(
        _ shown: [(number: String, object: ObjectRecord)]
    ) -> [MemoryStory.Span] {
        var sentence: [MemoryStory.Span] = []
        for (index, entry) in shown.enumerated() {
            if index > 0 { sentence += [index == shown.count - 1 ? " and " : ", "] }
            sentence += [.code(entry.number), " is ", .code(address(entry.object.address))]
        }
        return sentence + [" in decimal."]
    }

    private func explanation(_ number: String, _ object: ObjectRecord) -> [MemoryStory.Span] {
        var sentence = Array(translation([(number, object)]).dropLast())
        sentence += [" in decimal, the address of the "]
        sentence += description(object.typeName, shownValue(object))
        let names = names(of: object.serial)
        if !names.isEmpty {
            sentence += [" that "] + list(names) + [.text(names.count == 1 ? " names" : " name")]
        }
        return sentence + ["."]
    }
}
