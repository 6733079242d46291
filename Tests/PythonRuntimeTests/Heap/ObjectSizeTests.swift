import Testing

@testable import PythonRuntime

/// `sys.getsizeof` of objects, with the numbers of CPython 3.11.
@Suite struct ObjectSizeTests {
    let session: InterpreterSession
    var interpreter: Interpreter { session.interpreter }

    init() throws { session = try InterpreterSession(host: Host(write: { _, _ in })) }

    @Test func singletonsAndNumbers() throws {
        #expect(interpreter.sizeof(interpreter.none) == 16)
        #expect(interpreter.sizeof(interpreter.true) == 28)
        #expect(interpreter.sizeof(interpreter.smallInt(0)) == 28)
        let float = try interpreter.makeFloat(1.5)
        #expect(interpreter.sizeof(float.ref) == 24)
        for (value, size) in [(1 << 30 - 1, 28), (1 << 30, 32), (1 << 60, 36), (-(1 << 60), 36)] {
            let int = try interpreter.makeInt(value)
            #expect(interpreter.sizeof(int.ref) == size)
        }
    }

    @Test func stringsByTheirWidestCharacter() throws {
        for (text, size) in [("", 49), ("abc", 52), ("é", 74), ("ł", 76), ("😀", 80)] {
            let string = try interpreter.makeString(text)
            #expect(interpreter.sizeof(string.ref) == size)
        }
    }

    @Test func containers() throws {
        #expect(interpreter.sizeof(interpreter.emptyTuple) == 40)
        let pair = try interpreter.makeTuple([interpreter.none, interpreter.none])
        #expect(interpreter.sizeof(pair.ref) == 56)
        let empty = try interpreter.makeList()
        #expect(interpreter.sizeof(empty.ref) == 56)
        let set = try interpreter.makeSet()
        #expect(interpreter.sizeof(set.ref) == 216)
    }

    @Test func listsGrowInSteps() throws {
        let list = try interpreter.makeList()
        var sizes: [Int] = []
        for _ in 0..<18 {
            try interpreter.listAppend(list.ref, interpreter.none)
            sizes.append(interpreter.sizeof(list.ref))
        }
        #expect(
            sizes == [
                88, 88, 88, 88, 120, 120, 120, 120, 184, 184, 184, 184, 184, 184, 184, 184, 248,
                248,
            ])
    }

    @Test func dictsGrowWithTheirTables() throws {
        let byName = try interpreter.makeDict()
        let byNumber = try interpreter.makeDict()
        #expect(interpreter.sizeof(byName.ref) == 64)
        var sizes: [[Int]] = []
        for number in 0..<11 {
            let name = try interpreter.makeString("key\(number)")
            try interpreter.dictSet(byName.ref, name.ref, interpreter.none)
            let key = try interpreter.makeInt(number)
            try interpreter.dictSet(byNumber.ref, key.ref, interpreter.none)
            sizes.append([interpreter.sizeof(byName.ref), interpreter.sizeof(byNumber.ref)])
        }
        #expect(sizes[..<5].allSatisfy { $0 == [184, 224] })
        #expect(sizes[5..<10].allSatisfy { $0 == [272, 352] })
        #expect(sizes[10] == [464, 632])
    }

    @Test func typesAndModules() throws {
        let int = Ref(RawObject(interpreter.type(.int)))
        #expect(interpreter.sizeof(int) == 424)
        let main = try #require(interpreter.state.pointee.modules.main)
        #expect(interpreter.sizeof(Ref(main)) == 72)
    }
}
