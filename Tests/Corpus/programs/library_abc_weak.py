"""Abstract classes remember other classes without keeping them."""
import abc
import gc
import weakref
from collections.abc import Mapping, Sequence, Sized


class Base(abc.ABC):
    pass


def made():
    class Registered:
        pass

    class Checked:
        def __len__(self):
            return 0

    Base.register(Registered)
    print(issubclass(Registered, Base), issubclass(Checked, Sized), issubclass(Checked, Base))
    print(isinstance(Registered(), Base))
    return weakref.ref(Registered), weakref.ref(Checked)


references = made()
gc.collect()
print([reference() for reference in references])
print([len(part) for part in abc._get_dump(Base)[:3]])


class Rows:
    pass


Sequence.register(Rows)


class MoreRows(Rows):
    pass


match MoreRows():
    case {}:
        print("mapping")
    case [*_]:
        print("sequence")
try:

    class Both(abc.ABC):
        __abc_tpflags__ = Sequence.__flags__ | Mapping.__flags__

except TypeError as error:
    print(error)
