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
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var files: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            let path = folder + "/" + name
            if entry.pointee.d_type == UInt8(DT_DIR) {
                if name != "." && name != ".." { files += walk(path, suffix: suffix) }
            } else if name.hasSuffix(suffix) {
                files.append(path)
            }
        }
        return files
    }
}
