# What site puts among the builtins.
import builtins

print(exit, quit, license, sep="\n")
print([name for name in ("exit", "quit", "copyright", "credits", "license", "help") if name in dir(builtins)])
try:
    quit(7)
except SystemExit as end:
    print("ends with", end.code)
exit("the end")
