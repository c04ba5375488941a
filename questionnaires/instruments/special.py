"""Values of an answer that are no point of the scale, and how long one's own words may be."""

from __future__ import annotations

NOT_APPLICABLE = -7
DONT_KNOW = -8
NO_ANSWER = -9

# Characters of one text: two paragraphs. The database refuses more.
MAX_TEXT = 600
