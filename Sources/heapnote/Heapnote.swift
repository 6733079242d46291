import ArgumentParser

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
            RenderCommand.self, RunCommand.self, CheckCommand.self, InspectCommand.self,
            PythonCommand.self,
        ])
}
