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
                return try onPaths(values, "link", folders: (2, 3)) {
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
                try onPaths(values, "symlink", folders: (nil, 3)) {
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
            try onPaths(values, name, folders: (2, 3), body)
        }
    }

    /// Each path can be seen from an open folder. An error names both paths.
    private static func onPaths(
        _ values: CallValues, _ name: StaticString, folders: (source: Int?, target: Int),
        _ body: (VirtualFiles, FilePath, FilePath) throws(SystemFailure) -> Void
    ) throws(Raised) -> Owned {
        let interpreter = values.interpreter
        let source = try values.pathArgument(0, name, parameter: "src")
        let target = try values.pathArgument(1, name, parameter: "dst")
        let sourceFolder = try folders.source.flatMap { index throws(Raised) in
            try values.folderDescriptor(index)
        }
        let targetFolder = try values.folderDescriptor(folders.target)
        guard let files = interpreter.files else { return interpreter.none.owned() }
        do throws(SystemFailure) {
            try body(
                files, files.located(source.path, in: sourceFolder),
                files.located(target.path, in: targetFolder))
        } catch {
            throw interpreter.raise(error, path: source.object.ref, second: target.object.ref)
        }
        try interpreter.handleNotices(files)
        return interpreter.none.owned()
    }
}
