"""Why a run learns or not: by exact tests where there are any, else by running ahead and trying."""

from engine.diagnosis.diagnose import diagnose
from engine.diagnosis.exactness import exactness
from engine.diagnosis.finding import Diagnosis, Finding

__all__ = ["Diagnosis", "Finding", "diagnose", "exactness"]
