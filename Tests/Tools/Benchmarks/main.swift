import Glibc

// Prints the ratios of Heapnote's times to CPython 3.11's, measured in one run, in pairs.
//
//     swift run -c release heapnote-benchmarks [ROUNDS]
//
// Below 1 is faster than CPython. Processor time counts for programs, wall time for the whole process.

//     heapnote-benchmarks order
//
// Writes the order of the command's functions from what the programs call, for the next build.

//     heapnote-benchmarks vault
//
// Reads and renders a vault of 2,000 notes, against `cmark` and `pandoc` on the same files.

//     heapnote-benchmarks pictures
//
// Measures recording and drawing, and checks the pictures of all corpora; from the project's folder.

let argument = CommandLine.arguments.dropFirst().first
let benchmarks = Benchmarks(rounds: max(1, argument.flatMap { Int($0) } ?? 7))
if argument == "vault" {
    var vault = VaultBenchmark(heapnote: benchmarks.heapnote, rounds: 5)
    exit(vault.run())
}
if argument == "pictures" {
    var pictures = PicturesBenchmark()
    exit(pictures.run())
}
exit(argument == "order" ? benchmarks.writeFunctionOrder() : benchmarks.run())
