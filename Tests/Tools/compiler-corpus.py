#!/usr/bin/python3.11
"""Writes the expected results in Tests/Corpus/compiler with CPython 3.11.

    python3.11 Tests/Tools/compiler-corpus.py

Beside each code/NAME.py go NAME.expected, the listing of its code objects, and for files that are
not long NAME.dis and NAME.marshal, what dis.dis and marshal.dumps give. errors.txt and
warnings.txt hold cases that begin with '###'; errors.expected and warnings.expected get a line for
each case or warning.
"""
import dis
import io
import marshal
import pathlib
import re
import warnings

FOLDER = pathlib.Path(__file__).resolve().parent.parent / 'Corpus' / 'compiler'


def representation(constant):
    """repr() without what differs from run to run: addresses and the order of sets."""
    if isinstance(constant, frozenset):
        return 'frozenset({' + ', '.join(sorted(map(representation, constant))) + '})'
    return re.sub(r' at 0x[0-9a-f]+,', ' at 0x0,', repr(constant))


def listing(code, lines):
    lines.append(f'code {code.co_qualname} line {code.co_firstlineno}')
    lines.append(f'name {code.co_name} file {code.co_filename} flags {code.co_flags:#x} '
                 f'stack {code.co_stacksize}')
    lines.append(f'arguments {code.co_argcount} {code.co_posonlyargcount} {code.co_kwonlyargcount}')
    lines.append('names ' + ' '.join(code.co_names))
    lines.append('variables ' + ' '.join(code.co_varnames) + ' cells ' + ' '.join(code.co_cellvars)
                 + ' free ' + ' '.join(code.co_freevars))
    for constant in code.co_consts:
        lines.append('constant ' + representation(constant))
    lines.append('code ' + code.co_code.hex())
    lines.append('locations ' + code.co_linetable.hex())
    lines.append('exceptions ' + code.co_exceptiontable.hex())
    for constant in code.co_consts:
        if hasattr(constant, 'co_code'):
            listing(constant, lines)


def disassembly(code):
    output = io.StringIO()
    dis.dis(code, file=output)
    text = re.sub(r' at 0x[0-9a-f]+,', ' at 0x0,', output.getvalue())
    return re.sub(r'frozenset\(\{([^}]*)\}\)',
                  lambda m: 'frozenset({' + ', '.join(sorted(m[1].split(', '))) + '})', text)


def cases(name):
    for block in re.split(r'^### ', (FOLDER / name).read_text(), flags=re.M)[1:]:
        title, source = block.split('\n', 1)
        yield title.strip(), source


def main():
    warnings.simplefilter('ignore')
    for path in sorted((FOLDER / 'code').glob('*.py')):
        code = compile(path.read_bytes(), path.name, 'exec')
        lines = []
        listing(code, lines)
        path.with_suffix('.expected').write_text('\n'.join(lines) + '\n')
        if path.stat().st_size < 1000:
            path.with_suffix('.marshal').write_bytes(marshal.dumps(code))
            path.with_suffix('.dis').write_text(disassembly(code))
    lines = []
    for title, source in cases('errors.txt'):
        try:
            compile(source, '<case>', 'exec')
            lines.append(f'{title}: accepted')
        except SyntaxError as error:
            lines.append(f'{title}: {error.msg} ({error.lineno}:{error.offset} to '
                         f'{error.end_lineno}:{error.end_offset})')
    (FOLDER / 'errors.expected').write_text('\n'.join(lines) + '\n')
    lines = []
    for title, source in cases('warnings.txt'):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter('always')
            compile(source, '<case>', 'exec')
        lines.append(title)
        lines += [f'  {warning.lineno}: {warning.message}' for warning in caught]
    (FOLDER / 'warnings.expected').write_text('\n'.join(lines) + '\n')


main()
