"""A stop of a walk as a reader meets it: what the page sets up, what is asked, what is answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from webapp.incoming.numerals import number
from webapp.incoming.tables import TABLES
from webapp.live.snapshot import Snapshot
from webapp.walks.moments import Moment, after, before
from webapp.walks.prose import Span, prose
from webapp.walks.quantities import quantity
from webapp.walks.shelf import line_number
from webapp.walks.subjects import Subject, subject
from webapp.walks.walk import Reveal, Scene, Stop, Walk

Command = tuple[str, str, dict[str, Any]]
"""Method, address below the run's, fields."""


@dataclass(frozen=True)
class Verdict:
    """Whether the prediction was right, what is; and what was predicted, where that is a number."""

    is_right: bool
    answer: list[Span]
    said: str | None = None


@dataclass(frozen=True)
class Guide:
    """One stop, `number` counting from 1; `answer` is what the reader said, None before that."""

    id: str
    walk: Walk
    number: int
    answer: str | None = None

    @property
    def stop(self) -> Stop:
        return self.walk.stops[self.number - 1]

    @property
    def is_revealed(self) -> bool:
        """Whether the reader has answered, or did not want to."""
        return self.answer is not None and self.problem is None

    @property
    def problem(self) -> str | None:
        """What is wrong with the answer, if it is none at all."""
        if not self.answer or self.stop.question.options:
            return None
        return "Type a number, such as 0.5." if isinstance(number(self.answer), str) else None

    @property
    def subjects(self) -> list[Subject]:
        """What to look at now."""
        revealed = self.stop.reveal.highlight if self.is_revealed else []
        base = self._moment.base
        return [subject(text, base) for text in revealed or self.stop.highlight]

    @property
    def covers(self) -> list[str]:
        """What gives the answer away, until it is predicted; as subjects have it in words."""
        return [] if self.is_revealed else self.stop.cover

    @property
    def text(self) -> list[Span]:
        return list(prose(self.stop.text, self._before, live=not self.is_revealed))

    @property
    def ask(self) -> list[Span]:
        return list(prose(self.stop.question.ask, self._before))

    @property
    def options(self) -> list[list[Span]]:
        return [list(prose(each, self._before)) for each in self.stop.question.options]

    @property
    def revealed(self) -> list[Span]:
        return list(prose(self.stop.reveal.text, self._moment, live=True))

    @property
    def verdict(self) -> Verdict | None:
        """None when there was no prediction."""
        if not self.answer:
            return None
        return self._verdict_on_choice() if self.options else self._verdict_on_number()

    def _verdict_on_choice(self) -> Verdict:
        right = self.stop.question.answer or 0
        return Verdict(self.answer == str(right), self.options[right - 1])

    def _verdict_on_number(self) -> Verdict:
        question, said = self.stop.question, number(self.answer or "")
        wanted, moment = quantity(question.number or ""), after(self.walk, self.stop)
        state = (moment if wanted.at is None else moment.at(wanted.at)).state
        is_right = abs(wanted.of(state) - float(said)) <= (question.within or 0)
        return Verdict(is_right, [Span(wanted.written(state))], str(said))

    def scene(self, snapshot: Snapshot) -> dict[str, Any]:
        """What the page does to set the scene: its own commands, and what to choose."""
        part = self.stop.reveal if self.is_revealed else self.stop.scene
        commands = self._revealing() if self.is_revealed else self._setting(snapshot)
        if part.line:
            lines = line_number(part.line, self._moment) - 1
            commands.append(("POST", "line", {"lines": lines}))
        goal = {"iteration": self._moment.iteration, "shape": self._moment.base.shape}
        starts = {"starts": self.is_revealed and self.stop.reveal.starts}
        return {"commands": commands, **goal, **starts, **self._choice(part)}

    def _choice(self, part: Scene | Reveal) -> dict[str, dict[str, Any]]:
        """What is chosen and what number is explained, however one came here; places from 0."""
        neuron = part.neuron or self.stop.scene.neuron or f"l{len(self._moment.base.shape) - 1} 1"
        layer, place = neuron.split()
        chosen = {
            "example": (part.example or self.stop.scene.example or 1) - 1,
            "layer": int(layer[1:]),
            "neuron": int(place) - 1,
        }
        return {"choose": chosen, "explain": _explained(part.explain, chosen)}

    def _setting(self, snapshot: Snapshot) -> list[Command]:
        scene, commands = self.stop.scene, list[Command]()
        if not self._stands(snapshot):
            fields = {"lesson": self.walk.lesson, **dict(_fields(scene.experiment))}
            commands.append(("PATCH", "experiment", fields))
        commands.append(("POST", "seek", {"iteration": scene.iteration}))
        if scene.edit:
            commands.append(("PATCH", "experiment", dict(_fields(scene.edit))))
        return commands

    def _revealing(self) -> list[Command]:
        reveal, commands = self.stop.reveal, list[Command]()
        if reveal.edit:
            commands.append(("PATCH", "experiment", dict(_fields(reveal.edit))))
        if reveal.iteration is None:
            return commands
        if reveal.speed is None:
            return [*commands, ("POST", "seek", {"iteration": reveal.iteration})]
        run = {"speed": reveal.speed, "until": reveal.iteration}
        return [*commands, ("POST", "run", run)]

    @property
    def _before(self) -> Moment:
        return before(self.walk, self.stop)

    @property
    def _moment(self) -> Moment:
        return (after if self.is_revealed else before)(self.walk, self.stop)

    def _stands(self, snapshot: Snapshot) -> bool:
        """Whether the run is the stop's already, but for the iteration."""
        own = (snapshot.lesson, snapshot.experiment, len(snapshot.edits))
        return own == (self.walk.lesson, self._moment.base, 0)


def _explained(text: str | None, chosen: Mapping[str, int]) -> dict[str, Any]:
    """The number that the explanation takes apart: the chosen neuron's, where no other is named."""
    if text is None:
        own = {"row": chosen["example"], "column": chosen["neuron"]}
        return {"name": f"l{chosen['layer']}", **own, "form": "both"}
    number = quantity(text)
    explained = {"name": number.name, "row": number.row, "column": number.column}
    form = {"slope": "gradient"}.get(number.form, number.form)
    return {**explained, "form": form} if form else explained


def _fields(changes: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Changes of an experiment as the fields of a form: "targets.0.0" for a cell."""
    for name, value in changes.items():
        if name in TABLES:
            for i, row in enumerate(value):
                for j, cell in enumerate(row):
                    yield f"{name}.{i}.{j}", str(cell)
        elif name in ("input_names", "target_names", "activations"):
            for i, each in enumerate(value):
                yield f"{name}.{i}", each
        else:
            yield name, ", ".join(map(str, value)) if isinstance(value, list) else _word(value)


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
