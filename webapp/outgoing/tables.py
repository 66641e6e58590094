"""The training table as a CSV file."""

from engine import Experiment
from webapp.outgoing.separated import COMMAS, Style, line, marked


def to_csv(experiment: Experiment, style: Style = COMMAS) -> str:
    """The training table under the names of its columns."""
    names = line((*experiment.input_names, *experiment.target_names), style)
    rows = zip(experiment.inputs.tolist(), experiment.targets.tolist(), strict=True)
    return "".join(marked((names, *(line((*inputs, *targets), style) for inputs, targets in rows))))
