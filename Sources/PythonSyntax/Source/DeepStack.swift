#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Runs work that recurses deeply on a thread with a stack that is large enough.
///
/// CPython bounds the nesting of programs by counting, at depths for which the stack of an ordinary
/// thread may be too small. Walkers of programs first work on the caller's stack with a low bound;
/// when it is passed, which no sane program does, they begin again in here with CPython's.
public enum DeepStack {
    /// Room for 6,000 levels even in an unoptimised build; pages are only used when touched.
    private static let size = 256 << 20

    private final class Job {
        let run: () -> Void
        init(_ run: @escaping () -> Void) { self.run = run }
    }

    /// The result of `body`, or nil if no thread could be made.
    public static func run<Result>(_ body: () -> Result) -> Result? {
        withoutActuallyEscaping(body) { body in
            var result: Result?
            let job = Unmanaged.passRetained(Job { result = body() })
            var attributes = pthread_attr_t()
            pthread_attr_init(&attributes)
            pthread_attr_setstacksize(&attributes, size)
            defer { pthread_attr_destroy(&attributes) }
            // SAFETY: the thread takes the job's only reference, and is joined before anything it
            // uses goes away.
            #if canImport(Darwin)
                var thread: pthread_t?
                let status = pthread_create(
                    &thread, &attributes,
                    { context in
                        Unmanaged<Job>.fromOpaque(context).takeRetainedValue().run()
                        return nil
                    }, job.toOpaque())
                guard status == 0, let thread else {
                    job.release()
                    return nil
                }
            #else
                var thread = pthread_t()
                let status = pthread_create(
                    &thread, &attributes,
                    { context in
                        if let context {
                            Unmanaged<Job>.fromOpaque(context).takeRetainedValue().run()
                        }
                        return nil
                    }, job.toOpaque())
                guard status == 0 else {
                    job.release()
                    return nil
                }
            #endif
            pthread_join(thread, nil)
            return result
        }
    }
}
