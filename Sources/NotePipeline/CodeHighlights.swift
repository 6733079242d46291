import NoteRenderer
import PythonSyntax

/// The colours of a cell's code, from the same tokens the parser reads.
enum CodeHighlights {
    static func highlights(of code: String) -> [Highlight] { [] }
}
