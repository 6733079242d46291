import Glibc

/// Runs work that recurses deeper than an ordinary stack is sure to allow.
enum DeepStack {
    /// Enough for 3,000 levels of nesting in a build without optimisation. It is only reserved:
    /// pages that are not touched cost nothing.
    private static let size = 256 << 20

    private final class Job {
        let body: () -> Void
        init(_ body: @escaping () -> Void) { self.body = body }
    }

    /// Calls `body` on a thread of its own and waits for it; on this thread when none can be made.
    static func run(_ body: () -> Void) {
        withoutActuallyEscaping(body) { body in
            var attributes = pthread_attr_t()
            pthread_attr_init(&attributes)
            pthread_attr_setstacksize(&attributes, size)
            defer { pthread_attr_destroy(&attributes) }
            // SAFETY: the thread takes the retained job over and is joined before `body` ends.
            let job = Unmanaged.passRetained(Job(body))
            var thread = pthread_t()
            let status = pthread_create(&thread, &attributes, runJob, job.toOpaque())
            guard status == 0 else {
                job.release()
                body()
                return
            }
            pthread_join(thread, nil)
        }
    }

    private static let runJob:
        @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
            { context in
                guard let context else { return nil }
                Unmanaged<Job>.fromOpaque(context).takeRetainedValue().body()
                return nil
            }
}
