"""Releases of workshops' evaluations: apart from networks', which no list here mixes with them."""

from __future__ import annotations

from questionnaires.results.models import Release
from questionnaires.results.models.release import ReleaseKind
from questionnaires.surveys.models import Survey


def evaluation_release(survey: Survey) -> Release | None:
    """Return what the gate let through of an evaluation; ``None`` while there is nothing."""
    found = Release.objects.filter(survey=survey, survey__activity__isnull=False, kind=ReleaseKind.SCALE)
    return found.order_by("-number").first()
