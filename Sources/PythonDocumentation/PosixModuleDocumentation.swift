/// What functions and types of `os`, `posix` tell of themselves.
extension NativeDocumentation {
    static var osRows: StaticString {
        #"""
        stat_result
          What the system tells of a file.
        stat_result.st_atime
          When it was last read, in seconds.
        stat_result.st_atime_ns
          When it was last read, in nanoseconds.
        stat_result.st_blksize
          A good size for reading and writing.
        stat_result.st_blocks
          How many blocks of 512 bytes it takes.
        stat_result.st_ctime
          When its attributes last changed, in seconds.
        stat_result.st_ctime_ns
          When its attributes last changed, in nanoseconds.
        stat_result.st_dev
          The device it is on.
        stat_result.st_gid
          Its group.
        stat_result.st_ino
          Its inode.
        stat_result.st_mode
          Its kind and mode.
        stat_result.st_mtime
          When it was last written, in seconds.
        stat_result.st_mtime_ns
          When it was last written, in nanoseconds.
        stat_result.st_nlink
          How many names it has.
        stat_result.st_rdev
          The device it is.
        stat_result.st_size
          Its size in bytes.
        stat_result.st_uid
          Its owner.
        statvfs_result
          What the system tells of a file system.
        terminal_size
          The size of a terminal.
        terminal_size.columns
          Its width in characters.
        terminal_size.lines
          Its height in characters.
        """#
    }

    static var posixRows: StaticString {
        #"""
        DirEntry.__class_getitem__
          The class with its type parameters, as annotations write it.
        DirEntry.__fspath__($self, /)
          The path of the entry.
        DirEntry.inode($self, /)
          The inode of the entry.
        DirEntry.is_dir($self, /, *, follow_symlinks=True)
          Whether the entry is a directory.
        DirEntry.is_file($self, /, *, follow_symlinks=True)
          Whether the entry is a file.
        DirEntry.is_symlink($self, /)
          Whether the entry is a symbolic link.
        DirEntry.name
          The name of the entry.
        DirEntry.path
          The path of the entry.
        DirEntry.stat($self, /, *, follow_symlinks=True)
          What the system tells of the entry.
        WCOREDUMP($module, status, /)
          Whether a process that a status tells of left a memory image.
        WEXITSTATUS($module, /, status)
          The exit status in a process's status.
        WIFCONTINUED($module, /, status)
          Whether a status tells that a process goes on.
        WIFEXITED($module, /, status)
          Whether a status tells that a process ended by itself.
        WIFSIGNALED($module, /, status)
          Whether a status tells that a signal ended a process.
        WIFSTOPPED($module, /, status)
          Whether a status tells that a process stopped.
        WSTOPSIG($module, /, status)
          The signal that stopped a process.
        WTERMSIG($module, /, status)
          The signal that ended a process.
        _exit($module, /, status)
          End the process at once, with an exit status.
        _path_normpath($module, /, path)
          A path in its plain form.
        abort($module, /)
          End the process by SIGABRT.
        access($module, /, path, mode, *, dir_fd=None, effective_ids=False,
        +       follow_symlinks=True)
          Whether the real user may use a path in a way.
        chdir($module, /, path)
          Change the working directory.
        chmod($module, /, path, mode, *, dir_fd=None, follow_symlinks=True)
          Set the mode of a file.
        chown($module, /, path, uid, gid, *, dir_fd=None, follow_symlinks=True)
          Set the owner and group of a file.
        chroot($module, /, path)
          Change the root directory.
        close($module, /, fd)
          Close a file descriptor.
        closerange($module, fd_low, fd_high, /)
          Close the descriptors from one up to another, which stays, without errors.
        confstr($module, name, /)
          A configuration text of the system.
        copy_file_range($module, /, src, dst, count, offset_src=None,
        +                offset_dst=None)
          Copy bytes from one descriptor to another within the system.
        cpu_count($module, /)
          How many processors there are, or None.
        ctermid($module, /)
          The name of the terminal that controls the process.
        device_encoding($module, /, fd)
          The encoding of a terminal, or None.
        dup($module, fd, /)
          A copy of a file descriptor.
        dup2($module, /, fd, fd2, inheritable=True)
          Make one descriptor a copy of another.
        eventfd($module, /, initval, flags=EFD_CLOEXEC)
          A descriptor that counts events.
        eventfd_read($module, /, fd)
          Read the count of events.
        eventfd_write($module, /, fd, value)
          Add to the count of events.
        execv($module, path, argv, /)
          Run a program in place of this one.
        execve($module, /, path, argv, env)
          Run a program in place of this one, with an environment.
        fchdir($module, /, fd)
          Change the working directory to that of a descriptor.
        fchmod($module, /, fd, mode)
          Set the mode of the file of a descriptor.
        fchown($module, /, fd, uid, gid)
          Set the owner and group of the file of a descriptor.
        fdatasync($module, /, fd)
          Have the contents of a file written to disk.
        fork($module, /)
          Make a child process: 0 in the child, the child's identifier in the parent.
        forkpty($module, /)
          The same with a new terminal for the child; gives the identifier and the terminal's
          descriptor.
        fpathconf($module, fd, name, /)
          A limit of the system for a file.
        fspath($module, /, path)
          The path of an object, as __fspath__ tells it.
        fstat($module, /, fd)
          What the system tells of the file of a descriptor.
        fstatvfs($module, fd, /)
          What the system tells of the file system of a descriptor.
        fsync($module, /, fd)
          Have a file written to disk.
        ftruncate($module, fd, length, /)
          Cut a file to a length.
        get_blocking($module, fd, /)
          Whether a descriptor waits.
        get_inheritable($module, fd, /)
          Whether child processes inherit a descriptor.
        get_terminal_size($module, fd=<unrepresentable>, /)
          The size of a terminal, in columns and lines.
        getcwd($module, /)
          The working directory.
        getcwdb($module, /)
          The working directory, as bytes.
        getegid($module, /)
          The effective group.
        geteuid($module, /)
          The effective user.
        getgid($module, /)
          The group of the process.
        getgrouplist($module, user, group, /)
          The groups of a user.
        getgroups($module, /)
          The further groups of the process.
        getloadavg($module, /)
          How busy the system was in the last 1, 5 and 15 minutes.
        getlogin($module, /)
          The name of the user that is logged in.
        getpgid($module, /, pid)
          The process group of a process.
        getpgrp($module, /)
          The process group of this process.
        getpid($module, /)
          The identifier of this process.
        getppid($module, /)
          The identifier of the parent process.
        getpriority($module, /, which, who)
          The priority of processes.
        getrandom($module, /, size, flags=0)
          Random bytes of the system.
        getresgid($module, /)
          The real, effective and saved group.
        getresuid($module, /)
          The real, effective and saved user.
        getsid($module, pid, /)
          The session of a process.
        getuid($module, /)
          The user of the process.
        getxattr($module, /, path, attribute, *, follow_symlinks=True)
          An extended attribute of a file.
        initgroups($module, username, gid, /)
          Set the groups of the process to those of a user.
        isatty($module, fd, /)
          Whether a descriptor is a terminal.
        kill($module, pid, signal, /)
          Send a signal to a process.
        killpg($module, pgid, signal, /)
          Send a signal to a process group.
        lchown($module, /, path, uid, gid)
          Set the owner and group of a file or of a symbolic link itself.
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
