"""Repair what PDF extraction and OCR do to text.

>>> import cleantext
>>> cleantext.clean("提升竞争力提升竞争力，，为为企业发展壮大企业发展壮大")
'提升竞争力，为企业发展壮大'
"""

from importlib import import_module
from typing import TYPE_CHECKING

from cleantext.errors import BadEdits, BadPattern, BrokenLaw, CleantextError, UnknownName

__version__ = "0.1.0"

__all__ = [
    "BadEdits",
    "BadPattern",
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
    "script",
]

if TYPE_CHECKING:
    from cleantext.edits import Edits
    from cleantext.filter import Filter
    from cleantext.filters.script import script
    from cleantext.passes import Change, Step
    from cleantext.pipeline import Cleaned, Pipeline, clean, clean_many, explain
    from cleantext.text import Text
else:
    # `cleantext --help` and shell completion should not wait for numpy: whatever needs it is
    # loaded when it is first asked for. The pipeline knows nearly all of these names.
    _HOMES = {"script": "cleantext.filters.script", "Change": "cleantext.passes"}

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        home = import_module(_HOMES.get(name, "cleantext.pipeline"))
        return globals().setdefault(name, getattr(home, name))

    def __dir__():
        return sorted({*globals(), *__all__})
