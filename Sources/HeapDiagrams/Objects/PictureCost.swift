/// About how long a full picture's parts are in its file, in bytes, arrows included: measured on pictures of two
/// hundred objects.
enum PictureCost {
    static let card = 330
    static let row = 110
}

extension DiagramOptions {
    /// With as many rows to a container as the fullest moment has room for.
    func fitted(to graph: ObjectGraph) -> DiagramOptions {
        var fitted = self
        let fullest = graph.moments.filter { $0.cards.count > comfortableCards }
        while fitted.maximumCompactRows > minimumCompactRows,
            fullest.contains(where: { $0.cost(rows: fitted.maximumCompactRows) > maximumBytes })
        {
            fitted.maximumCompactRows -= 1
            fitted.maximumStripCells = min(maximumStripCells, fitted.maximumCompactRows * 3)
        }
        return fitted
    }
}

extension GraphMoment {
    fileprivate func cost(rows: Int) -> Int {
        cards.reduce(0) {
            $0 + PictureCost.card + min($1.record.slots.count, rows) * PictureCost.row
        }
    }
}
