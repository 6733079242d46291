# Threads: what they share, what they have for themselves, and how they wait for each other.
import contextvars
import queue
import sys
import threading
import time
import _thread
from concurrent.futures import ThreadPoolExecutor, as_completed


def joined(*targets):
    threads = [threading.Thread(target=target) for target in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# A lock makes read, change and write one step.
lock = threading.Lock()
total = 0


def add():
    global total
    for _ in range(2000):
        with lock:
            value = total
            value += 1
            total = value


joined(add, add, add)
print(total, lock.locked())

# Without a change of threads at a bad moment the threads' sleeps order what they do.
seen = []


def sleeper(name, seconds):
    time.sleep(seconds)
    seen.append(name)


joined(lambda: sleeper("slow", 0.3), lambda: sleeper("quick", 0.1), lambda: sleeper("middle", 0.2))
print(seen)

# Each thread has its own attributes of a local object, its own context and its own exceptions.
local = threading.local()
local.x = "main"
variable = contextvars.ContextVar("variable", default="unset")
variable.set("main")


class Counted(threading.local):
    made = 0

    def __init__(self, start):
        Counted.made += 1
        self.value = start


counted = Counted(5)
facts = []


def own():
    facts.append((hasattr(local, "x"), variable.get(), sys.exc_info(), counted.value))
    local.x = "other"
    variable.set("other")
    counted.value += 1
    facts.append((local.__dict__, variable.get(), counted.value))


try:
    raise KeyError("handled in main")
except KeyError:
    joined(own)
print(facts, local.x, variable.get(), counted.value, Counted.made)

# Reentrant locks know their owner.
rlock = threading.RLock()
errors = []


def release_foreign():
    try:
        rlock.release()
    except RuntimeError as error:
        errors.append(str(error))
    errors.append(rlock.acquire(blocking=False))
    errors.append(rlock.acquire(timeout=0.01))


with rlock, rlock:
    joined(release_foreign)
print(errors)

# Conditions, barriers, semaphores, events.
condition = threading.Condition()
items = []
taken = []


def consume():
    with condition:
        condition.wait_for(lambda: items)
        taken.append(items.pop())


def produce():
    for item in range(3):
        time.sleep(0.01)
        with condition:
            items.append(item)
            condition.notify()


joined(consume, consume, consume, produce)
print(sorted(taken))

barrier = threading.Barrier(3)
places = []
joined(*[lambda: places.append(barrier.wait())] * 3)
print(sorted(places))

semaphore = threading.BoundedSemaphore(2)
inside = most = 0


def enter():
    global inside, most
    with semaphore:
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.02)
        with lock:
            inside -= 1


joined(*[enter] * 5)
print(most, inside)

event = threading.Event()
print(event.wait(0.01))
timer = threading.Timer(0.02, event.set)
timer.start()
print(event.wait(), event.is_set())
timer.join()

# Queues.
jobs = queue.Queue(maxsize=2)
results = queue.SimpleQueue()


def worker():
    while (job := jobs.get()) is not None:
        results.put(job * job)
        jobs.task_done()


thread = threading.Thread(target=worker, name="worker")
thread.start()
for number in range(6):
    jobs.put(number)
jobs.join()
jobs.put(None)
thread.join()
print([results.get() for _ in range(results.qsize())], thread.is_alive())
try:
    results.get(timeout=0.01)
except queue.Empty as error:
    print(type(error))

# Pools.
with ThreadPoolExecutor(max_workers=3) as executor:
    print(list(executor.map(pow, range(5), range(5))))
    futures = [executor.submit(divmod, 7, divisor) for divisor in (2, 0)]
    for future in sorted(as_completed(futures), key=futures.index):
        print(future.exception() or future.result())

# What a thread raises ends the thread and no more.
threading.excepthook = lambda args: print(args.exc_type, args.exc_value, args.thread.name)
failing = threading.Thread(target=lambda: 1 // 0, name="failing")
failing.start()
failing.join()
leaving = threading.Thread(target=lambda: sys.exit("unseen"), name="leaving")
leaving.start()
leaving.join()

# A thread's frames are seen from others.
ready = threading.Event()
done = threading.Event()


def waiting():
    ready.set()
    done.wait()


thread = threading.Thread(target=waiting)
thread.start()
ready.wait()
frame = sys._current_frames()[thread.ident]
names = []
while frame:
    names.append(frame.f_code.co_name)
    frame = frame.f_back
print(names[-3:], "waiting" in names, len(sys._current_frames()))
done.set()
thread.join()
print(threading.active_count(), _thread._count(), threading.current_thread().name)

for attempt in (
    lambda: lock.release(),
    lambda: lock.acquire(False, 1),
    lambda: lock.acquire(timeout=-5),
    lambda: thread.start(),
    lambda: threading.Thread().join(),
    lambda: threading.current_thread().join(),
    lambda: _thread.start_new_thread(1, ()),
    lambda: _thread.start_new_thread(print, []),
    lambda: _thread._local(1),
    lambda: _thread.stack_size(1),
):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)


# A program waits for its threads; those that are daemons go with it.
def last():
    time.sleep(0.05)
    print("the last word")


threading.Thread(target=last).start()
threading.Thread(target=lambda: threading.Event().wait(), daemon=True).start()
print("end of main")
