import NoteReader

/// The results of cells of notes that the page shows within itself.
///
/// Pictures are images there: the page's own drawings may have the same ids, and cards lead to rows and maps that only
/// the note's own page has.
extension BlockWriter {
    /// What came of a cell of the note that is being written.
    func result(ofCell index: Int) -> CellPresentation? {
        if notePath == vault.path { return presentation.cell(index) }
        guard let cells = presentation.embedded[notePath]?.cells, index < cells.count else {
            return nil
        }
        return cells[index]
    }

    /// What was drawn at a comment of the note that is being written.
    func figure(ofRequest index: Int) -> Figure? {
        if notePath == vault.path { return presentation.picture(index)?.figure }
        guard let pictures = presentation.embedded[notePath]?.pictures, index < pictures.count
        else { return nil }
        return pictures[index]?.figure
    }

    mutating func writeEmbeddedMemory(_ result: CellPresentation) {
        guard !result.figures.isEmpty else { return writeStoryAlone(result) }
        for (index, figure) in result.figures.enumerated() {
            writeImage(of: figure, story: index == 0 ? result.story : nil)
        }
    }

    mutating func writeImage(of figure: Figure, story: MemoryStory?) {
        buffer.markup("<figure class=\"memory\">\n")
        if let story, !story.sentences.isEmpty { write(story) }
        let isFolded = story?.isUnchanged == true
        if isFolded { buffer.markup(Self.unchangedFold) }
        buffer.markup("<div class=\"drawing\" tabindex=\"0\" role=\"group\"")
        buffer.attribute("aria-label", figure.title)
        buffer.markup("><img")
        buffer.attribute("alt", figure.alternative)
        buffer.markup(" src=\"data:image/svg+xml;base64,")
        buffer.base64(Array(figure.svg.utf8))
        buffer.markup("\"></div>\n<figcaption>")
        buffer.text(figure.title)
        buffer.markup("</figcaption>\n")
        if isFolded { buffer.markup("</details>\n") }
        buffer.markup("</figure>\n")
    }
}
