"""The numbers that the articles' three networks must reach, to 1e-9."""

import json
from pathlib import Path
from typing import Any

GOLDEN: list[dict[str, Any]] = json.loads((Path(__file__).parent / "golden.json").read_text())
STATES = [(lesson["lesson"], state) for lesson in GOLDEN for state in lesson["states"]]
TOLERANCE = 1e-9
