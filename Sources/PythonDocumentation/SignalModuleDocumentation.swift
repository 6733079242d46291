/// What functions and types of `_signal` tell of themselves.
extension NativeDocumentation {
    static var nativeSignal: StaticString {
        #"""
        alarm($module, seconds, /)
        default_int_handler($module, signalnum, frame, /)
        getitimer($module, which, /)
        getsignal($module, signalnum, /)
        pause($module, /)
        pidfd_send_signal($module, pidfd, signalnum, siginfo=None, flags=0, /)
        pthread_kill($module, thread_id, signalnum, /)
        pthread_sigmask($module, how, mask, /)
        raise_signal($module, signalnum, /)
        setitimer($module, which, seconds, interval=0.0, /)
        siginterrupt($module, signalnum, flag, /)
        signal($module, signalnum, handler, /)
        sigpending($module, /)
        sigtimedwait($module, sigset, timeout, /)
        sigwait($module, sigset, /)
        sigwaitinfo($module, sigset, /)
        strsignal($module, signalnum, /)
        valid_signals($module, /)
        """#
    }
}
