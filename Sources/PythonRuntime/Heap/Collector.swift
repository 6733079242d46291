extension Interpreter {
    @inline(never)
    func collectDuringAllocation() {}
}
