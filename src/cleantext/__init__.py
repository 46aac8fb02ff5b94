"""Repair what PDF extraction and OCR do to text.

>>> import cleantext
>>> cleantext.clean("提升竞争力提升竞争力，，为为企业发展壮大企业发展壮大")
'提升竞争力，为企业发展壮大'
"""

from cleantext.edits import Edits
from cleantext.errors import BadEdits, BrokenLaw, CleantextError, UnknownName
from cleantext.filter import Filter
from cleantext.pipeline import Change, Cleaned, Pipeline, Step
from cleantext.text import Text

__version__ = "0.1.0"

__all__ = [
    "BadEdits",
    "BrokenLaw",
    "Change",
    "Cleaned",
    "CleantextError",
    "Edits",
    "Filter",
    "Pipeline",
    "Step",
    "Text",
    "UnknownName",
    "clean",
    "clean_many",
    "explain",
]

_default = Pipeline.default()
clean = _default.clean
clean_many = _default.clean_many
explain = _default.explain
