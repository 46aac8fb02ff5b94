"""Alignment: which characters of a gold text stand where in another text, blanks left out.

Short texts are aligned as cheaply as can be, by rapidfuzz. In long ones, stretches that occur just
once in both are matched first, as patience diff does with lines, and only what lies between them is
aligned: memory and time stay small, and what is found is hardly ever dearer than it must be.
"""

from __future__ import annotations

import numpy as np

from cleantext.alignment.aligner import Aligner, By
from cleantext.alignment.runs import Alignment
from cleantext.alignment.settled import compact, settled
from cleantext.alignment.signs import Signs


def align(gold: Signs, text: Signs, by: By = "Levenshtein") -> Alignment:
    """How the signs of two texts match.

    A gap that could as well stand a little further left or right stands where the breaks of both
    texts agree best.
    """
    found = Aligner(gold.string, text.string, by).runs()
    runs = settled(compact(found, gold.string, text.string), gold, text)
    columns = np.array(runs, np.int64).reshape(-1, 3)
    columns = columns[columns[:, 2] > 0]
    return Alignment(columns[:, 0], columns[:, 1], columns[:, 2], len(gold), len(text))
