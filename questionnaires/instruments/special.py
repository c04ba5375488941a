"""Values of an answer that are no point of the scale."""

from __future__ import annotations

NOT_APPLICABLE = -7
DONT_KNOW = -8
NO_ANSWER = -9
