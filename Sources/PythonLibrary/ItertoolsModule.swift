import PythonRuntime

/// The module `itertools` (`Modules/itertoolsmodule.c`).
enum ItertoolsModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("itertools", functions: Tee.functions)
        let specs: [(LibraryType, TypeSpec)] = [
            (.count, EndlessIterators.countSpec()), (.cycle, EndlessIterators.cycleSpec()),
            (.repeating, EndlessIterators.repeatSpec()), (.chain, Chaining.chainSpec()),
            (.compress, Selecting.compressSpec()), (.dropWhile, Selecting.dropWhileSpec()),
            (.takeWhile, Selecting.takeWhileSpec()),
            (.filterFalse, Selecting.filterFalseSpec()), (.islice, Selecting.isliceSpec()),
            (.starmap, Chaining.starmapSpec()), (.accumulate, Chaining.accumulateSpec()),
            (.pairwise, Chaining.pairwiseSpec()), (.zipLongest, Chaining.zipLongestSpec()),
            (.product, Combining.productSpec()), (.permutations, Combining.permutationsSpec()),
            (.combinations, Combining.combinationsSpec()),
            (.combinationsWithReplacement, Combining.replacementSpec()),
            (.groupBy, Grouping.groupBySpec()), (.grouper, Grouping.grouperSpec()),
            (.tee, Tee.spec()), (.teeData, Tee.linkSpec()),
        ]
        for (type, spec) in specs { try interpreter.addType(type, spec, to: module.ref) }
        return module
    }
}
