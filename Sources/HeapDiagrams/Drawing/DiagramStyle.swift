/// The style sheet of every picture: one set of custom properties, light, dark and for paper.
///
/// A picture that stands as a file carries the sheet and follows `prefers-color-scheme`. A page that has
/// many pictures in it can hold `sheet` once and write them without it. A page with a theme of its own
/// sets `data-theme="light"` or `"dark"` on its root element, which wins over the reader's preference;
/// printing is always light.
public enum DiagramStyle {
    /// The rules for all pictures; each is under `.hn`, so they touch nothing else of a page.
    public static let sheet: String =
        rule(".hn", fonts + light) + "@media (prefers-color-scheme:dark){" + rule(".hn", dark) + "}"
        + rule("[data-theme=light] .hn", light) + rule("[data-theme=dark] .hn", dark)
        + "@media print{" + rule(".hn.hn", light) + "}" + shapes

    private static func rule(_ selector: String, _ properties: String) -> String {
        selector + "{" + properties + "}"
    }

    private static let light = """
        --bg:#f6f7f9;--card:#fff;--line:#d8dde6;--soft:#eef0f4;--ink:#171b24;--mute:#586173;\
        --edge:#6a7488;--n:#2457c5;--s:#0b6b5d;--q:#a02c6b;--m:#6540bd;--o:#875016;--p:#4a5466;\
        --a:#13783c;--c:#a34a00;--d:#b3261e
        """

    private static let dark = """
        --bg:#14171c;--card:#1d2129;--line:#363d4a;--soft:#272d37;--ink:#eceef3;--mute:#a0a9b8;\
        --edge:#8b95a7;--n:#8db4ff;--s:#5fd3bd;--q:#f294c5;--m:#c3a8ff;--o:#e6b06a;--p:#b3bccb;\
        --a:#62d68d;--c:#ffb061;--d:#ff8f85
        """

    private static let fonts = """
        --sans:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;\
        --mono:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;--t:var(--mute);
        """

    private static let shapes =
        toneRules + textRules
            + """
            .hn .bc{fill:var(--bg)}\
            .hn .bf,.hn .bk{fill:var(--card);stroke:var(--line)}\
            .hn .bn{fill:var(--card);stroke:var(--a);stroke-width:1.5}\
            .hn .bg{fill:none;stroke:var(--d);stroke-dasharray:5 4;stroke-width:1.25}\
            .hn .bp{fill:var(--soft)}\
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
            .hn .la,.hn .ln,.hn .lf,.hn .lr,.hn .ll{fill:none;stroke:var(--edge);stroke-width:1.5}\
            .hn .ln{stroke:var(--a);stroke-width:2}\
            .hn .lf{stroke:var(--mute);stroke-width:1.25;stroke-dasharray:2 4;stroke-linecap:round}\
            .hn .lr{stroke:var(--line);stroke-width:1}\
            .hn .ll{stroke:var(--mute);stroke-width:1}\
            .hn .hd,.hn .dt{fill:var(--t)}\
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
