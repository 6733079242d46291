/// What functions and types of `time` tell of themselves.
extension NativeDocumentation {
    static var timeRows: StaticString {
        #"""
        asctime
          asctime([tuple]): a time as 'Sat Jun  6 16:26:11 1998', now by default.
        clock_getres
          The resolution of a clock, in seconds.
        clock_gettime
          The time of a clock, in seconds.
        clock_gettime_ns
          The time of a clock, in nanoseconds.
        clock_settime
          Set a clock, in seconds.
        clock_settime_ns
          Set a clock, in nanoseconds.
        ctime
          ctime([seconds]): a time since the epoch as asctime tells it, in local time.
        get_clock_info
          get_clock_info(name): what is known of a clock.
        gmtime
          gmtime([seconds]): a time since the epoch as struct_time in UTC.
        localtime
          localtime([seconds]): a time since the epoch as struct_time in local time.
        mktime
          The seconds since the epoch of a struct_time in local time.
        monotonic
          The seconds of a clock that never goes back.
        monotonic_ns
          The nanoseconds of a clock that never goes back.
        perf_counter
          The seconds of the finest clock, to measure how long something takes.
        perf_counter_ns
          The nanoseconds of the finest clock.
        process_time
          The seconds that the process has used the processor.
        process_time_ns
          The nanoseconds that the process has used the processor.
        pthread_getcpuclockid
          The clock of the processor time of a thread.
        sleep
          Wait so many seconds.
        strftime
          strftime(format[, tuple]): a time as text.
        strptime
          strptime(string, format): the struct_time that a text tells.
        struct_time
          A time in its parts, as gmtime() and localtime() give it.
        struct_time.tm_gmtoff
          How many seconds local time is east of UTC.
        struct_time.tm_hour
          The hour, 0 to 23.
        struct_time.tm_isdst
          Whether it is summer time: 1, 0, or -1 if that isn't known.
        struct_time.tm_mday
          The day of the month, from 1.
        struct_time.tm_min
          The minute.
        struct_time.tm_mon
          The month, 1 to 12.
        struct_time.tm_sec
          The second, up to 61.
        struct_time.tm_wday
          The day of the week, from Monday, which is 0.
        struct_time.tm_yday
          The day of the year, from 1.
        struct_time.tm_year
          The year.
        struct_time.tm_zone
          The short name of the time zone.
        thread_time
          The seconds that this thread has used the processor.
        thread_time_ns
          The nanoseconds that this thread has used the processor.
        time
          The seconds since the epoch.
        time_ns
          The nanoseconds since the epoch.
        tzset
          Read the time zone from the environment again.
        """#
    }
}
