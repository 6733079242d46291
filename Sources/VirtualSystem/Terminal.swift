/// A pseudoterminal as a program opens it: what is typed at the outer end is edited, echoed and handed to the inner end
/// line by line, and what the inner end writes is shown at the outer one (`drivers/tty/n_tty.c` of Linux, with the settings
/// of a new terminal). Nobody can change the settings, since there is no `termios`.
public final class Terminal {
    /// As in `/dev/pts/0`.
    public let number: Int
    /// Rows, columns, and their sizes in pixels, as `TIOCGWINSZ` tells them.
    public var windowSize: [UInt16] = [0, 0, 0, 0]

    /// The line that is being typed, and whether the next byte is taken as it is.
    private var typed: [UInt8] = []
    private var takesNextAsItIs = false
    /// Finished lines; one without anything stands for the end.
    private var lines: [[UInt8]] = []
    /// What the outer end has to read.
    private var shown: [UInt8] = []
    var isOuterOpen = true
    var innerCount = 0

    private static let longestLine = 4096
    fileprivate static let mostShown = 65536

    init(number: Int) { self.number = number }

    var hasLine: Bool { !lines.isEmpty }
    var hasShown: Bool { !shown.isEmpty }
    var hasRoom: Bool { shown.count < Self.mostShown }
    /// How many bytes the inner end has to read.
    var lineCount: Int { lines.reduce(0) { $0 + $1.count } }
    var shownCount: Int { shown.count }

    // MARK: The inner end

    func takeLine(_ count: Int) -> [UInt8] {
        guard let line = lines.first else { return [] }
        if line.count <= count {
            lines.removeFirst()
            return line
        }
        lines[0].removeFirst(count)
        return Array(line.prefix(count))
    }

    func show(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes { shown += byte == Key.newLine ? [Key.carriageReturn, byte] : [byte] }
    }

    func takeShown(_ count: Int) -> [UInt8] {
        let taken = Array(shown.prefix(count))
        shown.removeFirst(taken.count)
        return taken
    }

    // MARK: The keyboard

    private enum Key {
        static let end: UInt8 = 0x04
        static let tab: UInt8 = 0x09
        static let newLine: UInt8 = 0x0A
        static let carriageReturn: UInt8 = 0x0D
        static let resume: UInt8 = 0x11
        static let showAgain: UInt8 = 0x12
        static let pause: UInt8 = 0x13
        static let eraseLine: UInt8 = 0x15
        static let asItIs: UInt8 = 0x16
        static let eraseWord: UInt8 = 0x17
        static let erase: UInt8 = 0x7F
        /// Interrupt, quit and stop: they reach nobody, since the terminal is none of a session's.
        static let signals: Set<UInt8> = [0x03, 0x1A, 0x1C]
    }

    func type(_ byte: UInt8) {
        if takesNextAsItIs {
            takesNextAsItIs = false
            append(byte)
            return
        }
        switch byte {
        case Key.carriageReturn, Key.newLine:
            shown += [Key.carriageReturn, Key.newLine]
            lines.append(typed + [Key.newLine])
            typed = []
        case Key.end:
            lines.append(typed)
            typed = []
        case Key.erase: eraseLast()
        case Key.eraseLine: while !typed.isEmpty { eraseLast() }
        case Key.eraseWord: eraseWord()
        case Key.asItIs:
            takesNextAsItIs = true
            shown += Array("^\u{8}".utf8)
        case Key.showAgain:
            echo(byte)
            shown += [Key.carriageReturn, Key.newLine]
            for typed in typed { echo(typed) }
        case Key.pause, Key.resume: break
        case _ where Key.signals.contains(byte):
            (typed, lines, shown) = ([], [], [])
            echo(byte)
        default: append(byte)
        }
    }

    /// One place is left for the end of the line; what is more is lost.
    private func append(_ byte: UInt8) {
        guard typed.count < Self.longestLine - 1 else { return }
        typed.append(byte)
        echo(byte)
    }

