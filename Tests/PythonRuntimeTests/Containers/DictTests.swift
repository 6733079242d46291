import Testing

@testable import PythonRuntime

@Suite struct DictTests {
    @Test func stringTablesGrowAsInCPython() throws {
        let python = try ContainerSession()
        let dict = try python.interpreter.makeDict()
        var sizes: [Int] = [try python.size(dict.ref)]
        for number in 0..<11 {
            let key = try python.interpreter.makeString("k\(number)")
            try python.interpreter.dictSet(dict.ref, key.ref, key.ref)
            let size = try python.size(dict.ref)
            if sizes.last != size { sizes.append(size) }
        }
        #expect(sizes == [64, 184, 272, 464])
    }

    @Test func generalTablesGrowAsInCPython() throws {
        let python = try ContainerSession()
        let dict = try python.interpreter.makeDict()
        var sizes: [Int] = [try python.size(dict.ref)]
        for number in 0..<11 {
            try python.interpreter.dictSet(
                dict.ref, python.int(number).ref, python.int(number).ref)
            let size = try python.size(dict.ref)
            if sizes.last != size { sizes.append(size) }
        }
        #expect(sizes == [64, 224, 352, 632])
    }

    @Test func removedKeysLeaveHolesAndOrderIsKept() throws {
        let python = try ContainerSession()
        let dict = try python.interpreter.makeDict()
        for number in 0..<1000 {
            try python.interpreter.dictSet(
                dict.ref, python.int(number).ref, python.int(number * 2).ref)
        }
        for number in 0..<1000 where number % 3 != 0 {
            #expect(try python.interpreter.dictRemove(dict.ref, python.int(number).ref))
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
