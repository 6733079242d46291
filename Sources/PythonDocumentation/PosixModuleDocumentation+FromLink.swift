/// What functions of `posix` tell of themselves, from `link` on.
extension NativeDocumentation {
    static var posixRowsFromLink: StaticString {
        #"""
        link($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None,
        +     follow_symlinks=True)
          Give a file another name.
        listdir($module, /, path=None)
          The names in a directory, without . and .., in any order.
        listxattr($module, /, path=None, *, follow_symlinks=True)
          The names of a file's extended attributes.
        lockf($module, fd, command, length, /)
          Lock a part of a file, test that or undo it.
        login_tty($module, fd, /)
          Make a terminal the one that controls a new session.
        lseek($module, fd, position, how, /)
          Move the position of a descriptor; gives the new one.
        lstat($module, /, path, *, dir_fd=None)
          What the system tells of a file or of a symbolic link itself.
        major($module, device, /)
          The major number of a device.
        makedev($module, major, minor, /)
          The device of a major and a minor number.
        memfd_create($module, /, name, flags=MFD_CLOEXEC)
          Open a file that lies in memory and has no name in any directory.
        minor($module, device, /)
          The minor number of a device.
        mkdir($module, /, path, mode=511, *, dir_fd=None)
          Make a directory.
        mkfifo($module, /, path, mode=438, *, dir_fd=None)
          Make a named pipe.
        mknod($module, /, path, mode=384, device=0, *, dir_fd=None)
          Make a file, a device or a named pipe.
        nice($module, increment, /)
          Change the priority of the process; gives the new one.
        open($module, /, path, flags, mode=511, *, dir_fd=None)
          Open a file; gives a descriptor.
        openpty($module, /)
          A pair of descriptors, of a new terminal's two sides.
        pathconf($module, /, path, name)
          A limit of the system for a file.
        pidfd_open($module, /, pid, flags=0)
          A descriptor of a process.
        pipe($module, /)
          A pair of descriptors, to read and to write.
        pipe2($module, flags, /)
          The same with flags.
        posix_fadvise($module, fd, offset, length, advice, /)
          Tell the system how a file will be read.
        posix_fallocate($module, fd, offset, length, /)
          Have room on disk for a part of a file.
        posix_spawn($module, path, argv, env, /, *, file_actions=(),
        +            setpgroup=<unrepresentable>, resetids=False, setsid=False,
        +            setsigmask=(), setsigdef=(), scheduler=<unrepresentable>)
          Run a program in a new process; gives its identifier.
        posix_spawnp($module, path, argv, env, /, *, file_actions=(),
        +             setpgroup=<unrepresentable>, resetids=False, setsid=False,
        +             setsigmask=(), setsigdef=(), scheduler=<unrepresentable>)
          The same with the program searched for in PATH.
        pread($module, fd, length, offset, /)
          Read bytes from an offset of a file.
        preadv($module, fd, buffers, offset, flags=0, /)
          Read into buffers from an offset of a file.
        putenv($module, name, value, /)
          Set a variable of the environment.
        pwrite($module, fd, buffer, offset, /)
          Write bytes at an offset of a file.
        pwritev($module, fd, buffers, offset, flags=0, /)
          Write buffers at an offset of a file.
        read($module, fd, length, /)
          Read at most so many bytes.
        readlink($module, /, path, *, dir_fd=None)
          Where a symbolic link leads.
        readv($module, fd, buffers, /)
          Read into buffers.
        register_at_fork($module, /, *, before=<unrepresentable>,
        +                 after_in_child=<unrepresentable>,
        +                 after_in_parent=<unrepresentable>)
          Have functions called before and after a fork.
        remove($module, /, path, *, dir_fd=None)
          Remove a file.
        removexattr($module, /, path, attribute, *, follow_symlinks=True)
          Remove an extended attribute of a file.
        rename($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)
          Give a file or directory another name.
        replace($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)
          The same, in place of what had that name.
        rmdir($module, /, path, *, dir_fd=None)
          Remove an empty directory.
        scandir($module, /, path=None)
          An iterator over the entries of a directory.
        sched_get_priority_max($module, /, policy)
          The highest priority of a policy.
        sched_get_priority_min($module, /, policy)
          The lowest priority of a policy.
        sched_getaffinity($module, pid, /)
          The processors on which a process may run.
        sched_getparam($module, pid, /)
          The scheduling parameters of a process.
        sched_getscheduler($module, pid, /)
          The scheduling policy of a process.
        sched_param(sched_priority)
          sched_param(sched_priority): scheduling parameters.
        sched_param.sched_priority
          The priority.
        sched_rr_get_interval($module, pid, /)
          How long a process may run at a time, in seconds.
        sched_setaffinity($module, pid, mask, /)
          Set the processors on which a process may run.
        sched_setparam($module, pid, param, /)
          Set the scheduling parameters of a process.
        sched_setscheduler($module, pid, policy, param, /)
          Set the scheduling policy of a process.
        sched_yield($module, /)
          Let others use the processor.
        sendfile($module, /, out_fd, in_fd, offset, count)
          Copy bytes from one descriptor to another.
        set_blocking($module, fd, blocking, /)
          Say whether a descriptor waits.
        set_inheritable($module, fd, inheritable, /)
          Say whether child processes inherit a descriptor.
        setegid($module, egid, /)
          Set the effective group.
        seteuid($module, euid, /)
          Set the effective user.
        setgid($module, gid, /)
          Set the group of the process.
        setgroups($module, groups, /)
          Set the further groups of the process.
        setpgid($module, pid, pgrp, /)
          Move a process into a process group.
        setpgrp($module, /)
          Make this process the first of a process group.
        setpriority($module, /, which, who, priority)
          Set the priority of processes.
        setregid($module, rgid, egid, /)
          Set the real and effective group.
        setresgid($module, rgid, egid, sgid, /)
          Set the real, effective and saved group.
        setresuid($module, ruid, euid, suid, /)
          Set the real, effective and saved user.
        setreuid($module, ruid, euid, /)
          Set the real and effective user.
        setsid($module, /)
          Begin a new session.
        setuid($module, uid, /)
          Set the user of the process.
        setxattr($module, /, path, attribute, value, flags=0, *,
        +         follow_symlinks=True)
          Set an extended attribute of a file.
        splice($module, /, src, dst, count, offset_src=None, offset_dst=None,
        +       flags=0)
          Move bytes between a pipe and another descriptor.
        stat($module, /, path, *, dir_fd=None, follow_symlinks=True)
          What the system tells of a file.
        statvfs($module, /, path)
          What the system tells of a file system.
        strerror($module, code, /)
          The system's words for the number of an error.
        symlink($module, /, src, dst, target_is_directory=False, *, dir_fd=None)
          Make a symbolic link.
        sync($module, /)
          Have everything written to disk.
        sysconf($module, name, /)
          A configuration number of the system.
        system($module, /, command)
          Run a command in a shell; gives its status.
        tcgetpgrp($module, fd, /)
          The process group in the foreground of a terminal.
        tcsetpgrp($module, fd, pgid, /)
          Set the process group in the foreground of a terminal.
        times($module, /)
          The times that this process and its children took.
        times_result
          The times that a process and its children took.
        times_result.children_system
          What the system took for the children.
        times_result.children_user
          What the children took.
        times_result.elapsed
          The time since a fixed moment.
        times_result.system
          What the system took for the process.
        times_result.user
          What the process took.
        truncate($module, /, path, length)
          Cut a file to a length.
        ttyname($module, fd, /)
          The name of a terminal.
        umask($module, mask, /)
          Set the mask for modes of new files; gives the one before.
        uname($module, /)
          What the system tells of itself.
        uname_result
          What the system tells of itself.
        uname_result.machine
          The kind of hardware.
        uname_result.nodename
          The name of the machine.
        uname_result.release
          The release of the system.
        uname_result.sysname
          The name of the system.
        uname_result.version
          The version of the system.
        unlink($module, /, path, *, dir_fd=None)
          Remove a file.
        unsetenv($module, name, /)
          Remove a variable of the environment.
        urandom($module, size, /)
          Random bytes, good enough for secrets.
        utime($module, /, path, times=None, *, ns=<unrepresentable>,
        +      dir_fd=None, follow_symlinks=True)
          Set the times of a file, to now by default.
        wait($module, /)
          Wait for a child process; gives its identifier and status.
        wait3($module, /, options)
          The same, and what it used.
        wait4($module, /, pid, options)
          Wait for a child process; gives its identifier, status and what it used.
        waitid($module, idtype, id, options, /)
          Wait for a child process; gives what is known of it, or None.
        waitid_result
          What is known of a child process.
        waitpid($module, pid, options, /)
          Wait for a certain child process; gives its identifier and status.
        waitstatus_to_exitcode($module, /, status)
          The exit code that a status tells, negative for a signal.
        write($module, fd, data, /)
          Write bytes; tells how many.
        writev($module, fd, buffers, /)
          Write buffers; tells how many bytes.
        """#
    }
}
