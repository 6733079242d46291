import NotePipeline
import Testing

/// Programs that write nonsense into their own heap: each ends by itself or with a simulated segmentation fault,
/// and never takes the host with it.
@Suite(.serialized)
struct DamagedHeapTests {
    static let folder =
        "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        + "/Corpus/damage"

    static var names: [String] {
        let names = (try? HostFiles.names(in: folder)) ?? []
        return names.filter { $0.hasSuffix(".py") }
    }

    static var hasLibrary: Bool { (try? LibraryLocation.find(named: nil)) != nil }

    private static let damage = """
        import ctypes
        print("before", flush=True)
        x = [1, 2, 3]
        ctypes.c_long.from_address(id(x) + 8).value = 12345
        repr(x)

        """

    @Test(
        .enabled(if: hasLibrary, "no standard library of Python 3.11 is installed"),
        arguments: names)
    func randomDamageStaysInTheProgram(_ name: String) throws {
        let result = try Program.run(["python", "\(Self.folder)/\(name)"])
        #expect([0, 1, 139].contains(result.status))
        #expect(result.output.hasPrefix("begin"))
    }

    @Test(.enabled(if: hasLibrary, "no standard library of Python 3.11 is installed"))
    func damageEndsCodeAndStandardInput() throws {
        for result in [
            try Program.run(["python", "-c", Self.damage]),
            try Program.run(["python", "-"], input: Self.damage),
        ] {
            #expect(result.status == 139)
            #expect(result.output == "before\n")
            #expect(result.error.contains("SegmentationFault"))
        }
    }

    @Test(.enabled(if: hasLibrary, "no standard library of Python 3.11 is installed"))
    func damageInAThreadEndsTheProgram() throws {
        let program = """
            import threading
            def work():
                exec(\(Self.quoted(Self.damage)))
            thread = threading.Thread(target=work)
            thread.start()
            thread.join()
            print("after")

            """
        let result = try Program.run(["python", "-c", program])
        #expect(result.status == 139)
        #expect(result.output == "before\n")
    }

    @Test(.enabled(if: hasLibrary, "no standard library of Python 3.11 is installed"))
    func damageInAChildEndsThatAlone() throws {
        let program = """
            import subprocess, sys
            done = subprocess.run([sys.executable, "-c", \(Self.quoted(Self.damage))], capture_output=True)
            print(done.returncode)

            """
        let result = try Program.run(["python", "-c", program])
        #expect(result.status == 0)
        #expect(result.output == "-11\n")
    }

    /// As a literal of Python.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }
}
