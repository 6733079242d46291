// Compares stages of Heapnote with an installed CPython 3.11, on any Python source there is.
//
//     heapnote-differences MODE [OPTIONS] [PATHS…]
//
// Each mode stands in a file of its own and is listed in `modes`.

import Glibc

let modes: [(name: String, summary: String, run: ([String]) -> Int32)] = [
    ("tokens", "the tokens of every file against tokenize", TokenDifferences.run),
    ("ast", "the tree of every file against ast.dump", TreeDifferences.run),
    ("mutations", "the verdict on files changed a little: [--count N] [--seed N]", Mutations.run),
    ("snippets", "the verdict on the sources in CPython's own tests", Snippets.run),
    (
        "fuzz", "damaged and random sources, none of which may trap: [--count N] [--seed N]",
        Fuzz.run
    ),
    ("code", "the code objects of every file against compile()", CodeDifferences.run),
    (
        "marshal", "the .pyc of every file as CPython loads it, and its own read here",
        MarshalDifferences.run
    ),
    ("symbols", "the scopes of every file against symtable", SymbolDifferences.run),
    (
        "suite", "CPython's own tests, case by case: [language|types|all|MODULE…] [--misses]",
        Suite.run
    ),
    (
        "growth", "what CPython's own tests leave alive when they run twice: as suite",
        Growth.run
    ),
    ("speed", "the time and the memory from source to code against compile()", CompileSpeed.run),
]

let arguments = Array(CommandLine.arguments.dropFirst())
guard let wanted = arguments.first, let mode = modes.first(where: { $0.name == wanted }) else {
    print("usage: heapnote-differences MODE [OPTIONS] [PATHS…]")
    for mode in modes { print("  \(mode.name): \(mode.summary)") }
    exit(2)
}
exit(mode.run(Array(arguments.dropFirst())))
