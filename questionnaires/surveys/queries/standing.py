"""The open surveys of a programme, as whoever accompanies all of its networks sees them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from networks.models import Coordination
from networks.models.dated import in_force
from questionnaires.surveys.counts import answer_bands
from questionnaires.surveys.models import BandMark, Survey, SurveyMode, SurveyState, TeamMessage
from questionnaires.surveys.rules import band_words


@dataclass(frozen=True)
class OpenOne:
    """An open survey: its band in words, whether the band stands still, who would read a message to its team.

    ``written_at`` is when the team was last written to.
    """

    survey: Survey
    band: str
    stands_still: bool
    team: tuple[str, ...]
    written_at: datetime | None


def open_surveys(on: date, *, only: Collection[int] | None = None) -> list[OpenOne]:
    """The programme's open surveys, by network; five queries for any number. ``only`` keeps some keys."""
    found = Survey.objects.filter(state=SurveyState.OPEN).exclude(mode=SurveyMode.IMPORTED)
    if only is not None:
        found = found.filter(pk__in=list(only))
    surveys = list(
        found.select_related("network", "cycle", "questionnaire", "program").order_by("network__name", "pk")
    )
    keys = [survey.pk for survey in surveys]
    bands, marks = answer_bands(keys), _still_in(keys)
    teams, written = _teams([survey.network.pk for survey in surveys], on), _written(keys)
    return [
        OpenOne(
            survey=survey,
            band=band_words(bands[survey.pk]),
            # It may have moved since the last look: then it does not stand still any more.
            stands_still=marks.get(survey.pk) == bands[survey.pk],
            team=tuple(teams.get(survey.network.pk, ())),
            written_at=written.get(survey.pk),
        )
        for survey in surveys
    ]


def team_of(survey: Survey, on: date) -> list[Coordination]:
    """Those who coordinate the survey's network on that day and can still sign in."""
    held = Coordination.objects.filter(in_force(on), network=survey.network_id, user__is_active=True)
    return list(held.select_related("user").order_by("user__name", "pk"))


def _still_in(keys: list[int]) -> dict[int, int]:
    marks = BandMark.objects.filter(survey__in=keys, stands_still=True)
    return dict(marks.values_list("survey", "band"))


def _teams(networks: list[int], on: date) -> dict[int, list[str]]:
    held = Coordination.objects.filter(in_force(on), network__in=networks, user__is_active=True)
    teams: dict[int, list[str]] = {}
    for network, name in held.order_by("user__name", "pk").values_list("network", "user__name"):
        teams.setdefault(network, []).append(name)
    return teams


def _written(keys: list[int]) -> dict[int, datetime]:
    sent = TeamMessage.objects.filter(survey__in=keys).order_by("at")
    return dict(sent.values_list("survey", "at"))
