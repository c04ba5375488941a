"""Every cut-off behind the words of the report (the rules are in `words.py`)."""

from __future__ import annotations

from fractions import Fraction

DIVIDED_SHARE = Fraction(1, 3)
"""Disagreement and agreement each hold at least this share: dividido."""

TENDENCY_SHARE = Fraction(3, 5)
"""A block holds at least this share: tendencia. A place is one block from here up, else two."""

DIMENSION_CONSENSUS_SHARE = Fraction(9, 10)
"""A block of a dimension holds at least this share: consenso (an item: all answers, or all but one)."""

A_CONSENSUS = Fraction(3, 5)
A_TENDENCY = Fraction(3, 10)
A_SPREAD = Fraction(-1, 5)
"""Van der Eijk's A from which an item or dimension in full detail is consenso, tendencia, disperso; below
the last one, dividido."""

DECIMALS_FROM = 100
"""People from which a percentage carries one decimal."""

LISTED = 5
"""Items in each of the two lists of the report (where people coincide most, where they differ most)."""

CONFIDENCE = 0.95
"""Of the intervals around alpha and omega."""

RELIABLE = 0.7
"""Alpha or omega from which items may be read as one dimension (J. C. Nunnally, "Psychometric theory",
1978)."""

WEAK = 0.6
"""Alpha or omega under which they should not."""

MISFIT = 0.08
"""Standardized residual above which one factor describes a dimension badly (Hu & Bentler, 1999)."""

ITEM_REST_LOW = 0.3
"""Item-rest correlation under which an item hardly goes with the others (Nunnally & Bernstein, 1994)."""

EXTREME_SHARE = Fraction(9, 10)
"""Of the answers in one block: from here an item no longer tells networks or years apart (floor, ceiling)."""

OFTEN_ASIDE = Fraction(1, 5)
"""Of the respondents who chose *no aplica*: from here the item may not fit the people who are asked."""

GUESSED_RIGHT = Fraction(1, 10)
"""Difference between the agreement that was expected and the real one up to which a guess was right: the step
in which people say what they expect (one of each ten). Beyond it, the guess is a blind spot."""

GUESSES_LISTED = 3
"""Blind spots and right guesses that the report lists."""
