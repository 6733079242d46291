"""Writes the expected results of this folder: run it with CPython 3.11.

`trees/*.py` get a `.ast` with their dump. `errors.txt` holds cases of a source between `----` and `====`,
and behind that the line this program writes: the exception's class, message and position.
"""
import ast
import pathlib
import warnings

warnings.simplefilter('ignore')
folder = pathlib.Path(__file__).parent


def verdict(source):
    try:
        compile(source, '<file>', 'exec', ast.PyCF_ONLY_AST)
        return 'accepted'
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        text = 'None' if error.text is None else ascii(error.text)
        return f'{type(error).__name__}: {error.msg} {place} {text}'
    except Exception as error:
        return type(error).__name__


for path in sorted((folder / 'trees').glob('*.py')):
    tree = ast.parse(path.read_bytes())
    path.with_suffix('.ast').write_text(ast.dump(tree, include_attributes=True) + '\n')

cases = (folder / 'errors.txt').read_bytes().decode().split('----\n')[1:]
with open(folder / 'errors.txt', 'w', newline='') as output:
    for case in cases:
        source = case.split('====\n')[0]
        output.write(f'----\n{source}====\n{verdict(source)}\n')
