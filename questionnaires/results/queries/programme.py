"""Which years of the programme have a date for their results, and which have them."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.results.models import ProgramRelease
from questionnaires.surveys.models import YearClosing


@dataclass(frozen=True)
class DeclaredYear:
    """The date in force for one version and year, and what was made on it."""

    closing: YearClosing
    release: ProgramRelease | None


def declared_years() -> list[DeclaredYear]:
    """Newest year first; only the date in force of each. Two queries."""
    made = {
        (release.version_id, release.year): release for release in ProgramRelease.objects.defer("payload")
    }
    found: dict[tuple[int, int], DeclaredYear] = {}
    closings = YearClosing.objects.select_related("version__questionnaire", "declared_by")
    for closing in closings.order_by("-year", "version", "-number"):
        key = closing.version_id, closing.year
        found.setdefault(key, DeclaredYear(closing, made.get(key)))
    return list(found.values())
