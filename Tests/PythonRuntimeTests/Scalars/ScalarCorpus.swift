import Foundation

@testable import PythonRuntime

/// One line of the corpus of operations: what is done, to which operands, with which outcome.
struct ScalarCase {
    var kind: String
    var name: String
    var operands: [String]
    /// The repr of the result, or the type and text of the exception.
    var expected: String
    var raises: Bool
    var line: String

    init?(_ line: String) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 4 else { return nil }
        kind = fields[0]
        name = fields[1]
        operands = Array(fields[2..<(fields.count - 2)])
        raises = fields[fields.count - 2] == "!"
        expected = fields[fields.count - 1]
        self.line = line
    }

    /// The cases of a file of `Tests/Corpus/scalars`.
    static func load(_ file: String) throws -> [ScalarCase] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let path = folder.appendingPathComponent("Corpus/scalars/\(file).tsv")
        let text = try String(contentsOf: path, encoding: .utf8)
        return text.split(separator: "\n").compactMap { ScalarCase(String($0)) }
    }
}

/// Runs cases in an interpreter.
struct ScalarRunner {
    let session: InterpreterSession
    var interpreter: Interpreter { session.interpreter }

    init() throws {
        session = try InterpreterSession(host: Host(write: { _, _ in }))
    }

    /// The outcome as the corpus writes it.
    func outcome(_ scalarCase: ScalarCase) -> String {
        do throws(Raised) {
            let result = try perform(scalarCase)
            let shown = try interpreter.repr(result.ref)
            return Self.escaped(shown.ref)
        } catch {
            return "!" + exceptionText()
        }
    }

    /// The current exception as `Type: text`; none is left.
    private func exceptionText() -> String {
        guard let raw = interpreter.takeException() else { return "nothing raised" }
        let exception = Owned(stealing: raw)
        do throws(Raised) {
            let text = try interpreter.str(exception.ref)
            return "\(interpreter.typeName(exception.ref.type)): \(Self.escaped(text.ref))"
        } catch { return "an exception without text" }
    }

    /// The text of a str with the escapes of Python's `unicode_escape`.
    static func escaped(_ string: Ref) -> String {
        var result = ""
        let characters = string.characters
        for index in 0..<characters.count {
            let code = characters[index]
            switch code {
            case 9: result += "\\t"
            case 10: result += "\\n"
            case 13: result += "\\r"
            case 92: result += "\\\\"
            case 32..<127: result.unicodeScalars.append(Unicode.Scalar(UInt8(code)))
            default:
                let (letter, width) = code < 256 ? ("x", 2) : code < 65536 ? ("u", 4) : ("U", 8)
                let digits = String(code, radix: 16)
                result +=
                    "\\\(letter)"
                    + String(repeating: "0", count: width - digits.count) + digits
            }
        }
        return result
    }

    private func perform(_ scalarCase: ScalarCase) throws(Raised) -> Owned {
        var objects: [RawObject] = []
        defer { for raw in objects { Ref(raw).decref() } }
        for operand in scalarCase.operands { objects.append(try operandObject(operand).take()) }
        return try perform(scalarCase.kind, scalarCase.name, objects.map { Ref($0) })
    }

    private func perform(
        _ kind: String, _ name: String, _ operands: [Ref]
    ) throws(Raised) -> Owned {
        switch kind {
        case "binary": return try binary(name, operands[0], operands[1])
        case "power":
            return try interpreter.power(operands[0], operands[1], modulus: operands[2])
        case "compare": return try compare(name, operands[0], operands[1])
        case "unary":
            switch name {
            case "-": return try interpreter.negative(operands[0])
            case "+": return try interpreter.positive(operands[0])
            case "~": return try interpreter.invert(operands[0])
            default: return try interpreter.absolute(operands[0])
            }
        case "method":
            let key = try interpreter.makeString(name)
            let method = try interpreter.getAttribute(operands[0], key.ref)
            return try call(method.ref, Array(operands.dropFirst()))
        case "call":
            let types: [String: BuiltinType] = [
                "int": .int, "float": .float, "complex": .complex, "str": .str,
                "bytes": .bytes, "bool": .bool,
            ]
            let type = interpreter.type(types[name] ?? .object)
            return try call(Ref(RawObject(type)), operands)
        case "format":
            return try interpreter.format(operands[0], specification: operands[1])
        case "base":
            let spec = try interpreter.makeString("#" + name)
            return try interpreter.format(operands[0], specification: spec.ref)
        case "subscript": return try interpreter.getItem(operands[0], operands[1])
        case "contains":
            return interpreter.bool(try interpreter.contains(operands[0], operands[1]))
        case "hash": return try interpreter.makeInt(interpreter.hash(operands[0]))
        case "ascii": return try interpreter.ascii(operands[0])
        default: return operands[0].owned()
        }
    }

