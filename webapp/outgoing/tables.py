"""The training table as a CSV file."""

import csv
from io import StringIO

from engine import Experiment


def to_csv(experiment: Experiment) -> str:
    """The training table under the names of its columns; numbers keep the whole float64."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow((*experiment.input_names, *experiment.target_names))
    for inputs, targets in zip(experiment.inputs, experiment.targets, strict=True):
        writer.writerow(repr(float(x)).removesuffix(".0") for x in (*inputs, *targets))
    return text.getvalue()