    /// Control characters are shown by a letter after `^`.
    private func echo(_ byte: UInt8) {
        let isControl = byte < 0x20 && byte != Key.tab || byte == Key.erase
        shown += isControl ? [UInt8(ascii: "^"), byte ^ 0x40] : [byte]
    }

    private func eraseWord() {
        func isOfWord(_ byte: UInt8) -> Bool {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...: true
            default: false
            }
        }
        var hasSeenWord = false
        while let last = typed.last {
            if isOfWord(last) { hasSeenWord = true } else if hasSeenWord { return }
            eraseLast()
        }
    }

    private func eraseLast() {
        let width = columns
        guard !typed.isEmpty else { return }
        typed.removeLast()
        for _ in 0..<(width - columns) { shown += Array("\u{8} \u{8}".utf8) }
    }

    /// How wide the typed line is.
    private var columns: Int {
        typed.reduce(0) { column, byte in
            if byte == Key.tab { return column / 8 * 8 + 8 }
            return column + (byte < 0x20 || byte == Key.erase ? 2 : 1)
        }
    }
}

/// One end of a terminal.
public final class TerminalEnd: OpenDescription {
    public let terminal: Terminal
    public let isOuter: Bool
    /// Called when the outer end closes.
    private let release: () -> Void

    init(_ terminal: Terminal, isOuter: Bool, release: @escaping () -> Void = {}) {
        self.terminal = terminal
        self.isOuter = isOuter
        self.release = release
        super.init(flags: 2)
        if !isOuter { terminal.innerCount += 1 }
    }

    override public var isTerminal: Bool { true }
    public var name: String { isOuter ? "/dev/ptmx" : "/dev/pts/\(terminal.number)" }
    /// Bytes that can be read now.
    public var available: Int { isOuter ? terminal.shownCount : terminal.lineCount }

    override public var status: FileStatus {
        var status = super.status
        status.number = isOuter ? 2 : terminal.number + 3
        status.mode = FileStatus.characterDevice | (isOuter ? 0o666 : 0o620)
        return status
    }

    override public var readiness: Readiness {
        if isOuter {
            if terminal.innerCount == 0 { return [.readable, .writable, .hungUp] }
            return terminal.hasShown ? [.readable, .writable] : .writable
        }
        if !terminal.isOuterOpen { return [.readable, .writable, .hungUp] }
        let reads: Readiness = terminal.hasLine ? .readable : []
        return terminal.hasRoom ? reads.union(.writable) : reads
    }

    override public func read(_ count: Int) throws(SystemFailure) -> [UInt8]? {
        if count <= 0 { return [] }
        if isOuter {
            if terminal.hasShown { return terminal.takeShown(count) }
            if terminal.innerCount == 0 { throw .inputOutput }
            return nil
        }
        if !terminal.isOuterOpen { return [] }
        return terminal.hasLine ? terminal.takeLine(count) : nil
    }

    override public func write(_ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int? {
        if isOuter {
            guard terminal.hasRoom, terminal.lineCount < Terminal.mostShown else { return nil }
            let taken = bytes.prefix(8192)
            for byte in taken { terminal.type(byte) }
            return taken.count
        }
        if !terminal.isOuterOpen { throw .inputOutput }
        guard terminal.hasRoom else { return nil }
        terminal.show(bytes)
        return bytes.count
    }

    override public func close() {
        if isOuter {
            terminal.isOuterOpen = false
            release()
        } else {
            terminal.innerCount -= 1
        }
    }
}

extension VirtualFiles {
    /// Opens a new terminal: its outer and its inner end, which programs that are started don't get.
    public func openTerminal() throws(SystemFailure) -> (outer: Int, inner: Int) {
        var number = 0
        while tree.terminals.contains(number) { number += 1 }
        tree.terminals.insert(number)
        let terminal = Terminal(number: number)
        let outer = try add(
            TerminalEnd(terminal, isOuter: true) { [tree] in tree.terminals.remove(number) })
        do throws(SystemFailure) {
            return (outer, try add(TerminalEnd(terminal, isOuter: false)))
        } catch {
            try? close(outer)
            throw error
        }
    }
}
