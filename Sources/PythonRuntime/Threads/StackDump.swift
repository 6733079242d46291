/// Where threads are, in the words of `faulthandler` (`Python/traceback.c`). Nothing here makes objects or runs Python
/// code, so it can be asked at any moment.
extension Interpreter {
    /// Whose stacks are told, and whether the running thread is called the current one.
    public enum StackDump: Sendable { case running, all, allAlike }

    /// The calls of the running thread, or of all, the last started first.
    public func stackText(_ dump: StackDump) -> String {
        if dump == .running {
            let own = visibleFrame(from: state.pointee.evaluation.currentFrame)
            return "Stack (most recent call first):\n" + stackText(own)
        }
        var stacks: [(identifier: Int, text: String)] = []
        try? forEachThread { identifier, frame, _ in
            let digits = String(identifier, radix: 16)
            let padded = String(repeating: "0", count: max(0, 16 - digits.count)) + digits
            let isCurrent = dump == .all && identifier == threadIdentifier
            var text = isCurrent ? "Current thread" : "Thread"
            text += " 0x\(padded) (most recent call first):\n"
            if isCurrent, state.pointee.collector.isCollecting { text += "  Garbage-collecting\n" }
            stacks.append((identifier, text + stackText(frame)))
        }
        // Identifiers go down from main's.
        let sorted = stacks.sorted { $0.identifier < $1.identifier }.map(\.text)
        let shown = sorted.prefix(Self.mostDumpedThreads).joined(separator: "\n")
        return sorted.count > Self.mostDumpedThreads ? shown + "...\n" : shown
    }

    private static let mostDumpedThreads = 100
    private static let mostDumpedFrames = 100
    private static let longestDumpedText = 500

    private func stackText(_ innermost: FramePointer?) -> String {
        guard innermost != nil else { return "  <no Python frame>\n" }
        var text = ""
        var frame = innermost
        var count = 0
        while let current = frame, count < Self.mostDumpedFrames {
            let recorded = RecordedFrame(current)
            let name = Self.dumped(Ref(recorded.code.code.pointee.co_name))
            let file = Self.dumped(recorded.filename)
            text += "  File \"\(file)\", line \(recorded.line) in \(name)\n"
            frame = visibleFrame(from: current.pointee.previous)
            count += 1
        }
        if frame != nil { text += "  ...\n" }
        return text
    }

    /// A str in printable ASCII, its first five hundred characters.
    private static func dumped(_ object: Ref) -> String {
        guard object.isStr else { return "???" }
        let characters = object.characters
        var text = ""
        for index in 0..<min(characters.count, longestDumpedText) {
            let character = characters[index]
            switch character {
            case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(UInt8(character)))
            case ..<0x100: text += "\\x" + hexadecimal(character, 2)
            case ..<0x10000: text += "\\u" + hexadecimal(character, 4)
            default: text += "\\U" + hexadecimal(character, 8)
            }
        }
        return characters.count > longestDumpedText ? text + "..." : text
    }

    private static func hexadecimal(_ number: UInt32, _ width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// The native modules that the program imported and that `sys.stdlib_module_names` doesn't name, on a line of their
    /// own after an empty one; empty if there are none.
    public func extensionModulesText() -> String {
        guard let modules = state.pointee.modules.modules else { return "" }
        let natives = Set(nativeModules.map(\.name)).union(["builtins", "sys"])
        var listed: [String] = []
        var position = 0
        while let (key, value, _) = dictNext(Ref(modules), &position) {
            guard key.isStr, isInstance(value, .module), natives.contains(key.text),
                !isOfStandardLibrary(key)
            else { continue }
            listed.append(key.text)
        }
        if listed.isEmpty { return "" }
        let names = listed.joined(separator: ", ")
        return "\nExtension modules: \(names) (total: \(listed.count))\n"
    }

    private func isOfStandardLibrary(_ name: Ref) -> Bool {
        guard state.pointee.modules.isSysComplete else {
            return StandardModules.names.contains(name.text)
        }
        guard let sys = state.pointee.modules.sys, let dict = moduleDict(Ref(sys)),
            let key = try? intern("stdlib_module_names"), let names = dictGet(dict, str: key.ref),
            isInstance(names, .set) || isInstance(names, .frozenset)
        else { return false }
        return (try? setContains(names, name)) ?? false
    }
}
