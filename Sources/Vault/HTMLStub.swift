import NoteRenderer
enum HTMLPage { static func render(_ p: NotePresentation) -> [UInt8] { [] } }
