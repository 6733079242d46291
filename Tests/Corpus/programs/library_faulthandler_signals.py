# What faulthandler writes for signals, times and faults of programs of their own; threads' numbers left out.
import re
import subprocess
import sys

programs = [
    "faulthandler.enable(); faulthandler._sigsegv()",
    "faulthandler.enable(all_threads=False); faulthandler._sigfpe()",
    "faulthandler.enable(); faulthandler.disable(); faulthandler._sigabrt()",
    "faulthandler.enable(); faulthandler._read_null()",
    "faulthandler.enable(); faulthandler._stack_overflow()",
    "faulthandler.enable(); faulthandler._fatal_error_c_thread()",
    "signal.raise_signal(signal.SIGBUS)",
    "faulthandler.register(signal.SIGUSR1); os.kill(os.getpid(), signal.SIGUSR1)",
    "faulthandler.register(signal.SIGUSR1, chain=True); os.kill(os.getpid(), signal.SIGUSR1)",
    "signal.signal(signal.SIGUSR1, lambda *a: print('handler'))\n"
    "faulthandler.register(signal.SIGUSR1, all_threads=False, chain=True)\n"
    "os.kill(os.getpid(), signal.SIGUSR1); print('after')",
    "faulthandler.register(signal.SIGUSR1); print(faulthandler.unregister(signal.SIGUSR1))\n"
    "print(faulthandler.unregister(signal.SIGUSR1)); os.kill(os.getpid(), signal.SIGUSR1)",
    "faulthandler.dump_traceback_later(0.1, exit=True); time.sleep(9)",
    "faulthandler.dump_traceback_later(0.2); time.sleep(0.5); print('after')",
    "faulthandler.dump_traceback_later(0.2); faulthandler.cancel_dump_traceback_later()\n"
    "time.sleep(0.5); print('after')",
    "def work():\n    faulthandler.dump_traceback(all_threads=False)\nwork()",
    "faulthandler.register(signal.SIGSEGV)",
    "faulthandler.register(99)",
    "faulthandler.dump_traceback_later(0)",
    "sys.stderr = None\ntry: faulthandler.enable()\nexcept RuntimeError as e: print(e)",
]
for program in programs:
    source = "import faulthandler, os, signal, sys, time\n" + program
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    print("---", program)
    print(done.returncode, done.stdout)
    print(re.sub("0x[0-9a-f]+", "ID", done.stderr))
for options in (["-X", "faulthandler"], ["-X", "dev"], []):
    source = "import faulthandler; print(faulthandler.is_enabled())"
    subprocess.run([sys.executable, *options, "-c", source], env={})
