import PythonCompiler
import PythonSyntax
import Testing

@Suite struct SymbolTableTests {
    @Test func dumpShowsScopesAndNames() throws {
        let source = """
            import os
            def f(a, *b, c=1, **d):
                global g
                x = [i for i in a if (y := i)]
                class C:
                    z: int = 3
                    def m(self): return super().m(x)
                return lambda: a
            """
        // What the symtable module of CPython 3.11 gives for the source.
        let expected = """
            module top line 0
              f: local, local
              g: global, global explicit
              os: imported, local
              function f line 2
                parameters a c b d
                C: local, local
                a: parameter use, cell
                b: parameter, local
                c: parameter, local
                d: parameter, local
                g: global, global explicit
                x: local, cell
                y: local, cell
                function listcomp line 4 nested
                  parameters .0
                  .0: parameter, local
                  i: local use iteration variable, local
                  y: local nonlocal, free
                class C line 5 nested
                  int: use, global implicit
                  m: local, local
                  x: free
                  z: local annotated, local
                  function m line 7 nested
                    parameters self
                    __class__: use, free
                    self: parameter, local
                    super: use, global implicit
                    x: use, free
                function lambda line 8 nested
                  a: use, free

            """
        #expect(try dumpSymbols(tree: PythonParser.parse(SourceText(source))) == expected)
    }

    @Test func privateNamesAreMangled() throws {
        let source = "class _C:\n    __x = __y__ = 1\n    def f(self): return self.__z, __x\n"
        let dump = try dumpSymbols(tree: PythonParser.parse(SourceText(source)))
        #expect(dump.contains("_C__x: local, local"))
        #expect(dump.contains("__y__: local, local"))
        #expect(dump.contains("_C__x: use, global implicit"))
    }
}
