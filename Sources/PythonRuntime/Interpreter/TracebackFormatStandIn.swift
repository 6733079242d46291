extension Interpreter {
    func formatException(_ exception: Ref) -> String {
        "Traceback (most recent call last):\n\(shortTypeName(exception.type)): \(safeText(of: exception))\n"
    }
}
