import HeapTrace

/// The picture of one object byte by byte: a card for its block and one for each separate block it
/// owns, a row for each field with its offset, its bytes as they lie in memory, CPython's name and
/// what they mean. A pointer to one of the blocks has an arrow.
///
///     ┌ list object ──────────── 0x7f… · 56 bytes ┐
///     │ PyGC_Head                                 │
///     │ −16  30 24 01 … │ _gc_next │ 0x7f…        │
///     │ PyVarObject                 id(a) = 0x7f… │
///     │  +0  01 00 00 … │ ob_refcnt │ 1 reference │
///     │ +24  40 00 02 … │ ob_item   │ 0x7f…     ●─┼─╮
///     └───────────────────────────────────────────┘ │
///     ┌ ob_item, the items ───────────────────────┐◂╯
public struct BytesDiagram: Sendable {
    public let bytes: ObjectBytes
    public let title: String

    public init(bytes: ObjectBytes, title: String) {
        self.bytes = bytes
        self.title = title
    }

    /// The bytes as SVG. Ids in it start with `prefix`.
    public func picture(prefix: String) -> DiagramPicture {
        DiagramPicture(scene(), prefix: prefix)
    }

    /// The picture in words, as its `<desc>` has it.
    public var summary: String {
        var text = "\(bytes.expression) is \(article) \(bytes.typeName) of \(bytes.size) bytes at "
        text += Numeral.address(bytes.address) + "."
        for block in bytes.blocks {
            text += " " + block.title.prefix(1).uppercased() + block.title.dropFirst() + ": "
            let fields = block.fields.filter { !$0.name.isEmpty && $0.omittedFieldCount == 0 }
            let shown = fields.prefix(BytesDiagram.summaryFields).map { $0.name + " " + $0.value }
            text += shown.joined(separator: "; ")
            let left = fields.count - shown.count
            text += left > 0 ? "; and \(left) more fields." : "."
        }
        return text
    }

    private static let summaryFields = 12

    private var article: String {
        bytes.typeName.first.map { "aeiou".contains($0) } == true ? "an" : "a"
    }

    /// All fields as rows of text: block, offset, bytes, name, meaning.
    public var rows: [[String]] {
        bytes.blocks.flatMap { block in
            block.fields.map { field in
                [
                    block.title, BytesDiagram.offset(field.offset),
                    field.bytes.isEmpty
                        ? Numeral.bytes(field.count) : BytesDiagram.hexadecimal(field.bytes[...]),
                    field.structure + (field.name.isEmpty ? "" : "." + field.name), field.value,
                ]
            }
        }
    }

    /// The headings of `rows`.
    public static let columns = ["Block", "Offset", "Bytes", "Field", "Meaning"]

    static func offset(_ value: Int) -> String {
        value < 0 ? "−" + String(value.magnitude) : "+" + String(value)
    }

    static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined(separator: " ")
    }

    func scene() -> Scene {
        var builder = BytesScene(bytes)
        builder.addBlocks()
        builder.addArrows()
        return builder.finished(title: title, description: summary)
    }
}
