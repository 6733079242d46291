import PythonBytecode

/// `compile()` and its flags (`builtin_compile`, `Python/bltinmodule.c`).
extension Interpreter {
    /// Flags that aren't future features (`PyCF_COMPILE_MASK`): a tree, type comments, top-level `await`,
    /// no implied dedent, incomplete input.
    private static var formFlags: UInt32 { 0x400 | 0x1000 | 0x2000 | 0x200 | 0x4000 }
    private static var nestedFlag: UInt32 { 0x10 }
    private static var treeFlag: UInt32 { 0x400 }
    private static var topLevelAwaitFlag: UInt32 { 0x2000 }
    private static var typeCommentsFlag: UInt32 { 0x1000 }
    private static var dontImplyDedentFlag: UInt32 { 0x200 }
    private static var incompleteInputFlag: UInt32 { 0x4000 }

    /// All future features (`PyCF_MASK`).
    private static var featureFlags: CodeFlags {
        [
            .futureDivision, .futureAbsoluteImport, .futureWithStatement, .futurePrintFunction,
            .futureUnicodeLiterals, .futureBarryAsBDFL, .futureGeneratorStop, .futureAnnotations,
        ]
    }

    /// The future features of the running code, which source compiled there has too.
    var inheritedFeatures: CodeFlags {
        guard let frame = visibleFrame(from: state.pointee.evaluation.currentFrame) else {
            return []
        }
        return frame.code.flags.intersection(Self.featureFlags)
    }

    /// `compile(source, filename, mode, flags, dont_inherit, optimize)`.
    func compile(_ values: [Ref?]) throws(Raised) -> Owned {
        let source = values[0] ?? none
        let filename = try pathText(values[1] ?? none)
        guard let mode = values[2], mode.isStr else {
            throw raise(
                .typeError,
                "compile() argument 'mode' must be str, not \(typeName((values[2] ?? none).type, limit: 50))"
            )
        }
        let flags = try compileFlags(values[3])
        guard flags & ~(Self.featureFlags.rawValue | Self.formFlags | Self.nestedFlag) == 0 else {
            throw raise(.valueError, "compile(): unrecognised flags")
        }
        let level =
            try values[5].map { value throws(Raised) in
                try indexValue(value, overflow: .overflowError)
            } ?? -1
        guard (-1...2).contains(level) else {
            throw raise(.valueError, "compile(): invalid optimize value")
        }
        let optimization = level < 0 ? programSettings.optimizationLevel : level
        var features = CodeFlags(rawValue: flags).intersection(Self.featureFlags)
        if try !(values[4].map { value throws(Raised) in try isTrue(value) } ?? false) {
            features.formUnion(inheritedFeatures)
        }
        let wantsTree = flags & Self.treeFlag != 0
        let kind = try compileMode(mode.text, wantsTree: wantsTree)
        if try isTree(source) {
            return wantsTree
                ? source.owned()
                : try compile(
                    tree: source, kind, filename: filename, features, optimization,
                    allowsTopLevelAwait: flags & Self.topLevelAwaitFlag != 0)
        }
        var request = CompileRequest(
            source: try sourceBytes(source, "compile", kind), filename: filename, mode: kind,
            features: features, optimizationLevel: optimization)
        request.isText = source.isStr
        request.allowsTopLevelAwait = flags & Self.topLevelAwaitFlag != 0
        request.givesTree = wantsTree
        request.keepsTypeComments = flags & Self.typeCommentsFlag != 0
        request.impliesDedents = flags & Self.dontImplyDedentFlag == 0
        request.allowsIncompleteInput = flags & Self.incompleteInputFlag != 0
        if wantsTree, let version = values[6] {
            let number = try indexValue(version, overflow: .overflowError)
            if number >= 0 { request.featureVersion = number }
        }
        let code = try compiled(request)
        if let name = values[1] { shareFilename(name, with: code.ref) }
        return code
    }

    /// Whether an object is a syntax tree; none are before the classes have been made.
    private func isTree(_ object: Ref) throws(Raised) -> Bool {
        guard state.pointee.modules.nodeClasses != nil else { return false }
        return try isInstance(object, of: nodeClass(.AST))
    }

    private func compile(
        tree: Ref, _ mode: CompileRequest.Mode, filename: String, _ features: CodeFlags,
        _ level: Int, allowsTopLevelAwait: Bool
    ) throws(Raised) -> Owned {
        let root: NodeKind =
            switch mode {
            case .exec: .Module
            case .eval: .Expression
            case .single: .Interactive
            case .functionType: .FunctionType
            }
        var request = CompileRequest(
            source: [], filename: filename, mode: mode, features: features,
            optimizationLevel: level)
        request.allowsTopLevelAwait = allowsTopLevelAwait
        request.tree = try NodeReader.read(tree, as: root, in: self)
        return try compiled(request)
    }

    /// A C `int` of flags.
    private func compileFlags(_ value: Ref?) throws(Raised) -> UInt32 {
        guard let value else { return 0 }
        let number = try indexValue(value, overflow: .overflowError)
        guard number == Int(Int32(truncatingIfNeeded: number)) else {
            throw raise(.overflowError, "Python int too large to convert to C int")
        }
        return UInt32(truncatingIfNeeded: number)
    }

    private func compileMode(
        _ mode: String, wantsTree: Bool
    ) throws(Raised) -> CompileRequest.Mode {
        switch mode {
        case "exec": return .exec
        case "eval": return .eval
        case "single": return .single
        case "func_type":
            if wantsTree { return .functionType }
            throw raise(
                .valueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST")
        default:
            throw raise(
                .valueError,
                wantsTree
                    ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
                    : "compile() mode must be 'exec', 'eval' or 'single'")
        }
    }

    /// The text of a path: a str, bytes, or what `__fspath__` gives (`PyUnicode_FSDecoder`).
    public func pathText(_ path: Ref) throws(Raised) -> String {
        if path.isStr { return path.text }
        if path.isBytes { return String(decoding: path.bytesBuffer, as: UTF8.self) }
        if path.hasBuffer {
            try warn(
                .deprecationWarning,
                "path should be string, bytes, or os.PathLike, not \(typeName(path.type))")
            return String(decoding: try bytesLike(path), as: UTF8.self)
        }
        guard let method = lookup(path.type, try intern("__fspath__").ref) else {
            throw raise(
                .typeError,
                "expected str, bytes or os.PathLike object, not \(typeName(path.type))")
        }
        let result = try call(method, path)
        guard result.ref.isStr || result.ref.isBytes else {
            throw raise(
                .typeError,
                "expected \(typeName(path.type)).__fspath__() to return str or bytes, "
                    + "not \(typeName(result.ref.type))")
        }
        return result.ref.isStr
            ? result.ref.text : String(decoding: result.ref.bytesBuffer, as: UTF8.self)
    }

    /// Warns of something in a source. Where filters make an error of it, that is a `SyntaxError` with a place.
    func warn(_ warning: SourceWarning, filename: String) throws(Raised) {
        let category: BuiltinType =
            warning.category == .syntaxWarning ? .syntaxWarning : .deprecationWarning
        do throws(Raised) {
            try warn(
                category, warning.failure.message, filename: filename, line: warning.failure.line)
        } catch {
            guard currentExceptionIs(category) else { throw error }
            clearException()
            throw raise(warning.failure, filename: filename)
        }
    }
}
