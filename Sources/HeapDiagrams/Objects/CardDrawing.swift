import HeapTrace

extension CardContent {
    /// How far down the card each row's arrow leaves, with the slot's place in the record.
    var slotPorts: [(y: Double, slot: Int)] {
        guard case .rows(let rows, _, _) = slots else { return [] }
        var ports: [(y: Double, slot: Int)] = []
        for (number, row) in rows.enumerated() {
            guard let slot = row.index, row.hasArrow else { continue }
            ports.append((density.rowTop(number) + CardMetrics.slotHeight / 2, slot))
        }
        return ports
    }

    /// The card's marks at their place; `box` has the width kept for it, the height is the
    /// moment's own.
    func draw(in box: Box) -> SceneGroup {
        let outline = Box(x: box.x, y: box.y, width: box.width, height: height)
        var shapes: [Shape] = []
        shapes.reserveCapacity(16)
        let style: BoxStyle =
            state == .unreached
            ? .cardUnreached : state != .live ? .cardGone : isNew ? .cardNew : .card
        shapes.append(.box(outline, radius: CardMetrics.corner, style: style, tone: .muted))
        drawHeader(outline, &shapes)
        drawSecondLine(outline, &shapes)
        drawSlots(outline, &shapes)
        drawNotes(outline, &shapes)
        return SceneGroup(
            key: .card(serial.rawValue), outline: outline, tooltip: tooltip,
            isGhost: state != .live, shapes: shapes, interval: 0...0)
    }

    private func drawHeader(_ box: Box, _ shapes: inout [Shape]) {
        let left = box.x + CardMetrics.padding
        let right = box.right - CardMetrics.padding
        let baseline = box.y + density.headlineBaseline
        let tagWidth = TextStyle.type.width(typeName) + 14
        let isLive = state == .live
        shapes.append(
            .box(
                Box(
                    x: left, y: baseline - (density.isCompact ? 13.5 : 15), width: tagWidth,
                    height: density.isCompact ? 18 : 20), radius: 6,
                style: .tint, tone: isLive ? tone : .muted))
        shapes.append(
            .text(
                typeName, at: Point(x: left + 7, y: baseline - 1), style: .type, anchor: .start,
                tone: isLive ? tone : .muted))
        if !headline.isEmpty {
            shapes.append(
                .text(
                    headline, at: Point(x: left + tagWidth + 9, y: baseline),
                    style: headlineIsValue ? .value : .words, anchor: .start,
                    tone: isLive && headlineIsValue ? .ink : .muted))
        }
        drawReferences(at: Point(x: right, y: baseline), &shapes)
    }

    /// The reference count, its right end at `point`; a changed one stands in a pill.
    private func drawReferences(at point: Point, _ shapes: inout [Shape]) {
        if referencesTone == .muted {
            shapes.append(
                .text(
                    references, at: Point(x: point.x, y: point.y - 1), style: .words, anchor: .end,
                    tone: .muted))
            return
        }
        let width = TextStyle.badge.width(references) + 14
        shapes.append(
            .box(
                Box(x: point.x - width + 2, y: point.y - 14, width: width, height: 18),
                radius: 9, style: .tint, tone: referencesTone))
        shapes.append(
            .text(
                references, at: Point(x: point.x + 2 - width / 2, y: point.y - 1), style: .badge,
                anchor: .middle, tone: referencesTone))
    }

    /// Address, size and badges: on a line of their own, or before the count on a compact card.
    private func drawSecondLine(_ box: Box, _ shapes: inout [Shape]) {
        let baseline = box.y + density.addressBaseline
        var right = box.right - CardMetrics.padding + 2
        var left = box.x + CardMetrics.padding
        if density.isCompact {
            right -= max(TextStyle.badge.width(references), 44) + 16
            left = right - TextStyle.detail.width(address) - TextStyle.detail.width(size) - 10
            right = left - 8
        }
        if density.isCompact, sizeTone == .muted {
            // One text, since a full picture has many of them; the digits are equally wide.
            shapes.append(
                .text(
                    address + " " + size, at: Point(x: left, y: baseline), style: .detail,
                    anchor: .start, tone: .muted))
        } else {
            shapes.append(
                .text(
                    address, at: Point(x: left, y: baseline), style: .detail, anchor: .start,
                    tone: .muted))
            shapes.append(
                .text(
                    size, at: Point(x: left + TextStyle.detail.width(address) + 10, y: baseline),
                    style: .detail, anchor: .start, tone: sizeTone))
        }
        for badge in badges.reversed() {
            let width = badge.width
            let pill = Box(x: right - width, y: baseline - 13, width: width, height: 18)
            if density.isCompact, badge.icon == .plus {
                shapes.append(
                    .text(
                        "+ " + badge.text, at: Point(x: pill.x + 9, y: baseline), style: .badge,
                        anchor: .start, tone: badge.tone))
                right = pill.x - 5
                continue
            }
            shapes.append(.box(pill, radius: 9, style: .tint, tone: badge.tone))
            shapes.append(
                .icon(badge.icon, at: Point(x: pill.x + 7, y: baseline - 9), tone: badge.tone))
            shapes.append(
                .text(
                    badge.text, at: Point(x: pill.x + 21, y: baseline), style: .badge,
                    anchor: .start, tone: badge.tone))
            right = pill.x - 5
        }
    }

