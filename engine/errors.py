"""What can go wrong in the engine; every message says what happened in the learner's words."""


class EngineError(Exception):
    """The root of the engine's errors."""


class Diverged(EngineError):
    """The asked iteration cannot be computed: from `iteration` on the numbers are not finite."""

    def __init__(self, iteration: int) -> None:
        super().__init__(f"from iteration {iteration} on the numbers are no longer finite")
        self.iteration = iteration


class NotFinite(EngineError):
    """With these values the network's numbers would not be finite; the edit is refused."""

    def __init__(self) -> None:
        super().__init__("with this value the network's numbers would no longer be finite")


class NoSuchSynapse(EngineError):
    """There is no synapse at this place of the network."""

    def __init__(self, layer: int, source: int, target: int) -> None:
        super().__init__(f"there is no synapse in layer {layer} from {source} to {target}")
        self.layer, self.source, self.target = layer, source, target


class TooManyEdits(EngineError):
    """A run remembers a bounded number of edits; a reset folds them and makes room."""

    def __init__(self, most: int) -> None:
        super().__init__(f"a run holds at most {most} edits: reset it to go on editing")
