def first():
    raise KeyError('first')


def second():
    try:
        first()
    except KeyError:
        unknown_variable


def third(parameter):
    try:
        second()
    except NameError:
        return paramter


third(1)
