"""Tables as people have them: made up, but of the shapes that real ones have."""

import numpy as np

MEASURES = ("sepal length", "sepal width", "petal length", "petal width")
SPECIES = ("setosa", "versicolor", "virginica")
_MIDDLE = ((5.0, 3.4, 1.5, 0.2), (5.9, 2.8, 4.3, 1.3), (6.6, 3.0, 5.6, 2.0))
_SPREAD = (0.4, 0.3, 0.3, 0.2)


def flowers(separator: str = ",", decimal: str = ".", seed: int = 1) -> str:
    """150 flowers of three kinds, four measures each, like the iris table, below names."""
    random = np.random.RandomState(seed)
    lines = [separator.join((*MEASURES, "species"))]
    for name, middle in zip(SPECIES, _MIDDLE, strict=True):
        for measures in random.normal(middle, _SPREAD, (50, 4)):
            texts = [f"{measure:.1f}".replace(".", decimal) for measure in measures]
            lines.append(separator.join((*texts, name)))
    return "\n".join(lines) + "\n"