    private func call(_ callable: Ref, _ operands: [Ref]) throws(Raised) -> Owned {
        let arguments = try interpreter.makeTuple(operands)
        return try interpreter.call(callable, tuple: arguments.ref)
    }

    private func binary(_ name: String, _ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        switch name {
        case "+": try interpreter.add(left, right)
        case "-": try interpreter.subtract(left, right)
        case "*": try interpreter.multiply(left, right)
        case "//": try interpreter.floorDivide(left, right)
        case "/": try interpreter.trueDivide(left, right)
        case "%": try interpreter.remainder(left, right)
        case "**": try interpreter.power(left, right)
        case "<<": try interpreter.leftShift(left, right)
        case ">>": try interpreter.rightShift(left, right)
        case "&": try interpreter.bitAnd(left, right)
        case "|": try interpreter.bitOr(left, right)
        case "^": try interpreter.bitXor(left, right)
        case "@": try interpreter.matrixMultiply(left, right)
        default: try interpreter.divmod(left, right)
        }
    }

    private func compare(_ name: String, _ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        for raw in Int32(0)...5 {
            guard let op = Comparison(rawValue: raw), op.symbol == name else { continue }
            return try interpreter.compare(left, right, op)
        }
        return interpreter.notImplemented.owned()
    }
}

/// Operands as objects.
extension ScalarRunner {
    func operandObject(_ token: String) throws(Raised) -> Owned {
        let body = String(token.dropFirst())
        switch token.first {
        case "T": return interpreter.true.owned()
        case "F": return interpreter.false.owned()
        case "i":
            let text = try interpreter.makeString(body)
            return try interpreter.intFromString(text.ref, base: 16)
        case "f": return try interpreter.makeFloat(Self.double(body))
        case "c":
            let parts = body.split(separator: ",").map { Self.double(String($0)) }
            return try interpreter.makeComplex(real: parts[0], imaginary: parts[1])
        case "s": return try interpreter.makeString(codePoints: Self.unescaped(body))
        case "b": return try interpreter.makeBytes(Self.bytes(body))
        case "l": return try sliceObject(body)
        default: return interpreter.none.owned()
        }
    }

    private static func double(_ hex: String) -> Double {
        Double(bitPattern: UInt64(hex, radix: 16) ?? 0)
    }

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex.utf8)
        return stride(from: 0, to: digits.count, by: 2).map {
            UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16) ?? 0
        }
    }

    private func sliceObject(_ text: String) throws(Raised) -> Owned {
        var parts: [RawObject] = []
        defer { for raw in parts { Ref(raw).decref() } }
        for part in text.split(separator: ":", omittingEmptySubsequences: false) {
            let number = Int(part)
            let object = try number.map { (value) throws(Raised) in
                try interpreter.makeInt(value).take()
            }
            parts.append(object ?? interpreter.none.owned().take())
        }
        return try interpreter.makeSlice(Ref(parts[0]), Ref(parts[1]), Ref(parts[2]))
    }

    private static func unescaped(_ text: String) -> [UInt32] {
        let source = Array(text.utf8)
        var result: [UInt32] = []
        var index = 0
        while index < source.count {
            guard source[index] == 92, index + 1 < source.count else {
                result.append(UInt32(source[index]))
                index += 1
                continue
            }
            let widths: [UInt8: Int] = [120: 2, 117: 4, 85: 8]
            if let width = widths[source[index + 1]] {
                let digits = source[(index + 2)..<(index + 2 + width)]
                result.append(UInt32(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0)
                index += 2 + width
            } else {
                let simple: [UInt8: UInt32] = [116: 9, 110: 10, 114: 13, 92: 92]
                result.append(simple[source[index + 1]] ?? 63)
                index += 2
            }
        }
        return result
    }
}
