/// What functions and types of `_thread` tell of themselves.
extension NativeDocumentation {
    static var nativeThreadRows: StaticString {
        #"""
        RLock.__enter__
          Enter the context; gives self.
        RLock.__exit__
          Leave the context, as the with statement does.
        RLock._acquire_restore
          Take the lock as often as _release_save told.
        RLock._is_owned
          Whether this thread holds the lock.
        RLock._release_save
          Give back the lock altogether and tell how often it was held.
        RLock.acquire
          Take the lock, once more if this thread holds it already; tells whether that worked.
        RLock.release
          Give back the lock once.
        _ExceptHookArgs
          What excepthook is told.
        _ExceptHookArgs.exc_traceback
          The traceback of the exception.
        _ExceptHookArgs.exc_type
          The type of the exception.
        _ExceptHookArgs.exc_value
          The exception.
        _ExceptHookArgs.thread
          The thread, or None.
        _count
          How many threads run, without the main one.
        _excepthook
          Show an exception that ended a thread.
        _local
          Attributes of which each thread has its own.
        _set_sentinel
          A lock that is released when this thread ends.
        allocate
          A new lock.
        allocate_lock
          A new lock.
        exit
          End this thread: raise SystemExit.
        exit_thread
          End this thread: raise SystemExit.
        get_ident
          The identifier of this thread, a number other than 0.
        get_native_id
          The identifier that the operating system has for this thread.
        interrupt_main
          Have the main thread act as if a signal had come.
        lock
          What one thread at a time can hold; made by allocate_lock().
        lock.__enter__
          Enter the context; gives self.
        lock.__exit__
          Leave the context, as the with statement does.
        lock.acquire
          acquire(blocking=True, timeout=-1): take the lock, waiting for it unless told not to;
          tells whether that worked.
        lock.acquire_lock
          acquire(blocking=True, timeout=-1): take the lock, waiting for it unless told not to;
          tells whether that worked.
        lock.locked
          Whether somebody holds the lock.
        lock.locked_lock
          Whether somebody holds the lock.
        lock.release
          Give back the lock, so that another thread can take it.
        lock.release_lock
          Give back the lock, so that another thread can take it.
        stack_size
          stack_size([size]): the size of new threads' stacks; sets another one.
        start_new
          start_new_thread(function, args[, kwargs]): run a function in a thread of its own; gives
          its identifier.
        start_new_thread
          start_new_thread(function, args[, kwargs]): run a function in a thread of its own; gives
          its identifier.
        _localdummy
          Marks a thread that has attributes of a local.
        """#
    }
}
