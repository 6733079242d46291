import HeapTrace
import NotePipeline
import NoteReader
import NoteRenderer
import Testing

/// "Why is it alive?" and "where is it?", in the tables and by links.
@Suite struct AliveTests {
    private func rows(_ code: String) throws -> [MemoryStory.Row] {
        let executed = try TestNotes.execute("```python\n\(code)\n```\n")
        return try #require(executed.presentation.cells[0]?.figures.first?.rows)
    }

    private func words(_ row: MemoryStory.Row) -> [String] {
        row.holders.map { spans in
            spans.map { span in
                switch span {
                case .text(let text), .code(let text): text
                }
            }.joined()
        }
    }

    @Test func holdersAreToldAsWaysToTheObject() throws {
        let rows = try rows("inner = [1000]\ngrid = [inner, {'k': inner}]\ninner.append(grid)")
        let inner = try #require(rows.first { words($0).first == "inner" })
        #expect(words(inner) == ["inner", "grid[0]", "grid[1]['k']"])
        let grid = try #require(rows.first { words($0).first == "grid" })
        #expect(words(grid) == ["grid", "inner[1]"])
        let int = try #require(rows.first { $0.type == "int" })
        #expect(words(int) == ["inner[0]"])
    }

    @Test func functionsHoldVariablesAndDefaults() throws {
        let rows = try rows(
            """
            def outer(items=[]):
                box = [1]
                def inner(): return box
                return inner
            f = outer()
            """)
        let all = Set(rows.flatMap(words))
        #expect(all.contains("the default of items in outer"))
        #expect(all.contains("the variable box of f"))
    }

    @Test func generatorsAndInstancesWithSlotsHoldTheirVariables() throws {
        let rows = try rows(
            """
            class Slotted:
                __slots__ = ("x",)
            s = Slotted()
            s.x = [1]
            def numbers(start):
                yield start
            g = numbers([5])
            next(g)
            """)
        let all = Set(rows.flatMap(words))
        #expect(all.contains("s.x"))
        #expect(all.contains("the variable start in g"))
    }

    @Test func weakReferencesHoldNothing() throws {
        let executed = try TestNotes.execute(
            """
            ```python
            import _weakref
            class A: pass
            a = A()
            r = _weakref.ref(a)
            ```
            """)
        let rows = try #require(executed.presentation.cells[0]?.figures.first?.rows)
        let held = try #require(rows.first { $0.type == "A" })
        #expect(words(held) == ["a"])
        #expect(held.references == "1")
        let slots = executed.runs[0].snapshot?.objects.flatMap(\.slots) ?? []
        #expect(slots.filter(\.isWeak).count == 1)
    }

    @Test func whatNoNameLeadsToIsHeldByItsLikes() throws {
        let executed = try TestNotes.execute(
            """
            ```python
            class Node: pass
            a = Node(); b = Node()
            a.other = b; b.other = a
            ```

            ```python
            del a, b
            ```
            """)
        let rows = try #require(executed.presentation.cells[1]?.figures.first?.rows)
        let lost = rows.filter { $0.change == "no name left" }
        #expect(lost.count == 2)
        for row in lost {
            #expect(words(row).allSatisfy { $0.hasPrefix("other of the Node at 0x") })
        }
    }

    @Test func blocksAreNumberedAsTheAllocatorDoes() throws {
        let row = try #require(try rows("x = 1000").first { $0.type == "int" })
        let address = try #require(UInt64(row.address.dropFirst(2), radix: 16))
        let number = (address % 16_384 - 48) / 32 + 1
        #expect(row.place.hasPrefix("block \(number) of 510 with 32 bytes each, in the pool at 0x"))
    }

    /// Cards lead to rows, rows to cards and to the map, blocks of the map to rows.
    @Test func allLinksWithinAPageLeadSomewhere() throws {
        let executed = try TestNotes.execute(
            """
            ```python
            #| heap: steps
            a = [1000, [2000]]
            b = a
            ```

            ```python
            #| heap: [after, map]
            class P: pass
            p = P()
            p.q = {"k": a}
            ```

            <!-- heapnote: objects names=p -->

            ```python
            #| heap: map
            p.q = None
            ```
            """)
        let page = String(decoding: HTMLPage().render(executed.presentation), as: UTF8.self)
        let ids = Set(parts(of: page, after: " id=\""))
        let targets = parts(of: page, after: "href=\"#")
        #expect(targets.filter { $0.contains("-r") && !$0.hasPrefix("cell-1-objects-r") }.count > 4)
        #expect(targets.contains { $0.hasPrefix("map-b") || $0.hasPrefix("cell-2-map-b") })
        #expect(targets.contains { $0.hasPrefix("cell-1-steps-o") })
        for target in targets { #expect(ids.contains(target), "\(target)") }
    }

    private func parts(of page: String, after mark: String) -> [String] {
        var found: [String] = []
        var rest = page.utf8[...]
        let bytes = Array(mark.utf8)
        while let start = rest.firstIndex(of: bytes[0]) {
            rest = rest[start...]
            guard rest.starts(with: bytes) else {
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst(bytes.count)
            let value = rest.prefix { $0 != UInt8(ascii: "\"") }
            found.append(String(decoding: value, as: UTF8.self))
        }
        return found
    }

    @Test func namesThatLeadToNothingAreWarnedOf() throws {
        let executed = try TestNotes.execute(
            """
            ```python
            a = 1
            ```

            <!-- heapnote: bytes b -->

            ```python
            #| heap: bytes
            #| names: a, c
            a = 2
            ```
            """)
        let warnings = executed.diagnostics.filter { $0.severity == .warning }
        #expect(warnings.map(\.line) == [5, 7])
        #expect(warnings[0].cause.contains("'b'") && warnings[1].cause.contains("'c'"))
    }
}
