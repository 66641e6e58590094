"""An experiment as the fields of the contract."""

from typing import Any

from engine import Experiment

FORMULAS = ("activations", "loss", "optimizer", "momentum", "weight_decay", "bias")
AS_PRINTED = {
    "activations": (),
    "loss": "squared",
    "optimizer": "descent",
    "weight_decay": 0.0,
    "bias": False,
}
HELD_OUT = ("test_inputs", "test_targets")


def fields_of(experiment: Experiment) -> dict[str, Any]:
    """The experiment as the contract writes it; names of columns only when they are its own,
    held-out examples only when there are any, formulas only when they are not the articles'."""
    fields: dict[str, Any] = {
        "inputs": experiment.inputs,
        "targets": experiment.targets,
        "hidden": experiment.hidden,
        "seed": experiment.seed,
        "learning_rate": experiment.learning_rate,
        "iterations": experiment.iterations,
        "situations": experiment.situations,
    }
    formulas = formula_fields(experiment)
    if formulas != formula_fields(experiment.replace(**AS_PRINTED)):
        fields |= formulas
    plain = experiment.replace(input_names=(), target_names=())
    for names in ("input_names", "target_names"):
        if getattr(experiment, names) != getattr(plain, names):
            fields[names] = getattr(experiment, names)
    if len(experiment.test_inputs):
        fields |= {name: getattr(experiment, name) for name in HELD_OUT}
    return fields


def whole_fields_of(experiment: Experiment) -> dict[str, Any]:
    """The same with what is left out there."""
    names = ("input_names", "target_names", *HELD_OUT, *FORMULAS)
    return {**fields_of(experiment), **{name: getattr(experiment, name) for name in names}}


def formula_fields(experiment: Experiment) -> dict[str, Any]:
    """The formulas of the experiment."""
    return {name: getattr(experiment, name) for name in FORMULAS}
