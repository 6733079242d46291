import NoteReader

/// The hash of all that a cell's result depends on: the cells before it in its session, its own code
/// and its options. A block of results that bears another hash is stale.
public struct InputHash: Sendable {
    private var chains: [String: [UInt8]] = [:]
    private let salt: String

    /// `salt` names what else results depend on: the version of the interpreter, the limits.
    public init(salt: String) { self.salt = salt }

    /// The hash of the next cell of the note. `options` are the cell's after all layers are merged.
    public mutating func next(_ cell: Cell, options: CellOptions) -> String {
        let session = options.session ?? ""
        var hash = SHA256()
        hash.update(salt.utf8)
        hash.update(chains[session] ?? [])
        Self.add(cell.code, to: &hash)
        Self.add(cell.form.rawValue, to: &hash)
        Self.add(Self.description(of: options), to: &hash)
        let digest = hash.finish()
        if options.evaluates != false { chains[session] = digest }
        return Self.short(digest)
    }

    /// The hash of a picture of the memory as the cells so far leave it.
    public func picture(_ request: PictureRequest, session: String = "") -> String {
        var hash = SHA256()
        hash.update(salt.utf8)
        hash.update(chains[session] ?? [])
        switch request.kind {
        case .map: Self.add("map", to: &hash)
        case .objects(let names): Self.add("objects " + names.joined(separator: ","), to: &hash)
        case .bytes(let name): Self.add("bytes " + name, to: &hash)
        }
        return Self.short(hash.finish())
    }

    static func short(_ digest: [UInt8]) -> String { Array(digest.prefix(6)).hexadecimal }

    private static func add(_ text: String, to hash: inout SHA256) {
        hash.update("\(text.utf8.count):".utf8)
        hash.update(text.utf8)
    }

    private static func description(of options: CellOptions) -> String {
        var parts: [String] = []
        func add(_ name: String, _ value: String?) {
            if let value { parts.append("\(name)=\(value)") }
        }
        add("eval", options.evaluates.map(String.init))
        add("output", options.showsOutput.map(String.init))
        add("raises", options.raises)
        add("error", options.mayRaise.map(String.init))
        add("mode", (options.mode ?? .notebook).rawValue)
        add("heap", options.pictures?.map(\.rawValue).joined(separator: ","))
        add("names", options.names?.joined(separator: ","))
        add("stdin", options.standardInput)
        add("max", options.maxInstructions.map(String.init))
        return parts.joined(separator: "\n")
    }
}
