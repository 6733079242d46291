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
        """#
    }
}
