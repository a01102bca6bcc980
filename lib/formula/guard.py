"""Calling a learner's function so that the caller comes back, whatever the function does.

An endless loop, a long sleep, output or memory without end are stopped; `SystemExit`,
`KeyboardInterrupt`, `GeneratorExit` or an exception of its own make is caught. What happened comes
back as an `Outcome` with a sentence, and the kernel goes on as before.

    with watched(seconds=8) as watch:      # one budget for all calls in the block
        outcome = watch.call(f, 3.0)       # never raises
    outcome.value, outcome.told            # its value, or the sentence that says what happened

How it is stopped. On Linux, macOS and Windows a second thread looks at clock and memory ten times a
second and knocks with SIGINT, the signal of "Interrupt the kernel"; its handler raises in the midst
of the function. One that swallows this is traced from the next knock on, and stopped at its next
line. A call that isn't made from the main thread is stopped by an exception set from outside; where
there are no threads (Python in a browser's tab) each line is watched from the start, and one that
catches all exceptions gets the next one at its next line. Both wait for the end of a sleep; without
`sys.monitoring` (before Python 3.12) such a function may survive. One giant request for
memory fails at once on Linux. Nothing inside Python can stop one single long call of C code, such
as `10**10**9`; restarting the kernel can.
"""

import contextlib
import contextvars
import signal
import sys
import threading
import time
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from lib.formula.surroundings import Page, knock, limited_room, no_exit, raise_in, resident

SECONDS = 8.0
MEMORY = 2**30  # bytes that a function may fill before it is stopped
TICK = 0.1  # seconds

_monitoring = getattr(sys, "monitoring", None)
_active = contextvars.ContextVar("watch", default=None)


class Stopped(BaseException):
    """Raised in the midst of a learner's function to stop it."""


@dataclass(frozen=True)
class Outcome:
    """What came of a call.

    value    what the function gave; None where it gave nothing
    problem  the exception that it raised, if it did
    stopped  why it was stopped: "time", "memory", "output", "interrupted", or "" if it wasn't
    printed  the first characters that it printed
    """

    value: Any = None
    problem: BaseException | None = None
    stopped: str = ""
    printed: str = ""
    seconds: float = SECONDS

    @property
    def fine(self):
        """Whether the function ran to its end."""
        return self.problem is None and not self.stopped

    @property
    def told(self):
        """What went wrong, in one sentence that begins with what the function did; "" if nothing."""
        if self.stopped == "time":
            return (
                f"wasn't done after {self.seconds:g} seconds, so it was stopped. Is there a loop that "
                "never ends?"
            )
        if self.stopped:
            return {
                "memory": "filled more and more memory, so it was stopped. Does a list grow without end?",
                "output": "printed without end, so it was stopped. Is there a loop that never ends?",
                "interrupted": "was stopped by an interrupt before it was done.",
            }[self.stopped]
        if self.problem is None:
            return ""
        if isinstance(self.problem, SystemExit):
            return "asked Python to exit, which would end all your work. To leave it, use `return`."
        if isinstance(self.problem, MemoryError):
            return "asked for more memory than there is. How long is the longest list in it?"
        kind = type(self.problem).__name__
        said = said_by(self.problem)
        return f"raised {kind}: {said}" if said else f"raised {kind}"


def said_by(problem, most=160):
    """An exception's message as one line, cut; "" where it has none or can't say it."""
    try:
        text = " ".join(str(problem)[:2000].split())
    except BaseException:
        return ""
    return text if len(text) <= most else text[: most - 1] + "…"


@contextlib.contextmanager
def watched(seconds=SECONDS, patience=1):
    """A Watch over the calls in this block, with one budget of time for all of them.

    With `patience` it may take that many times as long, as long as the processor hasn't worked for
    `seconds` on it: on a machine that is busy with other things. Inside another such block it is the
    outer one's watch, with what is left of its budget.
    """
    outer = _active.get()
    if outer is not None:
        yield outer
        return
    watch = Watch(seconds, patience)
    token = _active.set(watch)
    try:
        with watch._installed():
            yield watch
    finally:
        _active.reset(token)


def call(function, *args, seconds=SECONDS):
    """The Outcome of one call. Inside a `watched` block it is on that block's budget."""
    with watched(seconds) as watch:
        return watch.call(function, *args)


def _enter(function, args, kwargs):
    """The learner's frames are those above this one: only they are ever interrupted."""
    return function(*args, **kwargs)


def _apart(function, args, kwargs):
    """Give (value, None) or (None, what was raised): a generator, for its state of exceptions is its own.

    Where a tracer raises in an `except`, Python 3.11 keeps what was handled there for ever; here it goes
    with the generator, and is no context of what the reader raises later.
    """
    value = problem = None
    try:
        value = _enter(function, args, kwargs)
    except BaseException as raised:
        problem = raised
    yield value, problem


# Code that cleans up after a function isn't interrupted.
_OURS = {_enter.__code__.co_filename, contextlib.contextmanager.__code__.co_filename}


