/// The report as JUnit's XML: a suite a note, a case a cell.
extension LintReport {
    var jUnit: String {
        var result = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
        for note in notes { result += note.suite }
        return result + "</testsuites>\n"
    }
}

extension LintedNote {
    /// What lies in no cell is a case of its own.
    fileprivate var suite: String {
        var cases: [String] = []
        let outside = findings.filter { $0.cell == nil }
        if !outside.isEmpty { cases.append(testCase("note", outside)) }
        for (index, cell) in cells.enumerated() {
            let own = findings.filter { $0.cell == index }
            let isSkipped = cell.status == .skipped || cell.status == .notRun
            cases.append(testCase(cell.label, own, isSkipped: isSkipped))
        }
        let failed = cases.count { $0.contains("<failure") }
        return "  <testsuite name=\"\(escaped(path))\" tests=\"\(cases.count)\" "
            + "failures=\"\(failed)\">\n" + cases.joined() + "  </testsuite>\n"
    }

    private func testCase(
        _ name: String, _ findings: [LintFinding], isSkipped: Bool = false
    ) -> String {
        let head = "    <testcase classname=\"\(escaped(path))\" name=\"\(escaped(name))\""
        if findings.isEmpty {
            return head + (isSkipped ? "><skipped/></testcase>\n" : "/>\n")
        }
        var body = ""
        for finding in findings {
            let text =
                "\(path):\(finding.line):\(finding.column): \(finding.fullMessage)\n"
                + finding.excerpt
            switch finding.severity {
            case .error:
                body += "      <failure type=\"\(finding.rule.rawValue)\" "
                body += "message=\"\(escaped(finding.message))\">\(escaped(text))</failure>\n"
            case .warning:
                body += "      <system-out>\(escaped(text))</system-out>\n"
            }
        }
        return head + ">\n" + body + "    </testcase>\n"
    }

    /// Text of XML 1.0, which knows no control characters.
    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
