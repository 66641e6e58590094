"""Whose turn it is: of all who have studies, whoever got least so far."""

from collections import deque

from engine.study import Piece
from webapp.studies.study import Study


class Turns:
    """Not safe by itself. What somebody got is counted in multiplications, since pieces differ in
    size; who comes later starts with as much as the one who had least, and so saves nothing up."""

    def __init__(self) -> None:
        self._studies: dict[str, deque[Study]] = {}
        self._got: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self._studies)

    def add(self, study: Study, owner: str) -> None:
        """From now on this study is worked on, in turn with others of its owner."""
        if owner not in self._studies:
            self._studies[owner] = deque()
            self._got[owner] = min(self._got.values(), default=0)
        self._studies[owner].append(study)

    def next(self) -> tuple[Study, int, Piece] | None:
        """A piece and its number; None when there is none. Studies without any more are let go."""
        while self._studies:
            owner = min(self._got, key=self._got.__getitem__)
            studies = self._studies[owner]
            study = studies.popleft()
            if taken := study.take():
                studies.append(study)
                self._got[owner] += taken[1].multiplications
                return study, *taken
            if not studies:
                del self._studies[owner], self._got[owner]
        return None
