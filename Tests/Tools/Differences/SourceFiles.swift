import Glibc

/// Finds the Python files a comparison runs over.
enum SourceFiles {
    /// All `.py` files below some paths, sorted; `--stdlib` stands for the installed library.
    /// `--sample N` takes N of them, evenly spread.
    static func find(_ arguments: [String]) -> [String] {
        var files: [String] = []
        var sample: Int?
        var index = 0
        while index < arguments.count {
            switch arguments[index] {
            case "--stdlib": files += walk(Oracle.library)
            case "--sample" where index + 1 < arguments.count:
                index += 1
                sample = Int(arguments[index])
            case let path: files += path.hasSuffix(".py") ? [path] : walk(path)
            }
            index += 1
        }
        files.sort()
        guard let sample, sample > 0, sample < files.count else { return files }
        return (0..<sample).map { files[$0 * files.count / sample] }
    }

    /// All files below a folder whose names end in `suffix`.
    static func walk(_ folder: String, suffix: String = ".py") -> [String] {
        var files: [String] = []
        for (name, isFolder) in entries(of: folder) {
            let path = folder + "/" + name
            if isFolder {
                files += walk(path, suffix: suffix)
            } else if name.hasSuffix(suffix) {
                files.append(path)
            }
        }
        return files
    }

    /// The names in a folder, in no order; none if it can't be read.
    static func names(in folder: String) -> [String] { entries(of: folder).map(\.name) }

    private static func entries(of folder: String) -> [(name: String, isFolder: Bool)] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var result: [(name: String, isFolder: Bool)] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            result.append((name, entry.pointee.d_type == UInt8(DT_DIR)))
        }
        return result
    }
}
