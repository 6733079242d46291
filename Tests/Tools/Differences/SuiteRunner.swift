/// The program that runs one of CPython's test modules and tells how each of its cases ended.
///
/// The same program runs on CPython and on Heapnote: `program MODULE [PART-OF-A-CASE'S-NAME…]`. A case is told by
/// a line `CASE`, its verdict and its name, separated by tabs, and `END` says that the module came to its end.
/// What went wrong follows in lines that begin with two spaces and a bar.
enum SuiteRunner {
    static let program = """
        import importlib
        import sys
        import unittest


        class TellingResult(unittest.TestResult):
            def startTest(self, test):
                super().startTest(test)
                self.told = False

            def tell(self, test, verdict, detail=""):
                if not self.told:
                    self.told = True
                    print("\\nCASE", verdict, test.id().split("\\n")[0], sep="\\t")
                for line in detail.splitlines():
                    print("  |", line)
                sys.stdout.flush()

            def describe(self, test, error):
                try:
                    return self._exc_info_to_string(error, test)
                except BaseException:
                    return repr(error[1])

            def addSuccess(self, test):
                self.tell(test, "pass")

            def addExpectedFailure(self, test, error):
                self.tell(test, "pass")

            def addUnexpectedSuccess(self, test):
                self.tell(test, "fail", "passed unexpectedly")

            def addSkip(self, test, reason):
                self.tell(test, "skip", reason)

            def addError(self, test, error):
                self.tell(test, "error", self.describe(test, error))

            def addFailure(self, test, error):
                self.tell(test, "fail", self.describe(test, error))

            def addSubTest(self, test, part, error):
                if error is not None:
                    self.tell(test, "fail", str(part) + "\\n" + self.describe(part, error))


        # As python3 is without options; a program of Heapnote's runs as with -B.
        sys.dont_write_bytecode = False
        name, patterns = sys.argv[1], sys.argv[2:]
        del sys.argv[1:]
        loader = unittest.TestLoader()
        if patterns:
            loader.testNamePatterns = ["*" + pattern + "*" for pattern in patterns]
        result = TellingResult()
        result.told = False
        loader.loadTestsFromModule(importlib.import_module("test." + name)).run(result)
        print("\\nEND")

        """
}
