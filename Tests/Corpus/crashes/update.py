"""Writes `verdicts.txt`, CPython's verdict on every file of this folder and on every source that
`repeated.txt` describes: run it with CPython 3.11.

The files are sources that once made the front end trap or hang, or well could. Lines of
`repeated.txt` are a name, a count, what stands in front, what is repeated and what stands behind,
between tabs.
"""
import pathlib
import warnings

warnings.simplefilter('ignore')
folder = pathlib.Path(__file__).parent


def verdict(source):
    try:
        compile(source, '<file>', 'exec')
        return 'accepted'
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        return f'{type(error).__name__}: {error.msg} {place}'
    except Exception as error:
        return type(error).__name__


def repeated():
    for line in (folder / 'repeated.txt').read_text().splitlines():
        if line.startswith('#'):
            continue
        name, count, front, unit, back = [
            part.replace('\\n', '\n').replace('\\\\', '\\') for part in line.split('\t')]
        count = int(count)
        body = ''.join(unit.replace('{indent}', ' ' * min(i, 200)) for i in range(count))
        yield name, front + body + back.replace('{indent}', ' ' * min(count, 200))


with open(folder / 'verdicts.txt', 'w') as output:
    for path in sorted(folder.glob('*.py')):
        if path.name != 'update.py':
            print(path.stem, verdict(path.read_bytes()), sep='\t', file=output)
    for name, source in repeated():
        print(name, verdict(source.encode()), sep='\t', file=output)
