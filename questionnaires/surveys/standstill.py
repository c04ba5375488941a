"""Which open surveys stand still, from the band alone, looked at on fixed days.

Never an exact number and never when a band moved: the band is compared with itself every few days from
the first look, whatever happened in between. That it stands still says nothing of how many answered inside
it, and that it moved says no more than the bands that the page showed anyway.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from questionnaires.surveys.counts import answer_bands
from questionnaires.surveys.models import BandMark, Survey, SurveyMode, SurveyState

DAYS: Final = 3
"""Between two looks at a survey's band: in two weeks open, three or four chances to help."""


def look_at_bands(on: date) -> int:
    """Look at the band of every open survey whose day it is; forget those that are over. Say how many."""
    BandMark.objects.exclude(survey__state=SurveyState.OPEN).delete()
    watched = Survey.objects.filter(state=SurveyState.OPEN).exclude(mode=SurveyMode.IMPORTED)
    marks = {mark.survey_id: mark for mark in BandMark.objects.all().order_by("pk")}
    due = [
        key
        for key in watched.order_by("pk").values_list("pk", flat=True)
        if key not in marks or marks[key].looked_on <= on - timedelta(days=DAYS)
    ]
    bands = answer_bands(due)
    for key in due:
        _look(marks.get(key) or BandMark(survey_id=key), bands[key], on)
    return len(due)


def _look(mark: BandMark, band: int, on: date) -> None:
    mark.stands_still = mark.pk is not None and mark.band == band
    mark.band, mark.looked_on = band, on
    mark.save()
