/// Where the map's bands are put, one under the other, each shape in the group of its cell.
struct MapCanvas {
    static let width = 784.0
    static let margin = 24.0
    static let inner = width - 2 * margin

    private(set) var scene = Scene()
    /// The next free height.
    var y = margin
    private var cells = 0

    /// A band's heading with a remark beside it.
    mutating func heading(_ text: String, _ remark: String) {
        let x = MapCanvas.margin
        let style = TextStyle.title
        let left = x + style.width(text) + 12
        let room = MapCanvas.inner - style.width(text) - 12
        let fitted = TextStyle.words.metrics.fitted(remark, to: room)
        add(
            nil,
            [
                .text(text, at: Point(x: x, y: y + 12), style: style, anchor: .start, tone: .ink),
                .text(
                    fitted, at: Point(x: left, y: y + 12), style: .words, anchor: .start,
                    tone: .muted),
            ])
        y += 26
    }

    /// A line of words.
    mutating func remark(_ text: String) {
        let fitted = TextStyle.words.metrics.fitted(text, to: MapCanvas.inner)
        add(
            nil,
            [
                .text(
                    fitted, at: Point(x: MapCanvas.margin, y: y + 11), style: .words,
                    anchor: .start, tone: .muted)
            ])
        y += 20
    }

    mutating func add(
        _ outline: Box?, tooltip: String? = nil, anchor: String? = nil, _ shapes: [Shape]
    ) {
        scene.groups.append(
            SceneGroup(
                key: .cell(cells), outline: outline, tooltip: tooltip, anchor: anchor,
                shapes: shapes, interval: 0...0))
        cells += 1
    }

    func finished(title: String, description: String) -> Scene {
        var result = scene
        result.title = title
        result.description = description
        result.size = Point(x: MapCanvas.width, y: (y + 4).wholeUp)
        return result
    }
}
