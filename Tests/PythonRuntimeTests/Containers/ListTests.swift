import Testing

@testable import PythonRuntime

@Suite struct ListTests {
    @Test func appendingGrowsAsInCPython() throws {
        let python = try ContainerSession()
        let list = try python.interpreter.makeList()
        var steps: [Int] = []
        for value in 0..<77 {
            try python.append(list.ref, value)
            let allocated = list.ref.listFields.pointee.allocated
            if steps.last != allocated { steps.append(allocated) }
        }
        #expect(steps == [4, 8, 16, 24, 32, 40, 52, 64, 76, 92])
    }

    @Test func freedListsComeBackLastFreedFirst() throws {
        let python = try ContainerSession()
        let first = try python.interpreter.makeList().take()
        let second = try python.interpreter.makeList().take()
        Ref(first).decref()
        Ref(second).decref()
        let third = try python.interpreter.makeList()
        let fourth = try python.interpreter.makeList()
        #expect(third.raw == second)
        #expect(fourth.raw == first)
    }

    @Test func aListInsideItselfShowsAsDots() throws {
        let python = try ContainerSession()
        let list = try python.interpreter.makeList()
        try python.append(list.ref, 1)
        try python.interpreter.listAppend(list.ref, list.ref)
        #expect(try python.text(list.ref) == "[1, [...]]")
        python.interpreter.listClear(list.ref)
    }

    @Test func aMillionNestedListsAreFreedOnTheHostsStack() throws {
        let python = try ContainerSession()
        var innermost = try python.interpreter.makeList().take()
        for _ in 0..<1_000_000 {
            let outer = try python.interpreter.makeList(count: 1)
            outer.ref.setListItem(0, innermost)
            innermost = outer.take()
        }
        Ref(innermost).decref()
        #expect(python.interpreter.state.pointee.deferred.depth == 0)
        #expect(python.interpreter.state.pointee.deferred.pending == nil)
    }
}
