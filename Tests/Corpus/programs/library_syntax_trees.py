"""Syntax trees as objects: made by compile, made by programs, checked and compiled."""
import ast
import pickle


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


tree = ast.parse("x: int = 1\n@d\nasync def f(a, /, b=2, *c, d=3, **k) -> 'é': return a@b\n")
print(ast.dump(tree, include_attributes=True))
print(ast.Name.__doc__, ast.cmpop.__doc__, ast.Name._fields, ast.expr._attributes)
load = ast.parse("x").body[0].value.ctx
print(load is ast.parse("y").body[0].value.ctx, load is ast.Load())
print(ast.dump(ast.parse("(int, *str, **x) -> bool", mode="func_type")))
print(ast.dump(ast.parse("for x in y:  # type: int\n  z = 1  # type: ignore[a]\n", type_comments=True)))


def run(*body):
    return compile(ast.fix_missing_locations(ast.Module(list(body), [])), "tree", "exec")


def value(node):
    return eval(compile(ast.fix_missing_locations(ast.Expression(node)), "tree", "eval"))


attempt(lambda: value(ast.Constant((1, -2, 2 + 3j, frozenset([1]), -2**70, b"b", ...))))
attempt(lambda: value(ast.Constant((1, [2]))))
attempt(lambda: value(ast.Name("None", ast.Load())))
attempt(lambda: value(ast.Name("x", ast.Store())))
attempt(lambda: value(ast.Name("x", 3)))
attempt(lambda: value(ast.Name(3, ast.Load())))
attempt(lambda: value(ast.BoolOp(ast.And(), [ast.Constant(1)])))
attempt(lambda: value(ast.FormattedValue(ast.Constant(1), 5)))
attempt(lambda: run(ast.Expr(None)))
attempt(lambda: run(None))
attempt(lambda: run(ast.Expr(ast.Name("x"))))
attempt(lambda: run(ast.ClassDef("C", [], [], [], [])))
attempt(lambda: compile(ast.Module([5], []), "tree", "exec"))
attempt(lambda: compile(ast.Module(5, []), "tree", "exec"))
attempt(lambda: compile(ast.parse("1", mode="eval"), "tree", "exec"))
attempt(lambda: ast.Name(1, 2, 3))
attempt(lambda: ast.Name(1, id=3))
late = ast.Expression(ast.Constant(1, lineno=5, col_offset=7, end_lineno=3, end_col_offset=1))
attempt(lambda: compile(late, "tree", "eval"))
late.body.end_lineno = 5
attempt(lambda: compile(late, "tree", "eval"))
attempt(lambda: ast.parse("(x := 0)", feature_version=(3, 7)))
attempt(lambda: ast.dump(pickle.loads(pickle.dumps(ast.parse("a.b[c]")))))
deep = ast.parse("-" * 2000 + "1")
attempt(lambda: compile(deep, "tree", "exec"))
attempt(lambda: ast.parse("-" * 5000 + "1"))
for level in 0, 1, 2:
    code = compile(ast.parse("def f():\n  'doc'\n  assert 0"), "tree", "exec", optimize=level)
    exec(code)
    print(f.__doc__, len(f.__code__.co_consts))
