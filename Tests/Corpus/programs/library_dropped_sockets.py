"""A socket that is dropped while it is open warns, and is closed."""
import socket, warnings
warnings.showwarning = lambda message, category, *place: print(category.__name__, message)
warnings.simplefilter("always")
s = socket.socket(); del s
import _socket
s = _socket.socket(); print(s.family, s.type, s.proto, s); 
try: s.family = 3
except AttributeError as e: print(e)
del s
s = socket.socket(); s.close(); del s
with warnings.catch_warnings(record=True) as w:
    s = _socket.socket(); del s
    print(len(w), w[0].category, w[0].source)
import sys

sys.unraisablehook = lambda failure: print("unraisable", failure.exc_type.__name__, failure.exc_value)
warnings.simplefilter("error")
s = _socket.socket(); del s
