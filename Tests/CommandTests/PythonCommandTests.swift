import Glibc
import NotePipeline
import Testing

/// `heapnote python` as `python3` is called. Tests that import from the standard library do nothing without one.
@Suite(.serialized)
struct PythonCommandTests {
    private let folder: String

    init() throws {
        var template = Array("/tmp/heapnote-python.XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    private func write(_ text: String, to name: String) throws -> String {
        try HostFiles.write(Array(text.utf8), to: "\(folder)/\(name)")
        return "\(folder)/\(name)"
    }

    private static let hasLibrary = (try? LibraryLocation.find(named: nil)) != nil

    // MARK: Programs

    @Test func codeIsRunWithItsArguments() throws {
        let result = try Program.run(
            ["python", "-c", "import sys; print(sys.argv, __name__)", "a", "-b", "--stdlib"])
        #expect(result.output == "['-c', 'a', '-b', '--stdlib'] __main__\n")
        #expect(result.status == 0 && result.error.isEmpty)
    }

    @Test func aFileIsRunWithItsNameAndArguments() throws {
        let program = try write("import sys\nprint(sys.argv[1:], __file__)\n", to: "p.py")
        let result = try Program.run(["python", program, "-x", "1"])
        #expect(result.output == "['-x', '1'] \(program)\n")
        let missing = try Program.run(["python", folder + "/none.py"])
        #expect(missing.status == 2 && missing.error.contains("none.py"))
    }

    @Test func standardInputIsRunAsAProgram() throws {
        for words in [["python"], ["python", "-", "a"]] {
            let result = try Program.run(
                words, input: "import sys\nprint(sys.argv)\nraise SystemExit(3)\n")
            #expect(result.output == (words.count == 1 ? "['']\n" : "['-', 'a']\n"))
            #expect(result.status == 3)
        }
        let wrong = try Program.run(["python"], input: "x = (\n")
        #expect(wrong.status == 1)
        #expect(wrong.error.contains("File \"<stdin>\", line 1"))
    }

    @Test func standardInputIsReadByPrograms() throws {
        let result = try Program.run(
            ["python", "-c", "print(input() + '!', input())"], input: "one\ntwo\n")
        #expect(result.output == "one! two\n")
        let ended = try Program.run(["python", "-c", "input()"], input: "")
        #expect(ended.status == 1 && ended.error.hasSuffix("EOFError: EOF when reading a line\n"))
    }

    // MARK: Exit statuses

    @Test(arguments: [
        ("raise SystemExit", 0, ""), ("raise SystemExit(None)", 0, ""),
        ("raise SystemExit(7)", 7, ""), ("raise SystemExit(True)", 1, ""),
        ("raise SystemExit(256 + 5)", 5, ""), ("raise SystemExit(-1)", 255, ""),
        ("raise SystemExit('no')", 1, "no\n"), ("raise SystemExit((1, 2))", 1, "(1, 2)\n"),
        ("import sys; sys.exit(4)", 4, ""), ("import posix; posix._exit(6)", 6, ""),
    ])
    func exitsHavePythonsStatus(_ code: String, _ status: Int32, _ error: String) throws {
        let result = try Program.run(["python", "-c", code])
        #expect(result.status == status)
        #expect(result.error == error)
    }

    @Test func anUncaughtExceptionGivesStatusOne() throws {
        let program = try write("def f():\n    return {}['k']\n\nf()\n", to: "bad.py")
        let result = try Program.run(["python", program])
        #expect(result.status == 1)
        #expect(
            result.error == """
                Traceback (most recent call last):
                  File "\(program)", line 4, in <module>
                    f()
                  File "\(program)", line 2, in f
                    return {}['k']
                           ~~^^^^^
                KeyError: 'k'

                """)
    }

    @Test func unknownOptionsGiveStatusTwo() throws {
        for words in [["-Z"], ["--none"], ["-c"], ["-m"], ["--stdlib"], ["--allow-read"]] {
            let result = try Program.run(["python"] + words)
            #expect(result.status == 2, "\(words)")
            #expect(!result.error.isEmpty)
        }
        #expect(try Program.run(["python", "-V"]).output == "Python 3.11.2\n")
    }

    // MARK: Modules of the standard library

