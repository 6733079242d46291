import Dispatch
import Glibc

/// Runs CPython's own tests, unchanged, on CPython and on Heapnote, and counts the cases that pass on both.
///
/// Each module runs in a process of its own with a limit of time. A process of Heapnote's that ends by a signal
/// is a trap: it is told apart, and makes the whole run fail whatever else was asked.
enum Suite {
    static func run(_ arguments: [String]) -> Int32 {
        guard let options = SuiteOptions(arguments) else {
            print(
                """
                usage: heapnote-differences suite [language|types|all|MODULE…] [--at-least PERCENT]
                           [--misses] [--endings] [--keep FOLDER] [--limit SECONDS] [--sample N]
                           [--heapnote PROGRAM]
                """)
            return 2
        }
        guard let folder = temporaryFolder() else {
            print("suite: no temporary folder can be made")
            return 2
        }
        let program = folder + "/run_module.py"
        guard Oracle.write(SuiteRunner.program, to: program) else { return 2 }
        var total = SuiteCount()
        for (name, modules) in options.groups {
            let results = runAll(modules, program: program, folder: folder, options)
            var count = SuiteCount()
            for result in results {
                print(result.line)
                if options.showsMisses { for miss in result.misses { print("    " + miss) } }
                count.add(result)
            }
            print("\(name): \(count.line)\n")
            total.add(count)
        }
        if options.groups.count > 1 { print("all: \(total.line)") }
        removeFolder(folder)
        if total.traps > 0 { return 1 }
        if options.comparesEndingsOnly { return total.modules > 0 ? 0 : 1 }
        return total.percent > 0 && total.percent >= options.leastPercent ? 0 : 1
    }

    /// Two processes at a time a core's worth; results in the order of the modules.
    private static func runAll(
        _ modules: [String], program: String, folder: String, _ options: SuiteOptions
    ) -> [SuiteResult] {
        var results = [SuiteResult?](repeating: nil, count: modules.count)
        results.withUnsafeMutableBufferPointer { buffer in
            // Every iteration writes an element of its own.
            nonisolated(unsafe) let slots = buffer
            DispatchQueue.concurrentPerform(iterations: modules.count) { index in
                let module = modules[index]
                let expected =
                    options.comparesEndingsOnly
                    ? nil
                    : SuiteOutput.run(
                        [Oracle.executable, "-E", program, module], limit: options.limit,
                        in: folder)
                let actual = SuiteOutput.run(
                    [options.heapnote, "python", program, module], limit: options.limit, in: folder)
                if let keep = options.keepFolder {
                    Oracle.write(actual.text, to: keep + "/" + module)
                }
                slots[index] = SuiteResult(module: module, expected: expected, actual: actual)
            }
        }
        return results.compactMap { $0 }
    }

    static func temporaryFolder() -> String? {
        var template = Array("/tmp/heapnote-suite.XXXXXX".utf8CString)
        return mkdtemp(&template).map { String(cString: $0) }
    }

    static func removeFolder(_ folder: String) {
        _ = SuiteOutput.run(["rm", "-r", folder], limit: 60, in: "/")
    }
}

/// What `suite` is asked for.
struct SuiteOptions {
    private(set) var groups: [(name: String, modules: [String])] = []
    private(set) var leastPercent = 0.0
    private(set) var showsMisses = false
    /// Whether only the ends of Heapnote's processes matter, and CPython runs nothing.
    private(set) var comparesEndingsOnly = false
    private(set) var keepFolder: String?
    private(set) var limit = 300
    /// The program beside this one, unless another is named.
    private(set) var heapnote = SuiteOptions.neighbour

    /// The path of a program from the root, since it is run in other folders; nil, and told, if it isn't there.
    private static func absolute(_ program: String) -> String? {
        guard let path = realpath(program, nil) else {
            print("\(program): no such program; name a built heapnote")
            return nil
        }
        defer { free(path) }
        return String(cString: path)
    }

    init?(_ arguments: [String]) {
        var modules: [String] = []
        var sample: Int?
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "language": groups.append(("language", SuiteModules.language))
            case "types": groups.append(("types", SuiteModules.types))
            case "all": groups.append(("all modules", SuiteModules.all(in: Oracle.library)))
            case "--misses": showsMisses = true
            case "--endings": comparesEndingsOnly = true
            case "--at-least":
                guard let value = rest.popFirst().flatMap(Double.init) else { return nil }
                leastPercent = value
            case "--limit":
                guard let value = rest.popFirst().flatMap({ Int($0) }), value > 0 else {
                    return nil
                }
                limit = value
            case "--sample":
                guard let value = rest.popFirst().flatMap({ Int($0) }), value > 0 else {
                    return nil
                }
                sample = value
            case "--keep":
                guard let folder = rest.popFirst() else { return nil }
                Oracle.makeFolder(folder)
                keepFolder = folder
            case "--heapnote":
                guard let program = rest.popFirst(), let path = Self.absolute(program) else {
                    return nil
                }
                heapnote = path
            case let option where option.hasPrefix("-"): return nil
            case let module: modules.append(module)
            }
        }
        if !modules.isEmpty { groups.append(("chosen", modules)) }
        if groups.isEmpty {
            groups = [("language", SuiteModules.language), ("types", SuiteModules.types)]
        }
        if let sample {
            groups = groups.map { ($0.name, SuiteOptions.spread(sample, of: $0.modules)) }
        }
    }

    private static func spread(_ count: Int, of modules: [String]) -> [String] {
        guard count < modules.count else { return modules }
        return (0..<count).map { modules[$0 * modules.count / count] }
    }

    private static var neighbour: String {
        var path = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &path, path.count - 1)
        let own = String(
            decoding: path.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        let folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return (folder + ["heapnote"]).joined(separator: "/")
    }
}
