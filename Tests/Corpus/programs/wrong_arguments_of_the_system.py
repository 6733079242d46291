"""What functions of the system say of wrong arguments: a line each, with a checksum of the messages.

Each argument in turn is a wrong one, while the others lead nowhere; then there are too few, too many, and keywords.
What the system itself refuses isn't told, since it depends on the machine and its user.
"""
import binascii

HARMLESS = {
    "posix": {"WCOREDUMP": (0,), "WEXITSTATUS": (0,), "WIFCONTINUED": (0,), "WIFEXITED": (0,), "WIFSIGNALED": (0,),
        "WIFSTOPPED": (0,), "WSTOPSIG": (0,), "WTERMSIG": (0,), "_path_normpath": ("nope/x",),
        "access": ("nope/x", 384), "chmod": ("nope/x", 384), "chown": ("nope/x", 0, 0),
        "confstr": ("CS_PATH",), "device_encoding": (999,), "dup": (999,), "eventfd_read": (999,),
        "eventfd_write": (999, 1), "fchdir": (999,), "fchmod": (999, 384), "fchown": (999, 0, 0),
        "fdatasync": (999,), "fpathconf": (999, "PC_NAME_MAX"), "fspath": ("nope/x",), "fstat": (999,),
        "fstatvfs": (999,), "fsync": (999,), "ftruncate": (999, 0), "get_blocking": (999,),
        "get_inheritable": (999,), "getgrouplist": ("user", 0), "getpgid": (99999,), "getpriority": (0, 99999),
        "getsid": (99999,), "getxattr": ("nope/x", "user.a"), "isatty": (999,), "lchown": ("nope/x", 0, 0),
        "link": ("nope/x", "nope/y"), "listdir": (), "listxattr": (), "lseek": (999, 0, 0), "lstat": ("nope/x",),
        "major": (0,), "makedev": (0, 0), "minor": (0,), "pathconf": ("nope/x", "PC_NAME_MAX"), "pipe2": (0,),
        "posix_fadvise": (999, 0, 0, 0), "posix_fallocate": (999, 0, 0), "pread": (999, 0, 0),
        "preadv": (999, [], 0), "pwrite": (999, b"", 0), "pwritev": (999, [], 0), "read": (999, 0),
        "readlink": ("nope/x",), "readv": (999, []), "remove": ("nope/x",), "removexattr": ("nope/x", "user.a"),
        "rename": ("nope/x", "nope/y"), "replace": ("nope/x", "nope/y"), "rmdir": ("nope/x",), "scandir": (),
        "sched_get_priority_max": (0,), "sched_get_priority_min": (0,), "sched_getaffinity": (99999,),
        "sched_getparam": (99999,), "sched_getscheduler": (99999,), "sched_rr_get_interval": (99999,),
        "sendfile": (999, 999, 0, 0), "set_blocking": (999, 0), "set_inheritable": (999, 0),
        "setxattr": ("nope/x", "user.a", b"a"), "splice": (998, 999, 0), "stat": ("nope/x",),
        "statvfs": ("nope/x",), "strerror": (1,), "sysconf": ("SC_PAGESIZE",), "tcgetpgrp": (999,),
        "truncate": ("nope/x", 0), "ttyname": (999,), "unlink": ("nope/x",), "wait4": (99999, 1),
        "setpgid": (99999, 1), "kill": (99999, 0), "killpg": (99999, 0), "waitid": (0, 99999, 5), "waitpid": (99999, 1),
        "sched_setaffinity": (99999, [0]), "sched_setparam": (99999, 0), "sched_setscheduler": (99999, 0, 0),
        "pidfd_open": (99999,), "eventfd": (-1,), "execv": ("nope/x", []), "posix_spawn": ("nope/x", [], {}),
        "waitstatus_to_exitcode": (0,), "write": (999, b""), "writev": (999, [])},
    "_signal": {"getitimer": (0,), "getsignal": (10,), "pidfd_send_signal": (0, 10), "siginterrupt": (10, 0),
        "set_wakeup_fd": ("a",), "default_int_handler": ("a", 0), "strsignal": (10,)},
    "fcntl": {"fcntl": (999, 0), "ioctl": (999, 0), "lockf": (999, 0)},
    "resource": {"getrlimit": (0,), "prlimit": (99999, 0), "getrusage": (0,)},
    "pwd": {"getpwnam": ("a",), "getpwuid": (0,)},
    "grp": {"getgrgid": (0,), "getgrnam": ("a",)},
    "_imp": {"_fix_co_filename": (1, "nope/x"), "_override_frozen_modules_for_tests": (0,),
        "find_frozen": ("a",), "get_frozen_object": ("a",), "init_frozen": ("a",),
        "is_builtin": ("a",), "is_frozen": ("a",), "is_frozen_package": ("a",),
        "source_hash": (0, 0)},
    "select": {"select": (0, 0, 0, 0)},

    "time": {"asctime": (), "clock_getres": (1,), "clock_gettime": (1,), "clock_gettime_ns": (1,),
        "clock_settime": (77, 0), "clock_settime_ns": (77, 0), "ctime": (), "get_clock_info": ("time",), "gmtime": (),
        "localtime": (), "mktime": ((2000, 1, 1, 0, 0, 0, 0, 0, 0),), "strftime": ("a",), "struct_time": (range(9),)},
}


class Other:
    def __repr__(self):
        return "Other"


x = Other()
WRONG = [x, None, "a", b"a", 1.5, [], 1 << 31, 1 << 32, 1 << 63, 1 << 70, -(1 << 31) - 1, -(1 << 70)]
CALLS = [((), {}), ((x,) * 9, {}), ((x, x), {}),
         ((x, x, x), {}), ((x,), {"zz": x}), ((x, x), {"zz": x}), ((), {"zz": x})]


def message(function, arguments, keywords):
    try:
        function(*arguments, **keywords)
    except (TypeError, OverflowError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    except BaseException:
        pass
    return "-"


for module_name, functions in HARMLESS.items():
    module = __import__(module_name)
    for name, harmless in functions.items():
        function = getattr(module, name)
        texts = [message(function, arguments, keywords) for arguments, keywords in CALLS]
        for place in range(len(harmless)):
            for wrong in WRONG:
                texts.append(message(function, (*harmless[:place], wrong, *harmless[place + 1:]), {}))
        print(module_name, name, len(texts), f"{binascii.crc32('|'.join(texts).encode()):08x}")
