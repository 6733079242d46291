import PythonRuntime
import VirtualSystem

/// The functions of `posix` on two paths.
extension PosixModule {
    static let linkFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("rename", .fastKeywords) { module, arguments, count, names in
            onTwoPaths(module, arguments, count, names, "rename") {
                files, source, target throws(SystemFailure) in
                try files.rename(source, to: target)
            }
        },
        NativeModuleFunction("replace", .fastKeywords) { module, arguments, count, names in
            onTwoPaths(module, arguments, count, names, "replace") {
                files, source, target throws(SystemFailure) in
                try files.rename(source, to: target)
            }
        },
        NativeModuleFunction("link", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "link",
                    names: ["src", "dst", "src_dir_fd", "dst_dir_fd", "follow_symlinks"],
                    required: 2, maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let followsLinks = try values.flag(4, default: false)
                return try onPaths(interpreter, values, "link") {
                    files, source, target throws(SystemFailure) in
                    try files.makeHardLink(source, at: target, followsLinks: followsLinks)
                }
            }
        },
        NativeModuleFunction("symlink", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "symlink",
                    names: ["src", "dst", "target_is_directory", "dir_fd"], required: 2,
                    maximumPositional: 3)
            ) { interpreter, values throws(Raised) in
                try refuseFolderDescriptor(values, 3, "symlink")
                return try onPaths(interpreter, values, "symlink") {
                    files, source, target throws(SystemFailure) in
                    try files.makeLink(source, at: target)
                }
            }
        },
    ]

    private static func onTwoPaths(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ name: StaticString,
        _ body: (VirtualFiles, FilePath, FilePath) throws(SystemFailure) -> Void
    ) -> RawObject? {
        systemFunction(
            module, arguments, count, names,
            ParameterList(
                function: name, names: ["src", "dst", "src_dir_fd", "dst_dir_fd"], required: 2,
                maximumPositional: 2)
        ) { interpreter, values throws(Raised) in
            try refuseFolderDescriptor(values, 2, name)
            try refuseFolderDescriptor(values, 3, name)
            return try onPaths(interpreter, values, name, body)
        }
    }

    /// An error names both paths.
    private static func onPaths(
        _ interpreter: Interpreter, _ values: CallValues, _ name: StaticString,
        _ body: (VirtualFiles, FilePath, FilePath) throws(SystemFailure) -> Void
    ) throws(Raised) -> Owned {
        let source = try interpreter.filePath(values.object(0), function: name)
        let target = try interpreter.filePath(values.object(1), function: name)
        guard let files = interpreter.files else { return interpreter.none.owned() }
        do throws(SystemFailure) { try body(files, source, target) } catch {
            throw interpreter.raise(error, path: values.object(0), second: values.object(1))
        }
        return interpreter.none.owned()
    }
}
