/// What functions and types of `faulthandler` tell of themselves.
extension NativeDocumentation {
    static var faulthandlerRows: StaticString {
        #"""
        _fatal_error_c_thread
          End with a fatal error in a thread, for tests.
        _read_null
          Read at address 0, for tests.
        _sigabrt
          Raise SIGABRT, for tests.
        _sigfpe
          Raise SIGFPE, for tests.
        _sigsegv
          Raise SIGSEGV, for tests.
        _stack_overflow
          Overflow the stack, for tests.
        cancel_dump_traceback_later
          Cancel what dump_traceback_later() planned.
        disable
          Stop handling faults.
        dump_traceback
          dump_traceback(file=sys.stderr, all_threads=True): write where the threads are.
        dump_traceback_later
          dump_traceback_later(timeout, repeat=False, file=sys.stderr, exit=False): write where
          all threads are after a time.
        enable
          enable(file=sys.stderr, all_threads=True): write where the threads are when the program
          faults.
        is_enabled
          Whether faults are handled.
        register
          register(signum, file=sys.stderr, all_threads=True, chain=False): write where the
          threads are when a signal comes.
        unregister
          unregister(signum): stop handling a signal.
        """#
    }
}
