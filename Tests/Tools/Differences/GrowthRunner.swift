/// The program that runs one of CPython's test modules twice and counts what is alive after each run.
///
/// The same program runs on CPython and on Heapnote. After a run it collects garbage and tells, in a line `ALIVE`,
/// the run's number, how many objects the collector knows, how many blocks the allocator has given out, how many
/// cases ran and how many of them went wrong.
enum GrowthRunner {
    static let program = """
        import gc
        import importlib
        import sys
        import unittest

        name = sys.argv[1]
        del sys.argv[1:]
        module = importlib.import_module("test." + name)


        def run_once():
            result = unittest.TestResult()
            unittest.TestLoader().loadTestsFromModule(module).run(result)
            return result.testsRun, len(result.failures) + len(result.errors)


        def alive():
            for _ in range(3):
                gc.collect()
            return len(gc.get_objects()), sys.getallocatedblocks()


        for number in (1, 2):
            counts = run_once()
            print("\\nALIVE", number, *alive(), *counts, sep="\\t")
            sys.stdout.flush()

        """
}