    @Test(.enabled(if: hasLibrary)) func modulesAreRunAsPrograms() throws {
        _ = try write(
            """
            import unittest

            class Sums(unittest.TestCase):
                def test_right(self):
                    self.assertEqual(1 + 1, 2)

                def test_wrong(self):
                    self.assertEqual(1 + 1, 3)

            """, to: "test_sums.py")
        let tested = try Program.run(
            ["python", "--allow-read", folder, "-m", "unittest", "discover", "-s", folder])
        #expect(tested.status == 1)
        #expect(tested.error.contains("AssertionError: 2 != 3"))
        #expect(tested.error.contains("Ran 2 tests in"))
        #expect(tested.error.hasSuffix("FAILED (failures=1)\n"))
        let named = try Program.run(["python", "-m", "unittest", "test_sums.py"], in: folder)
        #expect(named.error.hasSuffix("FAILED (failures=1)\n"))
        let timed = try Program.run(["python", "-m", "timeit", "-n", "10", "-r", "2", "pass"])
        #expect(timed.status == 0)
        #expect(timed.output.contains("10 loops, best of 2:"))
        let missing = try Program.run(["python", "-m", "nosuchmodule"])
        #expect(missing.status == 1 && missing.error.contains("No module named nosuchmodule"))
    }

    @Test(.enabled(if: hasLibrary)) func aFileOnTheCommandLineCanBeReadByTheProgram() throws {
        let source = try write("print(a)\n", to: "shown.py")
        let shown = try Program.run(["python", "-m", "dis", source])
        #expect(shown.status == 0)
        #expect(shown.output.contains("LOAD_NAME                0 (print)"))
        let relative = try Program.run(["python", "-m", "dis", "shown.py"], in: folder)
        #expect(relative.output == shown.output)
        let own = try write("print(open(__file__).read() == open('own.py').read())\n", to: "own.py")
        #expect(try Program.run(["python", "own.py"], in: folder).output == "True\n")
        let neighbour = try Program.run(
            ["python", "-c", "open('own.py')", source], in: folder)
        #expect(neighbour.status == 1)
        #expect(neighbour.error.hasSuffix("No such file or directory: 'own.py'\n"))
        let writing = try Program.run(["python", "-c", "open(\(quoted(own)), 'w')", own])
        #expect(writing.status == 1)
        #expect(try HostFiles.read(own).count > 0)
    }

    private func quoted(_ text: String) -> String { "'\(text)'" }

    // MARK: What is allowed

    @Test(.enabled(if: hasLibrary)) func theLibraryIsTheOneNamed() throws {
        let wrong = try Program.run(["python", "--stdlib", folder, "-c", "1"])
        #expect(wrong.status == 2)
        #expect(wrong.error.contains("isn't the standard library of Python 3.11"))
        let found = try #require(try LibraryLocation.find(named: nil))
        for option in [["--stdlib", found.folder], ["--stdlib=" + found.folder]] {
            let result = try Program.run(
                ["python"] + option + ["-c", "import textwrap; print(textwrap.__name__)"])
            #expect(result.output == "textwrap\n")
        }
    }

    @Test func filesAreSeenOnlyInFoldersThatAreOpened() throws {
        let data = try write("data\n", to: "open/data.txt")
        let secret = try write("secret\n", to: "closed/data.txt")
        let reading = "import sys; print(open(\(quoted(data))).read(), end='')"
        #expect(try Program.run(["python", "-c", reading]).status == 1)
        let allowed = ["python", "--allow-read", folder + "/open", "-c"]
        #expect(try Program.run(allowed + [reading]).output == "data\n")
        for code in [
            "open(\(quoted(secret)))", "open(\(quoted(folder + "/open/../closed/data.txt")))",
            "open(\(quoted(data)), 'w')", "open(\(quoted(folder + "/open/new")), 'w')",
        ] {
            let result = try Program.run(allowed + [code])
            #expect(result.status == 1, "\(code)")
        }
        #expect(HostFiles.kind(of: folder + "/open/new") == nil)
        #expect(try HostFiles.read(data) == Array("data\n".utf8))
    }

    @Test func foldersAreChangedOnlyWhereThatIsAllowed() throws {
        _ = try write("", to: "out/kept")
        let code = """
            import os
            with open('\(folder)/out/a', 'w') as file:
                file.write('written')
            os.mkdir('\(folder)/out/d')
            os.rename('\(folder)/out/a', '\(folder)/out/d/b')
            os.remove('\(folder)/out/kept')
            """
        let result = try Program.run(["python", "--allow-write=" + folder + "/out", "-c", code])
        #expect(result.status == 0 && result.error.isEmpty)
        #expect(try HostFiles.read(folder + "/out/d/b") == Array("written".utf8))
        #expect(HostFiles.kind(of: folder + "/out/kept") == nil)
        let missing = try Program.run(["python", "--allow-write", folder + "/none", "-c", "1"])
        #expect(missing.status == 2 && missing.error.contains("isn't a folder"))
    }
}
