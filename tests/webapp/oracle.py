"""A run without a server: the engine alone, told the same commands, says what is to be expected."""

from typing import Any

import orjson
from hypothesis import strategies as st

from engine import LESSONS, Run
from webapp.incoming.experiments import experiment_of
from webapp.live.encoding import encode
from webapp.outgoing.experiments import fields_of

LESSON = "eleven-lines"
Command = tuple[str, str, dict[str, Any]]
SEEN = ("experiment", "iteration", "weights", "error")


class Oracle:
    """A run of the lesson."""

    def __init__(self) -> None:
        self.run = Run(LESSONS[LESSON].experiment)

    def tell(self, command: Command) -> bool:
        """Do it; whether there was something to do."""
        _, part, body = command
        return bool(getattr(self, f"_{part}")(**body))

    def expected(self) -> dict[str, Any]:
        """The state as programs see it, as far as it is the engine's."""
        state = self.run.state()
        fields = {
            "experiment": fields_of(state.experiment),
            "iteration": state.iteration,
            "weights": state.weights,
            "error": state.error,
        }
        found: dict[str, Any] = orjson.loads(encode(fields))
        return found

    def _step(self, iterations: int) -> bool:
        self.run.step(iterations)
        return True

    def _back(self, iterations: int) -> bool:
        self.run.step(-iterations)
        return True

    def _seek(self, iteration: int) -> bool:
        self.run.seek(iteration)
        return True

    def _reset(self) -> bool:
        self.run.reset()
        return True

    def _undo(self) -> bool:
        is_some = bool(self.run.undo_labels)
        self.run.undo()
        return is_some

    def _redo(self) -> bool:
        is_some = bool(self.run.redo_labels)
        self.run.redo()
        return is_some

    def _weights(self, **place: Any) -> bool:
        self.run.set_weight(place["layer"], place["from"], place["to"], place["value"])
        return True

    def _experiment(self, **fields: Any) -> bool:
        lesson = fields.pop("lesson", None)
        present = LESSONS[lesson].experiment if lesson else self.run.experiment
        self.run.edit(experiment_of(fields, present), restart=lesson is not None)
        return True


def seen(state: dict[str, Any]) -> dict[str, Any]:
    """The same part of an answer."""
    return {name: state[name] for name in SEEN}


def _post(part: str, **body: st.SearchStrategy[Any]) -> st.SearchStrategy[Command]:
    return st.fixed_dictionaries(body).map(lambda fields: ("POST", part, fields))


def _patch(part: str, **body: st.SearchStrategy[Any]) -> st.SearchStrategy[Command]:
    return st.fixed_dictionaries(body).map(lambda fields: ("PATCH", part, fields))


VALUES = st.sampled_from([-0.5, 0.0, 0.25, 3.0])
COMMANDS: st.SearchStrategy[Command] = st.one_of(
    _post("step", iterations=st.integers(1, 40)),
    _post("back", iterations=st.integers(1, 40)),
    _post("seek", iteration=st.integers(0, 120)),
    *map(_post, ("reset", "undo", "undo", "redo")),
    _patch("weights", layer=st.just(0), to=st.just(0), value=VALUES, **{"from": st.integers(0, 1)}),
    _patch("experiment", learning_rate=st.sampled_from([0.3, 1.0, 2.0])),
    _patch("experiment", targets=st.permutations([[0], [1], [1], [0]])),
    _patch("experiment", hidden=st.sampled_from([[4], [2], [3, 2]])),
    _patch("experiment", seed=st.integers(0, 3)),
    _patch("experiment", optimizer=st.sampled_from(["descent", "momentum", "adam"])),
    _patch("experiment", weight_decay=st.sampled_from([0.0, 0.01])),
    _patch("experiment", loss=st.sampled_from(["squared", "cross-entropy"])),
    _patch("experiment", bias=st.booleans()),
    _patch(
        "experiment",
        hidden=st.just([3]),
        activations=st.sampled_from(["tanh", "relu", "linear"]).map(lambda name: [name, "sigmoid"]),
    ),
)
"""All of them fit any run that began as the lesson."""
