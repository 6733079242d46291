/// What pages look like: their templates and style sheets, the built-in ones or a vault's own.
public struct PageDesign: Sendable {
    /// The page of a note.
    public var note: MustacheTemplate
    /// The list of a vault's notes.
    public var index: MustacheTemplate
    /// In place of the built-in style sheet.
    public var style: String?
    /// After the style sheet.
    public var additionalStyle = ""
    /// Shown at a page's foot.
    public var generator = "Made by Heapnote"
    /// The folder of shared style sheet and script below the output; nil to have them in every page.
    public var assetsFolder: String?
    /// The language of notes that don't say theirs.
    public var language = "en"

    public init() {
        note = Self.builtIn(BuiltInTemplates.note)
        index = Self.builtIn(BuiltInTemplates.index)
    }

    private static func builtIn(_ source: String) -> MustacheTemplate {
        // The built-in templates are constants, which a test reads.
        do { return try MustacheTemplate(source) } catch {
            preconditionFailure("a built-in template is wrong: \(error)")
        }
    }

    /// The names that a note's template can use.
    public static let noteNames: Set<String> = [
        "lang", "csp", "generator", "title", "styles", "script", "folder", "index", "vault",
        "outline", "properties", "content", "map", "backlinks", "tags", "name", "href",
    ]
    /// The names that the index's template can use.
    public static let indexNames: Set<String> = [
        "lang", "csp", "generator", "title", "styles", "script", "count", "groups", "tags", "name",
        "notes", "href", "excerpt", "search", "anchor", "tag",
    ]

    /// The whole style sheet; `drawings` is that of the pictures.
    func sheet(drawings: String) -> String {
        (style ?? PageStyle.sheet + StepStyle.sheet + AliveStyle.sheet) + drawings + additionalStyle
    }

    /// The files that pages share; none when each has all in itself.
    public func sharedFiles(drawingStyle: String) -> [(path: String, bytes: [UInt8])] {
        guard let assetsFolder else { return [] }
        return [
            ("\(assetsFolder)/heapnote.css", Array(sheet(drawings: drawingStyle).utf8)),
            ("\(assetsFolder)/heapnote.js", Array(PageScript.source.utf8)),
        ]
    }

    /// What a page's head says of its style, its script and what it may load.
    func headValues(drawings: String, page: String) -> MustacheValues {
        guard let assetsFolder else {
            return [
                "csp": .text(
                    Self.policy(style: "'unsafe-inline'", script: "'\(PageScript.integrity)'")),
                "styles": .html(styleElement(drawings: drawings)),
                "script": .html(Self.scriptElement),
            ]
        }
        var styles = HTMLBuffer()
        styles.markup("<link rel=\"stylesheet\"")
        styles.address("href", VaultPath.address(of: "\(assetsFolder)/heapnote.css", from: page))
        styles.markup(">")
        var script = HTMLBuffer()
        script.markup("<script")
        script.address("src", VaultPath.address(of: "\(assetsFolder)/heapnote.js", from: page))
        script.markup(" defer></script>")
        return [
            "csp": .text(Self.policy(style: "'self' 'unsafe-inline'", script: "'self'")),
            "styles": .html(styles.bytes), "script": .html(script.bytes),
        ]
    }

    private func styleElement(drawings: String) -> [UInt8] {
        var element = HTMLBuffer(capacity: Self.builtInSheet.count + drawings.utf8.count + 100)
        element.markup("<style>\n")
        if let style { element.markup(style) } else { element.markup(Self.builtInSheet) }
        element.markup(drawings)
        element.markup(additionalStyle)
        element.markup("\n</style>")
        return element.bytes
    }

    /// Every page has them, so they are put together once.
    private static let builtInSheet = Array(
        (PageStyle.sheet + StepStyle.sheet + AliveStyle.sheet).utf8)
    private static let scriptElement = Array("<script>\(PageScript.source)</script>".utf8)

    private static func policy(style: String, script: String) -> String {
        "default-src 'none'; img-src data: 'self'; media-src 'self'; style-src \(style); "
            + "script-src \(script); base-uri 'none'; form-action 'none'"
    }
}
