/// The style sheet of every picture: one set of custom properties, light, dark and for paper.
///
/// A picture that stands as a file carries the sheet and follows `prefers-color-scheme`. A page
/// that has many pictures in it can hold `sheet` once and write them without it. A page with a
/// theme of its own sets `data-theme="light"` or `"dark"` on its root element, which wins over
/// the reader's preference; printing is always light.
public enum DiagramStyle {
    /// The rules for all pictures; each is under `.hn`, so they touch nothing else of a page.
    public static let sheet: String =
        rule(".hn", fonts + light) + "@media (prefers-color-scheme:dark){" + rule(".hn", dark) + "}"
        + rule("[data-theme=light] .hn", light) + rule("[data-theme=dark] .hn", dark)
        + "@media print{" + rule(".hn.hn", light) + "}" + shapes

    /// Pictures have a class for each hundred pixels of their width, up to this one.
    public static let widthClasses = 24

    private static func rule(_ selector: String, _ properties: String) -> String {
        selector + "{" + properties + "}"
    }

    /// A custom property with its value in the light and in the dark theme.
    struct Colour {
        var name: String
        var light: String
        var dark: String
    }

    /// Every text colour has a contrast of at least 4.5 on whatever it can stand on.
    static let palette = [
        Colour(name: "bg", light: "#f6f7f9", dark: "#14171c"),
        Colour(name: "card", light: "#ffffff", dark: "#1d2129"),
        Colour(name: "line", light: "#d8dde6", dark: "#363d4a"),
        Colour(name: "soft", light: "#eef0f4", dark: "#272d37"),
        Colour(name: "ink", light: "#171b24", dark: "#eceef3"),
        Colour(name: "mute", light: "#586173", dark: "#a0a9b8"),
        Colour(name: "edge", light: "#6a7488", dark: "#8b95a7"),
        Colour(name: "n", light: "#2457c5", dark: "#8db4ff"),
        Colour(name: "s", light: "#0b6b5d", dark: "#5fd3bd"),
        Colour(name: "q", light: "#a02c6b", dark: "#f294c5"),
        Colour(name: "m", light: "#6540bd", dark: "#c3a8ff"),
        Colour(name: "o", light: "#875016", dark: "#e6b06a"),
        Colour(name: "p", light: "#4a5466", dark: "#b3bccb"),
        Colour(name: "a", light: "#0f7035", dark: "#62d68d"),
        Colour(name: "c", light: "#9c4600", dark: "#ffb061"),
        Colour(name: "d", light: "#b3261e", dark: "#ff8f85"),
    ]

    private static let light = palette.map { "--" + $0.name + ":" + $0.light }.joined(
        separator: ";")
    private static let dark = palette.map { "--" + $0.name + ":" + $0.dark }.joined(separator: ";")

    private static let fonts = """
        --sans:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;\
        --mono:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;--t:var(--mute);
        """

    private static let shapes =
        toneRules + textRules
            + """
            .hn .h{display:none}.hn .bc{fill:var(--bg)}\
            .hn .bf,.hn .bk{fill:var(--card);stroke:var(--line)}\
            .hn .bn{fill:var(--card);stroke:var(--a);stroke-width:1.5}\
            .hn .bg{fill:none;stroke:var(--d);stroke-dasharray:5 4;stroke-width:1.25}\
            .hn .bv{fill:none;stroke:var(--mute);stroke-dasharray:5 4;stroke-width:1.25}\
            .hn .bp{fill:var(--soft)}.hn g.bs rect{rx:6px}\
            .hn .bt{fill:var(--t);fill-opacity:.13}\
            .hn .bo{fill:none;stroke:var(--t);stroke-opacity:.55}\
            .hn .bs{fill:var(--soft);stroke:var(--line)}\
            .hn .bx{fill:var(--soft);stroke:var(--c);stroke-width:1.5}\
            .hn .bh{fill:var(--t);fill-opacity:.28}\
            .hn .be{fill:none;stroke:var(--line)}\
            .hn .br{fill:none;stroke:var(--mute);stroke-dasharray:3 3}\
            .hn .bb{fill:var(--t);fill-opacity:.16;stroke:var(--t);stroke-width:1.5}\
            .hn .bl{fill:var(--t)}\
            .hn .bi{fill:none;stroke:var(--t);stroke-width:1.75}\
            .hn .bu{fill:var(--line);stroke:var(--line)}\
            .hn .la,.hn .ln,.hn .lf,.hn .lw,.hn .lr,.hn .ll{fill:none;stroke:var(--edge);stroke-width:1.5}\
            .hn .ln{stroke:var(--a);stroke-width:2}\
            .hn .lf{stroke:var(--mute);stroke-width:1.25;stroke-dasharray:2 4;stroke-linecap:round}\
            .hn .lw{stroke-dasharray:7 4}\
            .hn .lr{stroke:var(--line);stroke-width:1}\
            .hn .ll{stroke:var(--mute);stroke-width:1}\
            .hn .hd,.hn .dt{fill:var(--t)}\
            .hn .dp{stroke:var(--t);stroke-width:6;stroke-linecap:round}\
            .hn .ic{fill:none;stroke:var(--t);stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}\
            .hn .x text{opacity:.9}
            """

    private static let toneRules: String =
        Tone.allCases.map { tone in
            switch tone {
            case .ink: return ".hn .i{--t:var(--ink)}"
            case .muted: return ".hn .u{--t:var(--mute)}"
            default: return ".hn ." + tone.rawValue + "{--t:var(--" + tone.rawValue + ")}"
            }
        }.joined() + ".hn .e{--t:var(--edge)}"

    private static let textRules: String =
        ".hn text{fill:var(--t);white-space:pre}.hn .tm{text-anchor:middle}.hn .te{text-anchor:end}"
        + TextStyle.allCases.map { style in
            let metrics = style.metrics
            var buffer = SVGBuffer(capacity: 64)
            buffer.number(metrics.size)
            let size = String(decoding: buffer.bytes, as: UTF8.self)
            return ".hn ." + style.rawValue + "{font:" + (metrics.isBold ? "600 " : "") + size
                + "px " + (metrics.isMono ? "var(--mono)}" : "var(--sans)}")
        }.joined()
}