    private func drawNotes(_ box: Box, _ shapes: inout [Shape]) {
        var baseline = box.y + density.baseHeight + slots.height + 9
        for note in notes {
            var left = box.x + CardMetrics.padding
            if note.icon == .holder {
                let width = TextStyle.words.width(note.text) + 28
                let chip = Box(x: left, y: baseline - 11.5, width: width, height: 16)
                shapes.append(.box(chip, radius: 8, style: .outline, tone: .muted))
                left += 6
            }
            shapes.append(.icon(note.icon, at: Point(x: left, y: baseline - 8.5), tone: note.tone))
            shapes.append(
                .text(
                    note.text, at: Point(x: left + 15, y: baseline), style: .words, anchor: .start,
                    tone: note.tone))
            baseline += CardMetrics.noteHeight
        }
    }

    private func drawSlots(_ box: Box, _ shapes: inout [Shape]) {
        if case .none = slots { return }
        let left = box.x + CardMetrics.padding
        let y = box.y + density.baseHeight
        var rule = Curve(start: Point(x: box.x, y: y))
        rule.line(to: Point(x: box.right, y: y))
        if !density.isCompact { shapes.append(.curve(rule, style: .rule)) }
        switch slots {
        case .none: break
        case .rows(let rows, let labelWidth, _):
            let indent = labelWidth > 0 ? labelWidth + 9 : 0
            for (number, row) in rows.enumerated() {
                let slot = Box(
                    x: left + indent, y: box.y + density.rowTop(number),
                    width: box.width - 2 * CardMetrics.padding - indent,
                    height: CardMetrics.slotHeight)
                row.draw(in: slot, radius: density.isCompact ? 0 : 6, &shapes)
            }
        case .strip(let rows, let cellWidth, let perLine):
            let spare = slots.withoutLabels
            for (number, row) in rows.enumerated() {
                let line = number / max(perLine, 1)
                let cell = Box(
                    x: left + Double(number % max(perLine, 1)) * cellWidth,
                    y: y + 22 - spare + Double(line) * (CardMetrics.stripLineHeight - spare),
                    width: cellWidth,
                    height: CardMetrics.slotHeight + 3)
                row.drawCell(in: cell, radius: density.isCompact ? 0 : 5, &shapes)
            }
        }
    }
}

extension Density {
    /// The top of a row's slot, from the card's top.
    func rowTop(_ number: Int) -> Double {
        baseHeight + 9 + Double(number) * CardMetrics.rowHeight
    }
}

extension SlotRow {
    /// The slot with its label to the left of it.
    fileprivate func draw(in slot: Box, radius: Double, _ shapes: inout [Shape]) {
        let baseline = slot.y + 16
        if !label.isEmpty {
            shapes.append(
                .text(
                    label, at: Point(x: slot.x - 9, y: baseline - 0.5), style: .detail,
                    anchor: .end,
                    tone: .muted))
        }
        if index == nil {
            shapes.append(
                .text(
                    text, at: Point(x: slot.x + 9, y: baseline), style: .words, anchor: .start,
                    tone: .muted))
            return
        }
        shapes.append(
            .box(slot, radius: radius, style: isChanged ? .slotChanged : .slot, tone: .muted))
        if !text.isEmpty {
            shapes.append(
                .text(
                    text, at: Point(x: slot.x + 9, y: baseline), style: .slot, anchor: .start,
                    tone: .ink))
        }
        if isChanged && !hasArrow {
            shapes.append(
                .icon(.pencil, at: Point(x: slot.right - 15, y: slot.y + 6.5), tone: .changed))
        }
    }

    /// A strip's cell with its index above.
    fileprivate func drawCell(in cell: Box, radius: Double, _ shapes: inout [Shape]) {
        let middle = cell.x + cell.width / 2
        if !label.isEmpty {
            shapes.append(
                .text(
                    label, at: Point(x: middle, y: cell.y - 5), style: .fine, anchor: .middle,
                    tone: .muted))
        }
        let box = Box(x: cell.x + 1, y: cell.y, width: cell.width - 2, height: cell.height)
        if index != nil {
            shapes.append(
                .box(box, radius: radius, style: isChanged ? .slotChanged : .slot, tone: .muted))
        }
        shapes.append(
            .text(
                text, at: Point(x: middle, y: cell.y + 17), style: index == nil ? .words : .slot,
                anchor: .middle, tone: index == nil ? .muted : .ink))
    }
}
