"""What a report says of voices: frozen with the report, so a later release makes a later number of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from questionnaires.instruments.models import Item, ItemKind
from questionnaires.results.models import Release
from questionnaires.results.models.release import ReleaseKind
from questionnaires.results.readers import read_voices
from questionnaires.results.report.own_words import (
    FEW,
    NO_QUESTIONS,
    PENDING,
    PUBLISHED,
    Voices,
    no_voices,
    voices_section,
)
from questionnaires.results.rules import MEMBERS
from questionnaires.surveys.models import OpenText, Survey


def voices_entry(survey: Survey, audience: str) -> dict[str, Any]:
    """What the payload of a report for an audience says of voices, as it is now. Never for an authority.

    Members read them when the team has opened them; until then they are still being reviewed for them.
    """
    release = Release.objects.filter(survey=survey, kind=ReleaseKind.VOICES).order_by("-number").first()
    if release is not None and (audience != MEMBERS or release.openings.filter(audience=MEMBERS).exists()):
        return {"state": PUBLISHED, "release": release.sha256}
    if not Item.objects.filter(version=survey.version_id, kind=ItemKind.OPEN).exists():
        return {"state": NO_QUESTIONS}
    waits = release is not None or OpenText.objects.filter(survey=survey).exists()
    return {"state": PENDING if waits else FEW}


def voices_of(payload: Mapping[str, Any]) -> Voices:
    """The section of a report's payload; reports older than open questions have none."""
    entry = payload.get("voices") or {"state": NO_QUESTIONS}
    if entry["state"] != PUBLISHED:
        return no_voices(entry["state"])
    release = Release.objects.get(sha256=entry["release"])
    return voices_section(read_voices(release.payload), release.sha256)
