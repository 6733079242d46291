import Testing

@testable import PythonRuntime

@Suite struct ListTests {
    @Test func appendingGrowsAsInCPython() throws {
        let python = try ContainerSession()
        let list = try python.interpreter.makeList()
        var steps: [Int] = []
        for value in 0..<77 {
            try python.interpreter.listAppend(list.ref, python.int(value).ref)
            let allocated = list.ref.listFields.pointee.allocated
            if steps.last != allocated { steps.append(allocated) }
        }
        #expect(steps == [4, 8, 16, 24, 32, 40, 52, 64, 76, 92])
    }

    @Test func freedListsComeBackLastFreedFirst() throws {
        let python = try ContainerSession()
        var addresses: [RawObject] = []
        do {
            let first = try python.interpreter.makeList()
            let second = try python.interpreter.makeList()
            addresses = [first.raw, second.raw]
        }
        let third = try python.interpreter.makeList()
        let fourth = try python.interpreter.makeList()
        #expect(Set([third.raw, fourth.raw]) == Set(addresses))
    }

    @Test func aListInsideItselfShowsAsDots() throws {
        let python = try ContainerSession()
        let list = try python.interpreter.makeList()
        try python.interpreter.listAppend(list.ref, python.int(1).ref)
        try python.interpreter.listAppend(list.ref, list.ref)
        #expect(try python.text(list.ref) == "[1, [...]]")
        python.interpreter.listClear(list.ref)
    }

    @Test func aMillionNestedListsAreFreedOnTheHostsStack() throws {
        let python = try ContainerSession()
        var list = try python.interpreter.makeList()
        for _ in 0..<1_000_000 {
            let outer = try python.interpreter.makeList(count: 1)
            outer.ref.setListItem(0, list.take())
            list = outer
        }
        _ = consume list
        #expect(python.interpreter.state.pointee.deferred.depth == 0)
        #expect(python.interpreter.state.pointee.deferred.pending == nil)
    }
}
