import Testing

@testable import PythonRuntime

@Suite struct DictTests {
    @Test func stringTablesGrowAsInCPython() throws {
        let python = try ContainerSession()
        let dict = try python.interpreter.makeDict()
        var sizes = [python.size(dict.ref)]
        for number in 0..<11 {
            try python.set(dict.ref, "k\(number)")
            if sizes.last != python.size(dict.ref) { sizes.append(python.size(dict.ref)) }
        }
        #expect(sizes == [64, 184, 272, 464])
    }

    @Test func generalTablesGrowAsInCPython() throws {
        let python = try ContainerSession()
        let dict = try python.interpreter.makeDict()
        var sizes = [python.size(dict.ref)]
        for number in 0..<11 {
            try python.set(dict.ref, number, number)
            if sizes.last != python.size(dict.ref) { sizes.append(python.size(dict.ref)) }
        }
        #expect(sizes == [64, 224, 352, 632])
    }

    @Test func removedKeysLeaveHolesAndOrderIsKept() throws {
        let python = try ContainerSession()
        let dict = try python.interpreter.makeDict()
        for number in 0..<1000 { try python.set(dict.ref, number, number * 2) }
        for number in 0..<1000 where number % 3 != 0 {
            let key = try python.interpreter.makeInt(number)
            #expect(try python.interpreter.dictRemove(dict.ref, key.ref))
        }
        var position = 0
        var expected = 0
        while let (key, value, _) = python.interpreter.dictNext(dict.ref, &position) {
            #expect(key.intValue == expected)
            #expect(value.intValue == expected * 2)
            expected += 3
        }
        #expect(expected == 1002)
    }
}
