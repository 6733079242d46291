import HeapTrace

/// The numbers by which a page's cards are linked: those of the table's rows, and more in the order in which cards
/// appear. Serials would do, but they change with every object that is made before, and the page with them.
struct CardNumbers {
    private var numbers: [Int: Int]
    private var last: Int

    init(_ known: [ObjectSerial: Int]) {
        numbers = [:]
        last = 0
        for (serial, number) in known {
            numbers[serial.rawValue] = number
            last = max(last, number)
        }
    }

    mutating func number(of serial: Int) -> Int {
        if let known = numbers[serial] { return known }
        last += 1
        numbers[serial] = last
        return last
    }
}
