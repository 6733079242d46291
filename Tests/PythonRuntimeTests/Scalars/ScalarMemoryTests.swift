import Testing

@testable import PythonRuntime

/// How scalars lie in memory: sizes, sharing, reuse, growth in place.
@Suite struct ScalarMemoryTests {
    private func session() throws -> InterpreterSession {
        try InterpreterSession(host: Host(write: { _, _ in }))
    }

    @Test func smallIntsAreSharedAndStatic() throws {
        let session = try session()
        let interpreter = session.interpreter
        for value in [-5, 0, 1, 256] {
            let first = try interpreter.makeInt(value)
            let second = try interpreter.makeInt(value)
            #expect(first.ref == second.ref)
            #expect(first.ref.refcount > 999_999_999)
        }
        let first = try interpreter.makeInt(257)
        let second = try interpreter.makeInt(257)
        #expect(first.ref != second.ref)
        #expect(
            AddressSpace.simulatedAddress(of: interpreter.smallInt(1).raw)
                == AddressSpace.simulatedAddress(of: interpreter.smallInt(0).raw) + 32)
    }

    @Test func digitsAreStoredAsCPythonStoresThem() throws {
        let session = try session()
        let interpreter = session.interpreter
        let value = try interpreter.makeInt(-(1 << 60) - 5)
        #expect(value.ref.intSize == -3)
        #expect(value.ref.intDigits[0] == 5)
        #expect(value.ref.intDigits[1] == 0)
        #expect(value.ref.intDigits[2] == 1)
        let extreme = try interpreter.makeInt(Int.min)
        #expect(extreme.ref.intValue == Int.min)
    }

    @Test func freedFloatsComeBackLastFreedFirst() throws {
        let session = try session()
        let interpreter = session.interpreter
        let first = try interpreter.makeFloat(1).take()
        let second = try interpreter.makeFloat(2).take()
        Ref(first).decref()
        Ref(second).decref()
        let third = try interpreter.makeFloat(3)
        let fourth = try interpreter.makeFloat(4)
        #expect(third.raw == second)
        #expect(fourth.raw == first)
    }

    @Test func atMostAHundredFloatsAreKept() throws {
        let session = try session()
        let interpreter = session.interpreter
        var floats: [RawObject] = []
        for index in 0..<150 { floats.append(try interpreter.makeFloat(Double(index)).take()) }
        for raw in floats { Ref(raw).decref() }
        #expect(interpreter.state.pointee.freeLists.floats.count == 100)
    }

    @Test(arguments: [
        ("", 49), ("a", 50), ("abc", 52), ("\u{e9}", 74), ("\u{142}", 76), ("\u{1F600}", 80),
        ("a\u{e9}", 75), ("ab\u{142}", 80),
    ])
    func stringsHaveCPythonsSizes(_ text: String, _ size: Int) throws {
        let session = try session()
        let string = try session.interpreter.makeString(text)
        #expect(string.ref.strByteSize == size)
    }

    @Test func equalTextsAreInternedOnceAndForgottenWhenTheyDie() throws {
        let session = try session()
        let interpreter = session.interpreter
        let interned = try #require(interpreter.state.pointee.strings.interned)
        let before = Ref(interned).dictCount
        let first = try interpreter.intern("a name of this test")
        let second = try interpreter.intern("a name of this test")
        #expect(first.ref == second.ref)
        #expect(first.ref.refcount == 2)
        #expect(Ref(interned).dictCount == before + 1)
        Ref(first.take()).decref()
        Ref(second.take()).decref()
        #expect(Ref(interned).dictCount == before)
    }

    @Test func oneCharacterStringsAndBytesAreShared() throws {
        let session = try session()
        let interpreter = session.interpreter
        let text = try interpreter.makeString("x")
        #expect(text.ref == interpreter.latin1Character(120))
        let empty = try interpreter.makeString("")
        #expect(empty.ref == interpreter.emptyString)
        let byte = try interpreter.makeBytes([120])
        #expect(byte.ref == interpreter.singleByte(120))
    }

    @Test func appendingToAStringNobodyElseHoldsGrowsItInPlace() throws {
        let session = try session()
        let interpreter = session.interpreter
        let tail = try interpreter.makeString("de")
        let string = try interpreter.makeString("abc")
        let address = string.raw
        let grown = try interpreter.strAppendInPlace(string, tail.ref)
        #expect(grown.raw == address)
        #expect(grown.ref.text == "abcde")
        #expect(grown.ref.strByteSize == 54)
        // A second holder makes it a copy.
        let holder = grown.ref.owned()
        let copied = try interpreter.strAppendInPlace(grown, tail.ref)
        #expect(copied.raw != address)
        #expect(holder.ref.text == "abcde")
        #expect(copied.ref.text == "abcdede")
    }

    @Test func hashesAreTheOnesOfSeedZero() throws {
        let session = try session()
        let string = try session.interpreter.makeString("abc")
        #expect(string.ref.strHash == -4_594_863_902_769_663_758)
    }

    @Test func numberSlotsAreWhereTheLayoutSays() throws {
        let offsets: [(NumberSlot, PartialKeyPath<PyNumberMethods>)] = [
            (.add, \.nb_add), (.subtract, \.nb_subtract), (.multiply, \.nb_multiply),
            (.remainder, \.nb_remainder), (.divmod, \.nb_divmod), (.leftShift, \.nb_lshift),
            (.rightShift, \.nb_rshift), (.and, \.nb_and), (.xor, \.nb_xor), (.or, \.nb_or),
            (.inplaceAdd, \.nb_inplace_add), (.inplaceSubtract, \.nb_inplace_subtract),
            (.inplaceMultiply, \.nb_inplace_multiply),
            (.inplaceRemainder, \.nb_inplace_remainder),
            (.inplaceLeftShift, \.nb_inplace_lshift),
            (.inplaceRightShift, \.nb_inplace_rshift), (.inplaceAnd, \.nb_inplace_and),
            (.inplaceXor, \.nb_inplace_xor), (.inplaceOr, \.nb_inplace_or),
            (.floorDivide, \.nb_floor_divide), (.trueDivide, \.nb_true_divide),
            (.inplaceFloorDivide, \.nb_inplace_floor_divide),
            (.inplaceTrueDivide, \.nb_inplace_true_divide),
            (.matrixMultiply, \.nb_matrix_multiply),
            (.inplaceMatrixMultiply, \.nb_inplace_matrix_multiply),
        ]
        #expect(offsets.count == NumberSlot.allCases.count)
        for (slot, path) in offsets {
            #expect(MemoryLayout<PyNumberMethods>.offset(of: path) == slot.rawValue * 8)
        }
    }
}
