import NotePipeline
import NoteReader
import NoteRenderer

/// Reads a vault's settings, and says what is wrong with them.
extension VaultSettings {
    /// The file's name, in the vault's root.
    public static let fileName = ".heapnote.yml"

    private static let keys = [
        "cells", "execute", "on-error", "limits", "include", "exclude", "tags", "heap", "map",
        "page", "now",
    ]
    private static let limitKeys = ["instructions", "memory", "output"]
    private static let pageKeys = [
        "template", "index-template", "style", "add-style", "lang", "index", "footer",
    ]

    /// The settings of the vault at a root; problems with them are errors of configuration.
    public static func read(root: String, _ diagnostics: inout Diagnostics) -> VaultSettings {
        var settings = VaultSettings()
        settings.usesStrictLineBreaks = readsStrictLineBreaks(root)
        let path = HostFiles.join(root, fileName)
        guard let kind = HostFiles.kind(of: path) else { return settings }
        guard kind == .file else {
            diagnostics.report(
                HostFileError(
                    path: path, cause: "the vault's settings are no file",
                    remedy: "make it a file of 'key: value' lines, or remove it"))
            settings.isUsable = false
            return settings
        }
        var reader = SettingsReader(path: path, root: root)
        reader.read(into: &settings)
        for problem in reader.problems {
            diagnostics.report(problem, path: path)
            diagnostics.raise(to: .unusable)
        }
        settings.isUsable = reader.problems.isEmpty
        return settings
    }

    private static func readsStrictLineBreaks(_ root: String) -> Bool {
        let path = HostFiles.join(root, ".obsidian/app.json")
        guard let bytes = try? HostFiles.read(path), bytes.count < 1 << 20,
            case .success(let properties) = NoteReader.properties(of: bytes)
        else { return false }
        return properties.contains { $0.key == "strictLineBreaks" && $0.value == .checkbox(true) }
    }

    /// Takes the settings one key at a time, so that one that is wrong leaves the others.
    struct SettingsReader {
        let path: String
        let root: String
        private(set) var problems: [NoteDiagnostic] = []

        init(path: String, root: String) {
            self.path = path
            self.root = root
        }

        mutating func read(into settings: inout VaultSettings) {
            do throws(HostFileError) {
                switch NoteReader.properties(of: try HostFiles.read(path)) {
                case .success(let properties):
                    for property in properties { set(property, in: &settings) }
                case .failure(let failure): problems.append(failure.diagnostic)
                }
            } catch {
                problems.append(
                    NoteDiagnostic(
                        severity: .error, line: 1, cause: error.cause, remedy: error.remedy))
            }
        }

        private mutating func set(_ property: Property, in settings: inout VaultSettings) {
            switch property.key {
            case "cells": setCells(property, in: &settings)
            case "execute":
                take(property, VaultSettings.Execution.self) { settings.execution = $0 }
            case "on-error":
                take(property, PipelineOptions.ErrorPolicy.self) { settings.onError = $0 }
            case "limits": setLimits(property, in: &settings)
            case "include": settings.include = texts(property).map(Glob.init)
            case "exclude": settings.exclude = texts(property).map(Glob.init)
            case "tags":
                settings.tags = texts(property).map { text in
                    (text.hasPrefix("#") ? String(text.dropFirst()) : text).lowercased()
                }
            case "heap": settings.drawsHeap = flag(property)
            case "map": settings.drawsMap = flag(property)
            case "page": setPage(property, in: &settings)
            case "now":
                guard let seconds = WrittenDate.parse(property.value.plainText) else {
                    return wrong(property, "give a date, as in 2024-01-01")
                }
                settings.now = seconds
            default: unknown(property, among: VaultSettings.keys)
            }
        }

        private mutating func setCells(_ property: Property, in settings: inout VaultSettings) {
            guard case .mapping(let options) = property.value else {
                return wrong(property, "write options of cells below it, as in 'mode: script'")
            }
            var found: [NoteDiagnostic] = []
            settings.cells = CellOptions.reading(options, &found)
            problems += found.map { diagnostic in
                var error = diagnostic
                error.severity = .error
                return error
            }
        }

