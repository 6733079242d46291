class D:
    def __del__(s):
        try: 1/0
        except ZeroDivisionError as e:
            f=e.__traceback__.tb_frame.f_back
            print(f.f_code.co_name, f.f_lineno)
def g():
    d=D()
def h():
    d=D()
    return 5
g()
h()
def k():
    d=D()
    1/0
try: k()
except ZeroDivisionError: pass
