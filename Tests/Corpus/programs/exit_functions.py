import atexit


def tell(*arguments, **keywords):
    print("at exit", arguments, keywords)


class Same:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return isinstance(other, Same)

    def __call__(self):
        print(self.name)


atexit.register(tell, 1)
atexit.register(tell, 2, key="word")
atexit.register(Same("one"))
atexit.register(print, "kept")
atexit.register(Same("two"))
print(atexit._ncallbacks())
atexit.unregister(Same("other"))
print(atexit._ncallbacks())


@atexit.register
def last():
    atexit.register(tell, "registered meanwhile")


print(last.__name__)
try:
    atexit.register()
except TypeError as error:
    print(error)
try:
    atexit.register(3)
except TypeError as error:
    print(error)
