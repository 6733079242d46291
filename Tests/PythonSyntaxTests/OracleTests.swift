import Glibc
import PythonSyntax
import Testing

/// Compares trees of the installed library with those of an installed CPython 3.11; without one the suite
/// is skipped. The program `heapnote-differences` compares all files.
@Suite(.enabled(if: Oracle.isInstalled)) struct OracleTests {
    @Test func treesOfTheLibraryAreCPythons() throws {
        let files = [
            "abc", "argparse", "ast", "base64", "bdb", "bisect", "calendar", "cgi", "cmd", "codecs",
            "collections/__init__", "concurrent/futures/_base", "configparser", "contextlib",
            "copy", "csv", "ctypes/__init__", "dataclasses", "datetime", "difflib", "dis",
            "email/header", "enum", "fileinput", "fnmatch", "fractions", "functools", "gettext",
            "glob", "heapq", "html/parser", "http/cookies", "imaplib", "importlib/_bootstrap",
            "inspect", "ipaddress", "json/decoder", "keyword", "linecache", "locale",
            "logging/__init__", "mailbox", "numbers", "opcode", "os", "pathlib", "pickle",
            "platform", "pprint", "random", "re/_parser", "sched", "selectors", "shlex",
            "statistics", "string", "textwrap", "threading", "tokenize", "traceback", "types",
            "typing", "uuid", "weakref", "zipfile",
        ].map { (name: String) -> String in "\(Oracle.library)/\(name).py" }
            .filter { access($0, R_OK) == 0 }
        #expect(files.count > 50)
        let hashes = Oracle.treeHashes(files)
        #expect(hashes.count == files.count)
        for (file, expected) in zip(files, hashes) {
            let source = try SourceText(bytes: Corpus.read(file))
            let dump = try SyntaxDump.dump(try PythonParser.parse(source))
            #expect(Oracle.hash(dump) == expected, "\(file)")
        }
    }
}

/// An installed CPython.
private enum Oracle {
    static let library = "/usr/lib/python3.11"

    static var executable: String {
        guard let chosen = getenv("HEAPNOTE_ORACLE") else { return "/usr/bin/python3.11" }
        return String(cString: chosen)
    }

    static var isInstalled: Bool { access(executable, X_OK) == 0 && access(library, R_OK) == 0 }

    /// A sum of all bytes, as the program below makes it.
    static func hash(_ bytes: ContiguousArray<UInt8>) -> UInt32 {
        bytes.withUnsafeBufferPointer { buffer in
            var low: UInt32 = 1
            var high: UInt32 = 0
            for byte in buffer {
                low = (low &+ UInt32(byte)) % 65521
                high = (high &+ low) % 65521
            }
            return high << 16 | low
        }
    }

    /// The Adler-32 of the dump of each file's tree.
    static func treeHashes(_ files: [String]) -> [UInt32] {
        let program =
            "import ast,sys,warnings,zlib\nwarnings.simplefilter(\"ignore\")\n"
            + "for path in sys.argv[1:]: print(zlib.adler32(ast.dump(ast.parse(open(path,\"rb\").read()),"
            + "include_attributes=True).encode(\"utf-8\")))\n"
        let quoted = ([program] + files).map { (word: String) -> String in "'\(word)'" }.joined(
            separator: " ")
        guard let pipe = popen("\(executable) -c \(quoted)", "r") else { return [] }
        defer { pclose(pipe) }
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&chunk, 1, chunk.count, pipe), count > 0 {
            text.append(contentsOf: chunk[..<count])
        }
        return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap {
            UInt32($0)
        }
    }
}
