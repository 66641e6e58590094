"""Takes a run forward, by hand or at a speed, in slices that leave others their turn."""

import time
from collections.abc import Iterator

from engine import Run, State, StopWhen, Timeline
from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.numerals import grouped
from webapp.incoming.schema import Speed
from webapp.live.errors import Refused
from webapp.live.lingering import Lingering, begun
from webapp.live.pace import SLICE, Effort, Progress, Steady, reaching
from webapp.live.place import Place
from webapp.live.tally import ITERATIONS
from webapp.live.together import Together


class Player:
    """What plays one run: at which speed, how far, and what an iteration of it costs.

    `stopped` says why playing has just ended, when the plan is not the reason.
    """

    __slots__ = ("_run", "_effort", "_pace", "_begun", "_until", "_stop", "speed", "stopped")

    def __init__(self, run: Run) -> None:
        self._run = run
        self._effort = Effort(run.experiment)
        self._pace: Lingering | Steady | Together | None = None
        self._begun = 0
        self._until: int | None = None
        self._stop = StopWhen()
        self.speed: Speed = "accelerating"
        self.stopped: str | None = None

    @property
    def is_playing(self) -> bool:
        return self._pace is not None

    @property
    def state(self) -> State:
        return self._run.state()

    @property
    def stride(self) -> int:
        """How many iterations fit into a slice."""
        return self._effort.iterations_in(SLICE)

    def goes_with(self, pace: object) -> bool:
        """Whether it plays at this very pace."""
        return self._pace is pace

    @property
    def until(self) -> int | None:
        """Where playing will end; None when the run does not play."""
        return self._goal if self._pace else None

    @property
    def stop(self) -> tuple[float | None, float | None]:
        """Below which mean error, and past which answer, playing ends before."""
        return self._stop.error_below, self._stop.answer_crosses

    @property
    def has_diverged(self) -> bool:
        return self._run.state().diverged_at is not None

    def play(
        self,
        speed: Speed | None,
        until: int | None,
        stop: StopWhen,
        now: float,
        together: Together | None = None,
    ) -> None:
        """Begin, or change how it goes on. Raises Refused and Invalid as LiveRun says."""
        self._refuse_diverged()
        here = self._run.iteration
        if until is not None and until <= here:
            raise Invalid(Fault("until", f"must be beyond {grouped(here)}, where the run stands"))
        if self._pace is None or until is not None:
            self._begun, self._until = here, until
        self._stop = stop
        if together or self._pace is None or speed not in (None, self.speed):
            self.speed = speed or self.speed
            self._pace = together.join(self) if together else begun(self.speed, now, self.state)

    def resume(self, place: Place, now: float) -> None:
        """Go on as the run did at this place, which is where it stands."""
        self.speed = place.speed
        if place.until is not None and place.until > place.iteration:
            stop = StopWhen(place.error_below, place.answer_crosses)
            self.play(place.speed, place.until, stop, now)

    def pause(self) -> None:
        self._pace = None

    def play_on(self, now: float, seconds: float, patient: bool) -> Progress:
        """Do what is due, as far as it fits into so many seconds; the impatient begin nothing
        that would take longer."""
        pace = self._pace
        if pace is None:
            return Progress.DONE
        end = self._goal
        goal = pace.due(now, end)
        missing, most = goal - self._run.iteration, self._effort.iterations_in(seconds)
        if missing > most and not patient:
            return Progress.MORE
        there = missing <= 0 or self._train_on(goal, most, pace)
        if self.has_diverged or self.stopped or self._run.iteration >= end:
            self.pause()
        return Progress.DONE if there else Progress.MORE

    def plainly_due(self, now: float) -> int | None:
        """How many iterations are due at a steady speed, where they are few and there is nothing to
        do but train them: none to stop at, nothing to keep, no end. None where it is otherwise."""
        pace = self._pace
        if not isinstance(pace, Steady) or pace.rate is None or self._stop:
            return None
        end, here = self._goal, self._run.iteration
        goal = pace.due(now, end)
        missing = max(0, goal - here)
        is_plain = goal < end and goal < self._run.plain_until and self._effort.is_short(missing)
        return missing if is_plain else None

    def stepping(self, iterations: int) -> Iterator[None]:
        """Train so many iterations, a slice at a time. Raises Refused."""
        self._refuse_diverged()
        self.pause()
        goal = self._run.iteration + iterations
        while not self._advance(goal, self.stride):
            yield

    def reaching(self, iteration: int) -> Iterator[None]:
        """Get ready to seek an iteration, a slice at a time. Raises Refused."""
        self.pause()
        timeline = self._run.timeline
        yield from reaching(timeline, iteration, self._effort)
        end = timeline.diverged_at
        if end is not None and end <= iteration:
            raise Refused(f"From iteration {grouped(end)} on the numbers are no longer finite.")

    def preparing(self, goal: tuple[Timeline, int]) -> Iterator[None]:
        """Get ready to turn to another timeline, a slice at a time."""
        timeline, iteration = goal
        yield from reaching(timeline, iteration, Effort(timeline.base))

    def settle(self, before: int, now: float) -> None:
        """After a command that found the run at `before`: a new beginning plays from there."""
        self.stopped = None
        if not self._effort.fits(self._run.experiment):
            self._effort = Effort(self._run.experiment)
        if self._pace and self._run.iteration != before:
            self._begun = self._run.iteration
            self._pace = begun(self.speed, now, self.state)

    def _train_on(self, goal: int, most: int, pace: Lingering | Steady | Together) -> bool:
        """Train towards what is due, at most so many; whether that was done or is enough to see."""
        before = self._run.state()
        last = min(goal, before.iteration + most)
        piece = -((before.iteration - last) // pace.pieces)
        there = False
        while not there and before.iteration < last:
            there = self._advance(goal, min(piece, last - before.iteration))
            after = self._run.state()
            there |= bool(self.stopped) or pace.has_seen_enough(before, after)
            before = after
        return there

    def _advance(self, goal: int, most: int) -> bool:
        """Train towards an iteration, at most so many; whether it went as far as it can."""
        before = self._run.iteration
        iterations = min(goal - before, most)
        if self._effort.is_telling(iterations):
            began = time.thread_time()
            self._train(iterations)
            self._effort.note(self._run.iteration - before, time.thread_time() - began)
        else:
            self._train(iterations)
        after = self._run.state()
        return after.iteration >= goal or after.diverged_at is not None

    def _train(self, iterations: int) -> None:
        ITERATIONS.add(iterations)
        if not self._stop or self._pace is None:
            self._run.step(iterations)
        else:
            self.stopped = self._stop.play(self._run, iterations)

    @property
    def _goal(self) -> int:
        if self._until:
            return self._until
        planned = self._run.experiment.iterations
        return planned if self._begun < planned else self._begun + planned

    def _refuse_diverged(self) -> None:
        if self.has_diverged:
            raise Refused(
                "The run has diverged: its next numbers are not finite. Step back or reset."
            )
