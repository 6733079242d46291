import HeapTrace
import Testing

@testable import HeapDiagrams

@Suite struct BytesDiagramTests {
    /// A list with a buffer: pointers, numbers, padding, bytes that are left out.
    private static var list: ObjectBytes {
        var header = BlockBytes(
            title: "list object", region: .arenas, address: 0x7f00_0000_1000,
            origin: 0x7f00_0000_1010, blockSize: 64, unusedByteCount: 8)
        header.fields = [
            field("PyGC_Head", "_gc_next", -16, 8, "in the interpreter's state", bytes: []),
            field("PyGC_Head", "_gc_prev", -8, 8, "0x7f0000002000"),
            field("PyVarObject", "ob_refcnt", 0, 8, "1 reference"),
            field("PyVarObject", "ob_type", 8, 8, "type list", isPointer: true),
            field("PyVarObject", "ob_size", 16, 8, "2"),
            field("PyListObject", "ob_item", 24, 8, "0x7f0000003000", target: 1, isPointer: true),
            field("PyListObject", "flag", 32, 1, "true"),
            field("PyListObject", "", 33, 3, "padding", bytes: []),
            field("PyListObject", "width", 36, 4, "7"),
        ]
        var items = BlockBytes(
            title: "ob_item, the items", region: .rawHeap, address: 0x5555_5700_0010,
            origin: 0x5555_5700_0010, blockSize: 800)
        items.fields = (0..<20).map {
            field("PyObject *", "ob_item[\($0)]", 8 * $0, 8, "int \($0)", isPointer: true)
        }
        items.fields.append(
            ByteField(
                structure: "PyObject *", name: "ob_item[20…95]", offset: 160, count: 608, bytes: [],
                value: "76 more", omittedFieldCount: 76))
        return ObjectBytes(
            expression: "a", typeName: "list", value: "[0, 1]", address: 0x7f00_0000_1010,
            size: 856,
            refcount: 1, blocks: [header, items])
    }

    private static func field(
        _ structure: String, _ name: String, _ offset: Int, _ count: Int, _ value: String,
        bytes: [UInt8]? = nil, target: Int? = nil, isPointer: Bool = false
    ) -> ByteField {
        ByteField(
            structure: structure, name: name, offset: offset, count: count,
            bytes: bytes ?? (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }, value: value,
            targetBlock: target, isPointer: isPointer)
    }

    private static var all: [ObjectBytes] {
        var long = list
        long.expression = String(repeating: "a_long_name.", count: 12)
        long.blocks[0].title = String(repeating: "wide ", count: 60)
        for index in long.blocks[0].fields.indices {
            long.blocks[0].fields[index].name += String(repeating: "_m", count: 80)
            long.blocks[0].fields[index].value += String(repeating: " 文", count: 90)
            long.blocks[0].fields[index].structure += String(repeating: "S", count: 30)
        }
        var many = list
        for number in 1..<40 {
            many.blocks[0].fields.append(
                field(
                    "PyListObject", "p\(number)", 32 + 8 * number, 8, "", target: 1, isPointer: true
                ))
        }
        many.blocks[1].fields.append(
            field("PyObject *", "back", 800, 8, "", target: 0, isPointer: true))
        var odd = list
        odd.blocks[0].fields = [
            field("", "", .min / 4, 0, "", bytes: []), field("x", "y", 3, 40, "<&\">"),
            field("x", "far", 1 << 50, 8, "", target: 99, isPointer: true),
        ]
        let empty = ObjectBytes(
            expression: "", typeName: "", value: "", address: 0, size: 0, refcount: 0)
        return [list, long, many, odd, empty]
    }

    @Test func nothingOverlapsOrLeavesThePicture() {
        for bytes in BytesDiagramTests.all {
            let diagram = BytesDiagram(bytes: bytes, title: "The bytes of <a>")
            #expect(diagram.scene().brokenInvariants().prefix(5) == [], "\(bytes.expression)")
            let picture = diagram.picture(prefix: "p").standalone
            #expect(XMLChecker.firstProblem(in: picture) == nil, "\(bytes.expression)")
        }
    }

    @Test func everyFieldIsInTheTableAndInThePicture() {
        let diagram = BytesDiagram(bytes: BytesDiagramTests.list, title: "a")
        let svg = String(decoding: diagram.picture(prefix: "p").standalone, as: UTF8.self)
        let fields = BytesDiagramTests.list.blocks.flatMap(\.fields)
        #expect(diagram.rows.count == fields.count)
        for field in fields { #expect(svg.contains(">" + field.name + "<") || field.name.isEmpty) }
        #expect(svg.contains("00 25 4a 6f 94 b9 de 03"))
        #expect(diagram.rows[0][1] == "−16" && diagram.rows[5][3] == "PyListObject.ob_item")
    }

    @Test func aPointerToABlockHasAnArrow() {
        let scene = BytesDiagram(bytes: BytesDiagramTests.list, title: "a").scene()
        let arrows = scene.groups.filter { group in
            if case .arrow = group.key { return true }
            return false
        }
        #expect(arrows.count == 1)
    }
}
