import Glibc

/// Where the host has loaded this program: what pointers to native functions and to constants lead into.
enum HostImage {
    /// From the first to the last loaded byte of the program itself; empty if the host doesn't tell.
    static func range() -> (low: UInt, high: UInt) {
        guard let path = executablePath(), let maps = contents(of: "/proc/self/maps") else {
            return (0, 0)
        }
        var (low, high) = (UInt.max, UInt.zero)
        for line in maps.split(separator: "\n") where line.hasSuffix(path) {
            let bounds = line.prefix { $0 != " " }.split(separator: "-")
            guard bounds.count == 2, let start = UInt(bounds[0], radix: 16),
                let end = UInt(bounds[1], radix: 16)
            else { continue }
            low = min(low, start)
            high = max(high, end)
        }
        return low < high ? (low, high) : (0, 0)
    }

    private static func executablePath() -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        return count > 0
            ? String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }

    private static func contents(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress, $0.count)
            }
            guard count > 0 else { break }
            text += buffer[..<count]
        }
        return String(decoding: text, as: UTF8.self)
    }
}
