/// What functions and types of `_signal`, `signal` tell of themselves.
extension NativeDocumentation {
    static var nativeSignalRows: StaticString {
        #"""
        alarm($module, seconds, /)
          Have SIGALRM come in so many seconds; tells what was left of the last alarm.
        default_int_handler($module, signalnum, frame, /)
          Raise KeyboardInterrupt: what is done for SIGINT.
        getitimer($module, which, /)
          What is left of a timer, and its interval.
        getsignal($module, signalnum, /)
          What is done for a signal: a function, SIG_IGN, SIG_DFL, or None if it isn't known.
        pause($module, /)
          Wait for a signal.
        pidfd_send_signal($module, pidfd, signalnum, siginfo=None, flags=0, /)
          Send a signal to a process by a file descriptor.
        pthread_kill($module, thread_id, signalnum, /)
          Send a signal to a thread.
        pthread_sigmask($module, how, mask, /)
          Change which signals this thread holds back; gives those before.
        raise_signal($module, signalnum, /)
          Send a signal to this process.
        set_wakeup_fd
          set_wakeup_fd(fd, *, warn_on_full_buffer=True): write a byte there for each signal;
          gives the descriptor before.
        setitimer($module, which, seconds, interval=0.0, /)
          Set a timer that sends a signal, once or at intervals.
        siginterrupt($module, signalnum, flag, /)
          Say whether a signal interrupts system calls.
        signal($module, signalnum, handler, /)
          Set what is done for a signal; gives what was before.
        sigpending($module, /)
          The signals that wait to be handled.
        sigtimedwait($module, sigset, timeout, /)
          Wait for one of some signals, so many seconds at most.
        sigwait($module, sigset, /)
          Wait for one of some signals; gives its number.
        sigwaitinfo($module, sigset, /)
          Wait for one of some signals; gives what is known of it.
        strsignal($module, signalnum, /)
          The system's words for a signal, or None.
        valid_signals($module, /)
          The signals that there are.
        """#
    }

    static var signalRows: StaticString {
        #"""
        itimer_error.__weakref__
          The weak references to the object.
        struct_siginfo
          What the system tells of a signal.
        struct_siginfo.si_band
          The event, for SIGPOLL.
        struct_siginfo.si_code
          Why the signal came.
        struct_siginfo.si_errno
          The number of an error.
        struct_siginfo.si_pid
          The process that sent it.
        struct_siginfo.si_signo
          The signal's number.
        struct_siginfo.si_status
          The exit status, or a signal.
        struct_siginfo.si_uid
          The user whose process sent it.
        """#
    }
}
