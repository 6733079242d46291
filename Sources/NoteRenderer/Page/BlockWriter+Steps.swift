/// Stepping through a cell: buttons and a slider, the drawing of all moments, and each step in words. The
/// controls are hidden until the page's script runs; without it the last moment shows.
extension BlockWriter {
    mutating func write(_ steps: FigureSteps, title: String) {
        let last = max(0, steps.moments.count - 1)
        buffer.markup("<div class=\"stepping\" data-last=\"\(last)\">\n")
        writeControls(last)
        buffer.markup("<div class=\"drawing\" tabindex=\"0\" role=\"group\"")
        buffer.attribute("aria-label", title)
        buffer.markup(">")
        let start = buffer.bytes.count
        buffer.markup(steps.drawing)
        makeGroup(ofDrawingAt: start)
        buffer.markup("</div>\n")
        writeList(steps, last)
        buffer.markup("</div>\n")
    }

    private mutating func writeControls(_ last: Int) {
        buffer.markup(
            "<div class=\"stepper\" role=\"group\" aria-label=\"Steps of the cell\" hidden>\n")
        for (name, words) in [
            ("first", "First"), ("back", "Back"), ("next", "Next"), ("last", "Last"),
        ] {
            buffer.markup("<button type=\"button\" data-go=\"\(name)\">\(words)</button>\n")
        }
        buffer.markup(
            "<input type=\"range\" min=\"0\" max=\"\(last)\" value=\"\(last)\" aria-label=\"Step\">\n"
        )
        buffer.markup("<span class=\"step-place\"></span></div>\n")
        buffer.markup("<pre class=\"step-code numbered\" aria-hidden=\"true\" hidden></pre>\n")
        buffer.markup("<p class=\"step-words\" aria-live=\"polite\" hidden></p>\n")
    }

    /// The steps as text, which the script reads too.
    private mutating func writeList(_ steps: FigureSteps, _ last: Int) {
        buffer.markup("<details class=\"steps\"><summary>\(last) \(last == 1 ? "step" : "steps")")
        buffer.markup(", in words</summary><ol start=\"0\">\n")
        for moment in steps.moments {
            if let line = moment.line {
                buffer.markup(
                    "<li data-line=\"\(line)\"><span class=\"where\">line \(line)</span> ")
            } else {
                buffer.markup("<li>")
            }
            buffer.text(moment.words)
            buffer.markup("</li>\n")
        }
        buffer.markup("</ol>")
        if !steps.omission.isEmpty {
            buffer.markup("<p class=\"dropped\">")
            buffer.text(steps.omission)
            buffer.markup("</p>")
        }
        buffer.markup("</details>\n")
    }
}
