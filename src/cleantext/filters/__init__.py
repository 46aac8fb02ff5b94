"""The filters, one file per artefact, found by its name.

`ORDER` is every filter in the order it runs. Adding one is its file and its line here.
"""

from typing import Final

from cleantext.filter import Filter
from cleantext.filters.doubled import doubled
from cleantext.filters.flattened import flattened
from cleantext.filters.furniture import furniture
from cleantext.filters.gaps import gaps
from cleantext.filters.invisibles import invisibles
from cleantext.filters.letterspacing import letterspacing
from cleantext.filters.radicals import radicals
from cleantext.filters.script import simplified
from cleantext.filters.shards import shards
from cleantext.filters.vertical import vertical
from cleantext.filters.width import width
from cleantext.filters.wraps import wraps

ORDER: Final[tuple[Filter, ...]] = (
    invisibles,
    radicals,
    width,
    flattened,
    doubled,
    furniture,
    vertical,
    shards,
    letterspacing,
    wraps,
    gaps,
    simplified,
)
