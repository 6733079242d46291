/// A container that a block stands in, as much of it as is needed to take its prefix off a line.
enum Container {
    case quote
    /// A list item: the line it starts on, counted from 0, and the columns that its content is indented.
    case item(startLine: Int, contentWidth: Int)
}

/// A place in a line, in bytes and in columns: a tab can be taken in part.
///
/// CommonMark's rules for continuing containers, applied to the raw source, since libcmark doesn't tell
/// where the content of a line starts.
struct LineCursor {
    let source: [UInt8]
    let end: Int
    private(set) var offset: Int
    /// Columns from the start of the line, tabs going on to the next multiple of four.
    private(set) var column = 0
    /// Columns left of a tab that was taken in part; they come before `offset`.
    private(set) var pendingColumns = 0

    init(_ lines: LineTable, line: Int) {
        source = lines.source
        let range = lines.range(line)
        offset = range.lowerBound
        end = range.upperBound
    }

    /// Takes the prefixes of all containers off; nil if the line doesn't continue one of them.
    init?(_ lines: LineTable, line: Int, inside containers: [Container]) {
        self.init(lines, line: line)
        for container in containers {
            guard take(container, line: line) else { return nil }
        }
    }

    /// Columns of white space from here to the first other byte.
    var indentation: Int {
        var columns = pendingColumns
        var index = offset
        while index < end, ASCII.isBlank(source[index]) {
            columns += source[index] == ASCII.tab ? 4 - (column + columns) % 4 : 1
            index += 1
        }
        return columns
    }

    var isBlank: Bool { firstNonBlank == end }

    var firstNonBlank: Int {
        var index = offset
        while index < end, ASCII.isBlank(source[index]) { index += 1 }
        return index
    }

    /// Takes up to so many columns of white space; gives how many there were.
    @discardableResult
    mutating func takeColumns(_ wanted: Int) -> Int {
        var taken = min(wanted, pendingColumns)
        pendingColumns -= taken
        column += taken
        while taken < wanted, offset < end, ASCII.isBlank(source[offset]) {
            let width = source[offset] == ASCII.tab ? 4 - column % 4 : 1
            let part = min(width, wanted - taken)
            taken += part
            column += part
            pendingColumns = width - part
            offset += 1
        }
        return taken
    }

    /// Goes on by bytes that are no white space.
    mutating func takeBytes(_ count: Int) {
        offset += count
        column += count
    }

    private mutating func take(_ container: Container, line: Int) -> Bool {
        switch container {
        case .quote:
            guard indentation < 4 else { return false }
            let marker = firstNonBlank
            guard marker < end, source[marker] == ASCII.greater else { return false }
            takeColumns(indentation)
            takeBytes(1)
            takeColumns(1)
            return true
        case .item(let startLine, let contentWidth):
            if line == startLine { return takeItemMarker(contentWidth) }
            if isBlank {
                takeColumns(contentWidth)
            } else if indentation < contentWidth {
                return false
            }
            takeColumns(contentWidth)
            return true
        }
    }

    /// On an item's own first line the marker stands where other lines have white space.
    private mutating func takeItemMarker(_ contentWidth: Int) -> Bool {
        let contentColumn = column + contentWidth
        takeColumns(indentation)
        while offset < end, !ASCII.isBlank(source[offset]), column < contentColumn { takeBytes(1) }
        takeColumns(max(0, contentColumn - column))
        return true
    }

    /// The columns from here to the content of the list item whose marker comes next.
    var itemContentWidth: Int {
        var cursor = self
        let start = cursor.column
        cursor.takeColumns(cursor.indentation)
        if cursor.offset < cursor.end, ASCII.isDigit(source[cursor.offset]) {
            while cursor.offset < cursor.end, ASCII.isDigit(source[cursor.offset]) {
                cursor.takeBytes(1)
            }
        }
        if cursor.offset < cursor.end { cursor.takeBytes(1) }
        let padding = cursor.indentation
        // An item that starts blank, or with indented code, has one column of padding.
        let counted = cursor.isBlank || padding > 4 ? 1 : padding
        return cursor.column + counted - start
    }
}
