import Glibc
import NotePipeline
import NoteReader
import NoteRenderer

/// What `this.file` tells of a note, without anything that differs between two copies of it.
///
/// A checkout gives a file the time of the checkout, so the file system's times aren't used: a note's
/// dates are `SOURCE_DATE_EPOCH`'s if that is set, else those its properties give, else the fixed clock's.
public enum NoteFacts {
    public static func facts(
        for file: NoteFile, note: Note, now: Int, surroundings: NoteSurroundings? = nil
    ) -> FileFacts {
        let epoch = getenv("SOURCE_DATE_EPOCH").flatMap { Int(String(cString: $0)) }
        let created = date(in: note, keys: ["created", "creation date", "creation-date", "date"])
        let modified = date(in: note, keys: ["modified", "updated", "last modified", "mtime"])
        let folder = HostFiles.folder(of: file.vaultPath)
        return FileFacts(
            name: stem(file), folder: folder, size: note.source.count,
            modificationTime: epoch ?? modified ?? created ?? now,
            creationTime: epoch ?? created ?? modified ?? now,
            surroundings: surroundings)
    }

    private static func stem(_ file: NoteFile) -> String {
        guard let slash = file.relativeStem.lastIndex(of: "/") else { return file.relativeStem }
        return String(file.relativeStem[file.relativeStem.index(after: slash)...])
    }

    private static func date(in note: Note, keys: [String]) -> Int? {
        guard let properties = note.frontmatter?.properties else { return nil }
        for key in keys {
            for property in properties where property.key.lowercased() == key {
                if let time = WrittenDate.parse(property.value.plainText) { return time }
            }
        }
        return nil
    }
}

/// Dates as people write them in properties: `2023-11-29`, `2023-11-29T14:05`, `29th Nov 2023`, `Nov 29, 2023`.
enum WrittenDate {
    /// Seconds since 1970 in UTC; nil if it is no date.
    static func parse(_ text: String) -> Int? {
        let words = text.split(whereSeparator: { " ,T".contains($0) }).map(String.init)
        guard let first = words.first else { return nil }
        if let day = isoDay(first) {
            let time = words.count > 1 ? clock(words[1]) : 0
            return time.map { day + $0 }
        }
        return namedMonth(words)
    }

    private static func isoDay(_ text: String) -> Int? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]),
            let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        return seconds(year, month, day)
    }

    private static func clock(_ text: String) -> Int? {
        let parts = text.split(separator: ":")
        guard parts.count >= 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return hour * 3600 + minute * 60
    }

    private static func namedMonth(_ words: [String]) -> Int? {
        let months = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ]
        var (day, month, year): (Int?, Int?, Int?) = (nil, nil, nil)
        for word in words.prefix(3) {
            let lower = word.lowercased()
            if let index = months.firstIndex(where: { lower.hasPrefix($0) }) {
                month = index + 1
            } else if let number = Int(lower.prefix { $0.isNumber }) {
                if number > 31 { year = number } else { day = number }
            }
        }
        guard let day, let month, let year else { return nil }
        return seconds(year, month, day)
    }

    /// Days by the civil calendar, counted in eras of 400 years.
    private static func seconds(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        guard (1...12).contains(month), (1...31).contains(day), (1...9999).contains(year) else {
            return nil
        }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return (era * 146_097 + dayOfEra - 719_468) * 86400
    }
}
