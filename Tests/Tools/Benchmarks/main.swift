import Glibc

// Prints the ratios of Heapnote's times to CPython 3.11's, measured in one run, in pairs.
//
//     swift run -c release heapnote-benchmarks [ROUNDS]
//
// Below 1 is faster than CPython. Processor time counts for programs, wall time for the whole process.

let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 7
exit(Benchmarks(rounds: max(1, rounds)).run())
