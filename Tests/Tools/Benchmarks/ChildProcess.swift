import Glibc

/// What a run of a program took.
struct Usage {
    /// Seconds of processor time, in user and system mode: the kernel knows the sum exactly, but samples
    /// which mode it was, far too coarsely for programs of some milliseconds.
    var processor: Double
    /// Seconds from start to end.
    var wall: Double
    /// KiB of resident memory at the peak.
    var memory: Int
}

/// Runs programs as child processes and reads their resource usage, which `wait4` alone gives.
enum ChildProcess {
    /// Runs a program with its output thrown away; nil if it can't be run or fails.
    static func measure(_ arguments: [String]) -> Usage? {
        guard let program = arguments.first else { return nil }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var child = pid_t()
        let start = now()
        guard posix_spawnp(&child, program, &actions, nil, &pointers, environ) == 0 else {
            return nil
        }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(child, &status, 0, &usage) == child, status == 0 else { return nil }
        return Usage(
            processor: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            wall: now() - start, memory: usage.ru_maxrss)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
