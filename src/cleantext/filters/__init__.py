"""The filters, one file per artefact, found by its name.

`ORDER` is every filter in the order it runs. Adding one is its file and its line here.
"""

from typing import Final

from cleantext.filter import Filter
from cleantext.filters.doubled import doubled
from cleantext.filters.furniture import furniture
from cleantext.filters.gaps import gaps

ORDER: Final[tuple[Filter, ...]] = (doubled, furniture, gaps)
