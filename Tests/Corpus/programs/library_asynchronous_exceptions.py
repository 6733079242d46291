"""Exceptions that a thread has another one raise, which `ctypes` reaches."""
import ctypes
import threading
import time

interrupt = ctypes.pythonapi.PyThreadState_SetAsyncExc
interrupt.argtypes = (ctypes.c_ulong, ctypes.py_object)


class Stop(Exception):
    pass


try:
    result = interrupt(threading.get_ident(), Stop)
    while True:
        pass
except Stop as error:
    print("main", repr(error))

started = threading.Event()


def work():
    try:
        while True:
            started.set()
            time.sleep(0.01)
    except Stop:
        print("worker stopped")


worker = threading.Thread(target=work)
worker.start()
started.wait()
print(interrupt(worker.ident, Stop), interrupt(7, Stop))
worker.join(10)
print(worker.is_alive())
print(ctypes.pythonapi.PyGILState_Release(ctypes.pythonapi.PyGILState_Ensure()) is not None)
