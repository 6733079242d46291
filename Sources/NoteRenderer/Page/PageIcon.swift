/// Small drawings of the page, 16 by 16, in the colour of the text around them.
enum PageIcon {
    static let picture = drawing(
        "<rect x=\"2\" y=\"3\" width=\"12\" height=\"10\" rx=\"1.5\"/><circle cx=\"5.5\" cy=\"6.5\" r=\"1\"/><path d=\"M2.5 12l3.6-3.4 2.3 2 2.4-2.8 2.9 3.6\"/>"
    )

    static let document = drawing(
        "<path d=\"M4 2h5l3 3v9H4zM9 2v3h3M6 8.5h4M6 11h4\"/>")

    static func drawing(_ shapes: String) -> String {
        "<svg class=\"icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\">"
            + shapes + "</svg>"
    }
}

/// The sign of a callout's family.
enum CalloutIcon {
    static func svg(_ family: String) -> String { PageIcon.drawing(shapes(family)) }

    private static func shapes(_ family: String) -> String {
        let ring = "<circle cx=\"8\" cy=\"8\" r=\"6\"/>"
        switch family {
        case "abstract":
            return
                "<rect x=\"3\" y=\"2.5\" width=\"10\" height=\"11\" rx=\"1.5\"/><path d=\"M5.5 6h5M5.5 8.5h5M5.5 11h3\"/>"
        case "info": return ring + "<path d=\"M8 7.5v3.5M8 5h.01\"/>"
        case "todo", "success": return ring + "<path d=\"M5.5 8.2l1.8 1.8 3.3-3.8\"/>"
        case "tip":
            return
                "<path d=\"M8 2a4 4 0 0 0-2.3 7.3c.5.4.8.9.8 1.5h3c0-.6.3-1.1.8-1.5A4 4 0 0 0 8 2zM6.7 13.5h2.6\"/>"
        case "question":
            return ring
                + "<path d=\"M6.3 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.9.7-.9 1.3M8 11.2h.01\"/>"
        case "warning": return "<path d=\"M8 2.5l6 10.5H2zM8 6.5v3M8 11.3h.01\"/>"
        case "failure": return ring + "<path d=\"M6 6l4 4M10 6l-4 4\"/>"
        case "danger": return "<path d=\"M9 1.8L3.5 9H8l-1 5.2L12.5 7H8z\"/>"
        case "bug":
            return
                "<rect x=\"5\" y=\"5\" width=\"6\" height=\"8\" rx=\"3\"/><path d=\"M6 5a2 2 0 0 1 4 0M2.5 6.5L5 7.5M13.5 6.5L11 7.5M2 10h3M11 10h3M3 13.5l2.4-1.6M13 13.5l-2.4-1.6\"/>"
        case "example":
            return "<path d=\"M6 4h7.5M6 8h7.5M6 12h7.5M2.5 4h.01M2.5 8h.01M2.5 12h.01\"/>"
        case "quote":
            return "<path d=\"M6.5 5C4.5 5.5 3.5 7 3.5 11h3V8h-2M12.5 5c-2 .5-3 2-3 6h3V8h-2\"/>"
        default: return "<path d=\"M3 13l.7-2.9L11 2.8l2.2 2.2-7.3 7.3zM9.5 4.3l2.2 2.2\"/>"
        }
    }
}
