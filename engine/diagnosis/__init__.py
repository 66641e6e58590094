"""Why a run learns or not: by exact tests where there are any, else by running ahead and trying."""

from engine.diagnosis.diagnose import diagnose
from engine.diagnosis.exactness import Exactness, exactness
from engine.diagnosis.finding import Ahead, Diagnosis, Finding, Try

__all__ = ["Ahead", "Diagnosis", "Exactness", "Finding", "Try", "diagnose", "exactness"]
