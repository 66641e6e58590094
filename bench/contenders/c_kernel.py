"""C, compiled on the spot for this one case by gcc: the ceiling."""

import ctypes
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench.cases import Array, Case
from bench.contenders import Iterate

SOURCE = Path(__file__).with_name("c_kernel.c")
FLAGS = ("-O3", "-march=native", "-ffast-math", "-shared", "-fPIC")


def prepared(case: Case) -> Iterate:
    train = _compiled(case)
    inputs, targets = case.inputs, case.targets
    weights = np.concatenate([synapses.ravel() for synapses in case.weights])
    given = [array.ctypes.data_as(ctypes.c_void_p) for array in (weights, inputs, targets)]
    owners: list[Array] = [weights, inputs, targets]

    def iterate(iterations: int) -> None:
        assert owners
        train(*given, ctypes.c_double(case.learning_rate), ctypes.c_long(iterations))

    return iterate


def _compiled(case: Case) -> Callable[..., object]:
    shape = ",".join(map(str, case.shape))
    sizes = f"-DSHAPE={shape}", f"-DEXAMPLES={case.examples}", f"-DMOST={max(case.shape)}"
    with TemporaryDirectory() as folder:
        library = Path(folder) / "kernel.so"
        subprocess.run(["gcc", *FLAGS, *sizes, SOURCE, "-o", library, "-lm"], check=True)
        return ctypes.CDLL(str(library)).train
