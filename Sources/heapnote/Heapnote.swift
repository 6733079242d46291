import ArgumentParser
import NotePipeline
import NoteReader

/// The command `heapnote`: it only reads arguments and hands over to the vault and the pipeline.
struct Heapnote: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "heapnote",
        abstract: "Runs the Python cells of Markdown notes and shows what they do to memory.",
        discussion: """
            Cells run in an interpreter whose memory is CPython 3.11's, byte for byte: the same ids, \
            refcounts and object reuse on every machine.
            """,
        version: "0.1.0",
        subcommands: [
            RenderCommand.self, RunCommand.self, CheckCommand.self, LintCommand.self,
            InspectCommand.self,
            PythonCommand.self,
        ])

    /// Where the commands that run programs get their interpreters from.
    static let interpreters = InterpreterSupply()

    /// Whether a command runs programs, so that it's worth starting an interpreter at once.
    static func runsPrograms(_ command: ParsableCommand.Type) -> Bool {
        command == RenderCommand.self || command == RunCommand.self
            || command == CheckCommand.self || command == PythonCommand.self
    }

    /// What parses an argument list: a subcommand that is named first, by itself, which saves building
    /// the parsers of all the others (1 ms of the 5 that starting takes); else the whole tree, for help.
    struct Entry {
        var type: ParsableCommand.Type
        var parse: ([String]) throws -> ParsableCommand
    }

    /// What is wrong with the first word, if it is to be a command and there is none of that name.
    static func problem(withCommand arguments: [String]) -> String? {
        guard let name = arguments.first, !name.hasPrefix("-"), name != "help" else { return nil }
        let names = configuration.subcommands.compactMap { $0.configuration.commandName }
        if names.contains(name) { return nil }
        let remedy: String
        if let near = Spelling.closest(to: name, among: names) {
            remedy = "did you mean '\(near)'?"
        } else if HostFiles.kind(of: name) != nil {
            remedy = "say what to do with the path, as in 'heapnote run \(name)'"
        } else {
            remedy = "the commands are \(names.joined(separator: ", "))"
        }
        return "heapnote: error: unknown command '\(name)'; \(remedy)"
    }

    static func command(for arguments: [String]) -> Entry {
        if let name = arguments.first {
            for case let subcommand in configuration.subcommands
            where subcommand.configuration.commandName == name {
                return Entry(type: subcommand) { try subcommand.parse(Array($0.dropFirst())) }
            }
        }
        return Entry(type: self) { try parseAsRoot($0) }
    }
}
