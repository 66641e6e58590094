"""This project with the articles' formulas, whatever the case's are."""

from dataclasses import replace

from bench.cases import Case
from bench.contenders import Iterate, engine


def prepared(case: Case) -> Iterate:
    return engine.prepared(replace(case, formulas={}))