class Watch:
    """A budget of time, memory and output for calls of a learner's function; see `watched`."""

    def __init__(self, seconds, patience=1):
        self.seconds = seconds
        self.reason = ""
        self._worked = time.process_time() + seconds
        self._deadline = time.monotonic() + seconds
        self._end_of_patience = time.monotonic() + patience * seconds
        self._memory = resident()
        self._inside = False
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._knocks = 0
        self._thread = threading.get_ident()
        self._how = "trace"
        self._next = 0.0

    def call(self, function, /, *args, **kwargs):
        """Call it; whatever it does becomes an Outcome. Never raises."""
        if self.reason:
            return Outcome(stopped=self.reason, seconds=self.seconds)
        before, depth = self._inside, sys.getrecursionlimit()
        page, kept, tracer = Page(self._printed_too_much), (sys.stdout, sys.stderr), sys.gettrace()
        value = problem = None
        try:
            sys.stdout = sys.stderr = page
            if self._how == "trace" and _monitoring is None:
                sys.settrace(self._look)
            self._inside = True
            with self._each_line(before):
                value, problem = next(_apart(function, args, kwargs))
        except BaseException as raised:
            problem = raised
        finally:
            self._inside = before
            while True:  # an exception set from outside may arrive late, here
                try:
                    self._leave(kept, tracer, depth)
                    break
                except Stopped:
                    continue
        if self.reason:
            return Outcome(stopped=self.reason, printed=page.text, seconds=self.seconds)
        if problem is not None:
            _forget_frames_of_ours(problem)
        return Outcome(value, problem, "", page.text, self.seconds)

    def _printed_too_much(self):
        self.reason = self.reason or "output"
        raise Stopped

    def _leave(self, kept, tracer, depth):
        """Put back what the call may have changed."""
        if sys.gettrace() is not tracer:
            sys.settrace(tracer)
        with self._lock:
            sys.stdout, sys.stderr = kept
        if sys.getrecursionlimit() != depth:
            sys.setrecursionlimit(depth)

    @contextlib.contextmanager
    def _installed(self):
        """Everything that the watch needs, and takes away again."""
        with contextlib.ExitStack() as stack:
            stack.enter_context(np.errstate(all="ignore"))
            stack.enter_context(warnings.catch_warnings())
            warnings.simplefilter("ignore")
            stack.enter_context(no_exit())
            stack.enter_context(limited_room())
            self._how = self._begin(stack)
            yield

    def _begin(self, stack):
        """Begin to watch; says how a function is stopped: "signal", "exception" or "trace"."""
        earlier = signal.getsignal(signal.SIGINT)
        main = threading.current_thread() is threading.main_thread()
        how = "signal" if main and earlier is not None else "exception"

        def knocked(number, frame):
            if self._inside and _is_inside(frame):
                self.reason = self.reason or "interrupted"
                self._knocks += 1
                if self._knocks > 1:
                    self._insist(frame)
                raise Stopped
            if not self.reason and callable(earlier):
                earlier(number, frame)

        try:
            threading.Thread(
                target=self._keep_watch, args=(how,), name="watch", daemon=True
            ).start()
        except RuntimeError:
            return "trace"
        if how == "signal":
            signal.signal(signal.SIGINT, knocked)
            stack.callback(signal.signal, signal.SIGINT, earlier)  # handles a late knock first
        stack.callback(self._end)
        return how

    def _end(self):
        self._over.set()
        with self._lock:  # no knock after this
            self._inside = False

    def _keep_watch(self, how):
        """What the second thread does."""
        while not self._over.wait(TICK):
            if self._inside and (self.reason or self._why()):
                with self._lock:
                    if self._inside and not self._over.is_set():
                        self.reason = self.reason or self._why()
                        knock() if how == "signal" else raise_in(self._thread, Stopped)

    def _why(self):
        now = time.monotonic()
        worked = now > self._deadline and time.process_time() > self._worked
        if worked or now > self._end_of_patience:
            return "time"
        return "memory" if resident() - self._memory > MEMORY else ""

    def _insist(self, frame):
        """Stop the function at its next line, however it handles exceptions."""

        def tracer(frame, event, arg):
            if event in ("line", "call") and self._inside:
                raise Stopped
            return tracer

        sys.settrace(tracer)
        while frame is not None and frame.f_code is not _enter.__code__:
            frame.f_trace = tracer
            frame = frame.f_back

    def _look(self, frame, event, arg):
        """The tracer where there are no threads."""
        if frame.f_code is _enter.__code__:
            return None
        if self._inside and event in ("line", "call"):
            self.reason = self.reason or self._why_at_times()
            if self.reason:
                raise Stopped  # Python takes the tracer away then
        return self._look

    @contextlib.contextmanager
    def _each_line(self, already):
        """Look at each line, where there are no threads: unlike a tracer, this stays when it raises."""
        tool = None
        if self._how == "trace" and _monitoring is not None and not already:
            tool = next((n for n in range(6) if _monitoring.get_tool(n) is None), None)
        if tool is None:
            yield
            return
        events = _monitoring.events

        def look(code, *_):
            if self._inside and code.co_filename not in _OURS:
                self.reason = self.reason or self._why_at_times()
                if self.reason:
                    raise Stopped

        _monitoring.use_tool_id(tool, "guard")
        try:
            for event in (events.LINE, events.JUMP, events.PY_START):
                _monitoring.register_callback(tool, event, look)
            _monitoring.set_events(tool, events.LINE | events.JUMP | events.PY_START)
            yield
        finally:
            _monitoring.set_events(tool, 0)
            _monitoring.free_tool_id(tool)

    def _why_at_times(self):
        now = time.monotonic()
        if now < self._next:
            return ""
        self._next = now + TICK
        return self._why()


def _is_inside(frame):
    """Whether this frame belongs to the learner's function, or to something that it called."""
    while frame is not None:
        if frame.f_code is _enter.__code__:
            return True
        frame = frame.f_back
    return False


def _forget_frames_of_ours(problem):
    """Let the exception's traceback begin in the learner's function."""
    step = problem.__traceback__
    while step is not None and step.tb_frame.f_code is not _enter.__code__:
        step = step.tb_next
    problem.__traceback__ = step.tb_next if step is not None else None