        private mutating func setLimits(_ property: Property, in settings: inout VaultSettings) {
            guard case .mapping(let limits) = property.value else {
                return wrong(property, "write limits below it, as in 'output: 100000'")
            }
            for limit in limits {
                guard VaultSettings.limitKeys.contains(limit.key) else {
                    unknown(limit, among: VaultSettings.limitKeys)
                    continue
                }
                guard let number = Int(limit.value.plainText), number > 0 else {
                    wrong(limit, "give a whole number above 0")
                    continue
                }
                switch limit.key {
                case "instructions": settings.limits.instructions = number
                case "memory": settings.limits.memory = number
                default: settings.limits.output = number
                }
            }
        }

        private mutating func setPage(_ property: Property, in settings: inout VaultSettings) {
            guard case .mapping(let parts) = property.value else {
                return wrong(property, "write 'template:', 'style:' or the like below it")
            }
            for part in parts {
                switch part.key {
                case "template":
                    template(part, PageDesign.noteNames) { settings.design.note = $0 }
                case "index-template":
                    template(part, PageDesign.indexNames) { settings.design.index = $0 }
                case "style": file(part) { settings.design.style = $0 }
                case "add-style": file(part) { settings.design.additionalStyle = $0 }
                case "lang": settings.design.language = part.value.plainText
                case "index": settings.writesIndex = flag(part) ?? true
                case "footer": settings.design.generator = part.value.plainText
                default: unknown(part, among: VaultSettings.pageKeys)
                }
            }
        }

        // MARK: Values

        private mutating func template(
            _ property: Property, _ names: Set<String>, _ use: (MustacheTemplate) -> Void
        ) {
            file(property) { _ in }
            guard let text = text(ofFile: property) else { return }
            do throws(MustacheProblem) {
                let template = try MustacheTemplate(text)
                for name in template.names.subtracting(names).sorted() {
                    let near = Spelling.closest(to: name, among: names.sorted())
                    problems.append(
                        NoteDiagnostic(
                            severity: .error, line: property.line,
                            cause: "the template asks for '\(name)', which there isn't",
                            remedy: near.map { "did you mean '\($0)'?" }
                                ?? "the names are \(names.sorted().joined(separator: ", "))"))
                }
                use(template)
            } catch {
                problems.append(
                    NoteDiagnostic(
                        severity: .error, line: property.line,
                        cause:
                            "line \(error.line) of \(property.value.plainText) is no template: \(error.cause)"
                    ))
            }
        }

        /// The text of a file of the vault that a setting names.
        private mutating func file(_ property: Property, _ use: (String) -> Void) {
            guard let text = text(ofFile: property) else {
                wrong(property, "give the path of a file in the vault")
                return
            }
            use(text)
        }

        private func text(ofFile property: Property) -> String? {
            let name = property.value.plainText
            guard !name.isEmpty, !name.hasPrefix("/"), !name.split(separator: "/").contains(".."),
                let bytes = try? HostFiles.read(HostFiles.join(root, name))
            else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }

        private mutating func take<Value: RawRepresentable & CaseIterable>(
            _ property: Property, _ type: Value.Type, _ use: (Value) -> Void
        ) where Value.RawValue == String {
            let text = property.value.plainText
            if let value = Value(rawValue: text) { return use(value) }
            let choices = Value.allCases.map(\.rawValue)
            wrong(
                property,
                Spelling.closest(to: text, among: choices).map { "did you mean '\($0)'?" }
                    ?? "give \(choices.joined(separator: ", "))")
        }

        private mutating func flag(_ property: Property) -> Bool? {
            if case .checkbox(let isOn) = property.value { return isOn }
            wrong(property, "give true or false")
            return nil
        }

        private func texts(_ property: Property) -> [String] {
            switch property.value {
            case .list(let items): items.map(\.plainText)
            case .null: []
            default: [property.value.plainText]
            }
        }

        private mutating func unknown(_ property: Property, among names: [String]) {
            let near = Spelling.closest(to: property.key, among: names)
            problems.append(
                NoteDiagnostic(
                    severity: .error, line: property.line,
                    cause: "unknown setting '\(property.key)'",
                    remedy: near.map { "did you mean '\($0)'?" }
                        ?? "the settings are \(names.joined(separator: ", "))"))
        }

        private mutating func wrong(_ property: Property, _ remedy: String) {
            problems.append(
                NoteDiagnostic(
                    severity: .error, line: property.line,
                    cause: "'\(property.value.plainText)' is no value for '\(property.key)'",
                    remedy: remedy))
        }
    }
}
