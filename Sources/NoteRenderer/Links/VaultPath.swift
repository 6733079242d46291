/// Paths below a vault's root, with `/` between their parts.
public enum VaultPath {
    /// A name as links are compared with it: in lower case, no-break spaces as spaces.
    static func key(_ path: String) -> String {
        let lower = path.lowercased()
        guard lower.utf8.contains(0xC2) else { return lower }
        return String(
            String.UnicodeScalarView(lower.unicodeScalars.map { $0 == "\u{A0}" ? " " : $0 }))
    }

    public static func name(_ path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }

    /// The folder's path; empty for the root.
    public static func folder(_ path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(path[..<slash])
    }

    /// In lower case; empty if there is none.
    static func fileExtension(_ path: String) -> String {
        let name = name(path)
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else {
            return ""
        }
        return String(name[name.utf8.index(after: dot)...]).lowercased()
    }

    public static func withoutExtension(_ path: String) -> String {
        guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")), dot != path.startIndex else {
            return path
        }
        return String(path[..<dot])
    }

    /// A path with `.` and `..` in it, taken from a folder; nil if it leads out of the vault.
    static func resolved(_ path: String, in folder: String) -> String? {
        var parts = folder.split(separator: "/").map(String.init)
        for part in path.split(separator: "/") {
            switch part {
            case ".": break
            case "..":
                guard !parts.isEmpty else { return nil }
                parts.removeLast()
            default: parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }

    /// The relative address of a file from the page of another, ready for `HTMLBuffer.address`.
    static func address(of target: String, from source: String) -> String {
        let slash = UInt8(ascii: "/")
        let (there, here) = (target.utf8, source.utf8)
        // After the last slash up to which both are the same.
        var shared = there.startIndex
        var (left, right) = (there.startIndex, here.startIndex)
        var rest = here.startIndex
        while left != there.endIndex, right != here.endIndex, there[left] == here[right] {
            let isSlash = there[left] == slash
            there.formIndex(after: &left)
            here.formIndex(after: &right)
            if isSlash { (shared, rest) = (left, right) }
        }
        let steps = here[rest...].count { $0 == slash }
        let address =
            String(repeating: "../", count: steps) + encoded(target[shared...])
        // A colon in the first part would make a scheme of it.
        let first = address.utf8.prefix { $0 != slash }
        return first.contains(UInt8(ascii: ":")) ? "./" + address : address
    }

    /// The characters of a name that have a meaning in an address, percent-encoded.
    private static func encoded(_ part: Substring) -> String {
        guard part.utf8.contains(where: { $0 == 0x23 || $0 == 0x25 || $0 == 0x3F }) else {
            return String(part)
        }
        var result = ""
        for scalar in part.unicodeScalars {
            switch scalar {
            case "#": result += "%23"
            case "%": result += "%25"
            case "?": result += "%3F"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
