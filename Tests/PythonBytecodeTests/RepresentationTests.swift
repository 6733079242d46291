import PythonBytecode
import Testing

/// Expected values are those of CPython's `repr()`.
@Suite struct RepresentationTests {
    @Test(arguments: [
        (0.0, "0.0"), (-0.0, "-0.0"), (1.0, "1.0"), (0.1, "0.1"), (1e16, "1e+16"),
        (123456789012345680.0, "1.2345678901234568e+17"),
        (9007199254740993.0, "9007199254740992.0"),
        (1e-4, "0.0001"), (1e-5, "1e-05"), (.leastNonzeroMagnitude, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (1e100, "1e+100"), (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
        (1234.5678, "1234.5678"), (1e15, "1000000000000000.0"),
    ])
    func floats(_ value: Double, _ expected: String) {
        #expect(Constant.float(value).pythonRepresentation == expected)
    }

    @Test(arguments: [
        (0.0, 1.0, "1j"), (-0.0, 1.0, "(-0+1j)"), (1.5, -2.0, "(1.5-2j)"), (0.0, -0.0, "-0j"),
        (1.0, .nan, "(1+nanj)"), (.infinity, -.infinity, "(inf-infj)"),
        (1e20, 1e-7, "(1e+20+1e-07j)"),
    ])
    func complexNumbers(_ real: Double, _ imaginary: Double, _ expected: String) {
        let value = Constant.complex(real: real, imaginary: imaginary)
        #expect(value.pythonRepresentation == expected)
    }

    @Test func strings() {
        func representation(_ text: String) -> String {
            Constant.string(Array(text.utf8)).pythonRepresentation
        }
        #expect(representation("it's") == "\"it's\"")
        #expect(representation("it's \"") == "'it\\'s \"'")
        #expect(representation("a\tb\n\\\u{1}\u{7f}\u{80}") == "'a\\tb\\n\\\\\\x01\\x7f\\x80'")
        #expect(
            representation("é\u{a0}\u{200b}\u{e000}😀\u{10ffff}")
                == "'é\\xa0\\u200b\\ue000😀\\U0010ffff'")
        #expect(Constant.string([0xed, 0xa0, 0x80]).pythonRepresentation == "'\\ud800'")
        #expect(
            Constant.bytes([0, 0x27, 0x5c, 0xff, 0x41]).pythonRepresentation
                == "b\"\\x00'\\\\\\xffA\"")
    }

    @Test func integersAndContainers() {
        let big = IntegerConstant(isNegative: true, digits: [0, 0, 0, 1 << 10])
        #expect(Constant.integer(big).pythonRepresentation == "-1267650600228229401496703205376")
        #expect(IntegerConstant(isNegative: true, digits: [0, 0, 8]) == .small(.min))
        #expect(
            IntegerConstant(isNegative: false, digits: [0, 0, 8])
                == .big(isNegative: false, digits: [0, 0, 8]))
        #expect(IntegerConstant(isNegative: false, digits: [5, 0, 0]) == .small(5))
        #expect(Constant.tuple([.none]).pythonRepresentation == "(None,)")
        #expect(Constant.tuple([]).pythonRepresentation == "()")
        #expect(Constant.frozenSet([.ellipsis]).pythonRepresentation == "frozenset({Ellipsis})")
        #expect(Constant.frozenSet([]).pythonRepresentation == "frozenset()")
    }

    @Test func constantsOfDifferentTypesAreNotEqual() {
        #expect(Constant.integer(.small(1)) != .true)
        #expect(Constant.integer(.small(1)) != .float(1))
        #expect(Constant.float(0) != .float(-0.0))
        #expect(Constant.tuple([.float(0)]) != .tuple([.float(-0.0)]))
        #expect(Constant.string([97]) != .bytes([97]))
    }
}
