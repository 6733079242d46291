/// Reports for other tools.
extension LintReport {
    /// Version 1: lines and columns count from 1, columns in bytes.
    var json: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("version", 1)
            writer.field("errors", count(.error))
            writer.field("warnings", count(.warning))
            writer.array("notes") { array in
                for note in notes {
                    array.element { writer in
                        writer.field("path", note.path)
                        writer.field("cells", note.cells.count)
                        note.writeStatuses(to: &writer)
                        writer.array("findings") { array in
                            for finding in note.findings {
                                array.element { finding.write(of: note, to: &$0) }
                            }
                        }
                    }
                }
            }
        }
        return writer.text + "\n"
    }

    /// A finding a line, each with its path.
    var jsonLines: String {
        var result = ""
        for note in notes {
            for finding in note.findings {
                var writer = JSONWriter(isCompact: true)
                writer.object { writer in
                    writer.field("version", 1)
                    writer.field("path", note.path)
                    finding.write(of: note, to: &writer)
                }
                result += writer.text + "\n"
            }
        }
        return result
    }

    /// SARIF 2.1.0, which code scanning services read. Columns count characters there by default;
    /// ours count bytes.
    var sarif: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
            writer.field("version", "2.1.0")
            writer.array("runs") { runs in
                runs.element { run in
                    writeTool(to: &run)
                    run.array("results") { results in
                        for note in notes {
                            for finding in note.findings {
                                results.element { finding.writeResult(note.path, to: &$0) }
                            }
                        }
                    }
                }
            }
        }
        return writer.text + "\n"
    }

    private func writeTool(to run: inout JSONWriter) {
        run.object("tool") { tool in
            tool.object("driver") { driver in
                driver.field("name", "heapnote")
                driver.array("rules") { rules in
                    for rule in LintFinding.Rule.allCases {
                        rules.element { writer in
                            writer.field("id", rule.rawValue)
                            writer.object("shortDescription") {
                                $0.field("text", rule.explanation)
                            }
                        }
                    }
                }
            }
        }
    }
}

extension LintedNote {
    /// How each cell ended, where they were run.
    fileprivate func writeStatuses(to writer: inout JSONWriter) {
        guard cells.contains(where: { $0.status != nil }) else { return }
        writer.array("results") { array in
            for cell in cells {
                array.element { result in
                    result.field("cell", cell.label)
                    result.field("line", cell.line)
                    result.field("status", cell.status?.rawValue ?? "not-run")
                }
            }
        }
    }
}

extension LintFinding {
    fileprivate func write(of note: LintedNote, to writer: inout JSONWriter) {
        writer.field("rule", rule.rawValue)
        writer.field("severity", severity.rawValue)
        writer.field("line", line)
        writer.field("column", column)
        if let endColumn { writer.field("endColumn", endColumn) }
        writer.field("message", message)
        if let remedy { writer.field("remedy", remedy) }
        if let cell, note.cells.indices.contains(cell) {
            writer.field("cell", note.cells[cell].label)
        }
    }

    fileprivate func writeResult(_ path: String, to writer: inout JSONWriter) {
        writer.field("ruleId", rule.rawValue)
        writer.field("level", severity.rawValue)
        writer.object("message") { $0.field("text", fullMessage) }
        writer.array("locations") { locations in
            locations.element { location in
                location.object("physicalLocation") { place in
                    place.object("artifactLocation") { $0.field("uri", Self.address(path)) }
                    place.object("region") { region in
                        region.field("startLine", line)
                        region.field("startColumn", column)
                        if let endColumn { region.field("endColumn", endColumn) }
                    }
                }
            }
        }
    }

    /// A path as a relative address.
    private static func address(_ path: String) -> String {
        var result = ""
        for byte in path.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
            }
        }
        return result
    }
}
