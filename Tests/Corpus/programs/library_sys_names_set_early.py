# Names of sys that a program sets first stay, and the originals are kept all the same.
import sys

sys.stdlib_module_names = "set"
sys.displayhook = len
sys.unraisablehook = len
print(sys.stdlib_module_names, sys.__displayhook__ is len, sys.__unraisablehook__ is len)
print(sys.displayhook is len, sys.unraisablehook is len)
print(sys.__interactivehook__.__qualname__, sys._getquickenedcount() >= 0)


class Installer:
    def __init__(self, install):
        self.install = install

    def __call__(self, *arguments):
        pass

    def __del__(self):
        try:
            self.install(None)
        except RuntimeError as error:
            print(error)


for install in (sys.settrace, sys.setprofile):
    install(Installer(install))
    install(None)
