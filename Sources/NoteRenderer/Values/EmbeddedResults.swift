/// What came of the cells of a note that another page shows within itself: without what only the note's own page
/// shows of its memory, since vaults have many notes.
public struct EmbeddedResults: Sendable {
    var cells: [CellPresentation?]
    var pictures: [PicturePresentation?]

    public init(_ presentation: NotePresentation) {
        cells = presentation.cells.map { $0.map(Self.lightened) }
        pictures = presentation.pictures.map { picture in
            picture.map {
                PicturePresentation(
                    figure: Self.lightened($0.figure), inputHash: $0.inputHash)
            }
        }
    }

    private static func lightened(_ cell: CellPresentation) -> CellPresentation {
        var cell = cell
        cell.run.events = []
        cell.run.snapshot = nil
        cell.run.map = nil
        cell.run.steps = nil
        cell.run.bytes = []
        cell.figures = cell.figures.map(lightened)
        return cell
    }

    private static func lightened(_ figure: Figure) -> Figure {
        Figure(
            title: figure.title, alternative: figure.alternative, svg: figure.svg, path: figure.path
        )
    }
}
