import Glibc
import NotePipeline
import Testing

/// Runs the built `heapnote` and gathers what it writes.
enum Program {
    struct Result {
        var status: Int32
        var output: String
        var error: String
    }

    static func run(
        _ arguments: [String], environment: [String: String] = [:], input: String? = nil,
        in workingFolder: String? = nil
    ) throws -> Result {
        try run(
            try #require(path), arguments, environment: environment, input: input,
            in: workingFolder)
    }

    /// Runs another program the same way.
    static func run(
        _ program: String, _ arguments: [String], environment: [String: String],
        input: String? = nil, in workingFolder: String? = nil
    ) throws -> Result {
        var path = program
        var template = Array("/tmp/heapnote-program.XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        let (output, error) = ("\(folder)/output", "\(folder)/error")
        let inputFile = input == nil ? "/dev/null" : "\(folder)/input"
        if let input { try HostFiles.write(Array(input.utf8), to: inputFile) }
        defer {
            unlink(output)
            unlink(error)
            if input != nil { unlink(inputFile) }
            rmdir(folder)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, inputFile, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, error, flags, 0o600)
        var words = [path] + arguments
        if let workingFolder {
            words = ["sh", "-c", "cd \"$0\" && exec \"$@\"", workingFolder] + words
            path = "/bin/sh"
        }
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        pointers.append(nil)
        let assignments = environment.map { "\($0.key)=\($0.value)" } + ["PATH=/usr/bin:/bin"]
        var variables: [UnsafeMutablePointer<CChar>?] = assignments.map { strdup($0) }
        variables.append(nil)
        defer { for pointer in pointers + variables { free(pointer) } }
        var child = pid_t()
        let spawned = posix_spawn(&child, path, &actions, nil, &pointers, &variables)
        try #require(spawned == 0)
        var status: Int32 = 0
        #expect(waitpid(child, &status, 0) == child)
        try #require(status & 0x7F == 0, "\(path) was ended by a signal: \(arguments)")
        return Result(
            status: (status >> 8) & 0xFF,
            output: String(decoding: try HostFiles.read(output), as: UTF8.self),
            error: String(decoding: try HostFiles.read(error), as: UTF8.self))
    }

    /// The program stands beside the test bundle that this process runs.
    static var path: String? {
        var folder = ""
        for argument in CommandLine.arguments {
            if let end = argument.range(of: "heapnotePackageTests.xctest") {
                folder = String(argument[..<end.lowerBound])
                break
            }
        }
        let path = folder + "heapnote"
        return access(path, X_OK) == 0 ? path : nil
    }
}

extension String {
    /// The first range of a text in this one.
    fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
