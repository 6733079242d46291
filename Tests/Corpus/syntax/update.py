"""Writes the expected results of this folder: run it with CPython 3.11.

`trees/*.py` get a `.ast` with their dump and a `.tokens` with what `tokenize` prints. `errors.txt` holds cases of a source between `----` and `====`,
and behind that the line this program writes: the exception's class, message and position. `single.txt` is
the same for the mode `single`. A source without a last line feed ends in `<open end>`.
"""
import ast
import pathlib
import tokenize
import warnings

warnings.simplefilter('ignore')
folder = pathlib.Path(__file__).parent


def verdict(source, mode):
    try:
        compile(source, '<file>', mode, ast.PyCF_ONLY_AST)
        return 'accepted'
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        text = 'None' if error.text is None else ascii(error.text)
        return f'{type(error).__name__}: {error.msg} {place} {text}'
    except Exception as error:
        return type(error).__name__


def tokens(path):
    with open(path, 'rb') as file:
        for token in tokenize.tokenize(file.readline):
            place = '%d,%d-%d,%d:' % (token.start + token.end)
            yield '%-20s%-15s%-15r\n' % (place, tokenize.tok_name[token.exact_type], token.string)


for path in sorted((folder / 'trees').glob('*.py')):
    tree = ast.parse(path.read_bytes())
    path.with_suffix('.ast').write_text(ast.dump(tree, include_attributes=True) + '\n')
    if path.stem == 'layout':
        # `tokenize` and the parser disagree on indentation that a backslash continues.
        continue
    with open(path.with_suffix('.tokens'), 'w', newline='') as output:
        output.writelines(tokens(path))

for name, mode in ('errors.txt', 'exec'), ('single.txt', 'single'):
    cases = (folder / name).read_bytes().decode().split('----\n')[1:]
    with open(folder / name, 'w', newline='') as output:
        for case in cases:
            source = case.split('====\n')[0]
            result = verdict(source.removesuffix('<open end>\n'), mode)
            output.write(f'----\n{source}====\n{result}\n')
