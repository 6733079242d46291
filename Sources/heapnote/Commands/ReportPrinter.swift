import Glibc
import NotePipeline
import Vault

/// Writes reports for other tools to standard output.
enum ReportPrinter {
    /// The report of a run. As text it stands on standard error already.
    static func print(
        _ report: LintReport, as chosen: OutputFormat?, _ diagnostics: inout Diagnostics
    ) {
        let format = chosen ?? OutputFormat.preferred
        guard format != .text else { return }
        Console.write(Array(report.written(as: format).utf8), &diagnostics)
        if format == .github { addSummary(report, &diagnostics) }
    }

    /// Adds to the file that GitHub shows as the summary of a job.
    static func addSummary(_ report: LintReport, _ diagnostics: inout Diagnostics) {
        guard let path = getenv("GITHUB_STEP_SUMMARY").map({ String(cString: $0) }), !path.isEmpty
        else { return }
        do throws(HostFileError) {
            try HostFiles.append(Array(report.gitHubSummary.utf8), to: path)
        } catch { diagnostics.report(error) }
    }
}
