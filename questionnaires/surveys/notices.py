"""What surveys tell people: dates and what is asked of them. Never who answered, who did not, or how many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.authorization import Actor, Permission, has_permission
from networks.notice_registry import (
    Notice,
    NoticeKind,
    Reader,
    in_a_team,
    register_notice_kind,
    register_notices,
)
from questionnaires.surveys.models import Expectation, Survey, SurveyMode, SurveyState, TeamAnswer
from questionnaires.surveys.own_network import is_of_team
from questionnaires.surveys.rules import local_day

CLOSES_SOON = timedelta(days=3)
"""Three days before, a team still has a session or a mail in which to remind everybody alike."""

SURVEY = NoticeKind(
    "survey",
    gettext_lazy("Cuestionario"),
    gettext_lazy("Cuando el cuestionario de tu red está abierto, y cuando faltan tres días para que cierre."),
    80,
)
MIRROR = NoticeKind(
    "mirror",
    gettext_lazy("Tu mirada y el espejo"),
    gettext_lazy("Cuando el cuestionario está abierto y puedes decir qué ves y qué esperas tú."),
    82,
)
ROSTER = NoticeKind(
    "roster_confirm",
    gettext_lazy("Padrones por confirmar"),
    gettext_lazy("Cuando un equipo preparó su cuestionario y falta que confirmes la lista."),
    84,
)


def register() -> None:
    """Call once, when apps are ready."""
    register_notice_kind(SURVEY, in_a_team)
    register_notice_kind(MIRROR, in_a_team)
    register_notice_kind(ROSTER, _confirms)
    register_notices(open_surveys)
    register_notices(rosters_to_confirm)


def _confirms(actor: Actor) -> bool:
    return has_permission(actor, Permission.CONFIRM_ROSTER)


def open_surveys(reader: Reader) -> Iterable[Notice]:
    """The open questionnaires of the reader's networks, and what is asked of her; three queries."""
    surveys = Survey.objects.filter(network__in=reader.mine, state=SurveyState.OPEN)
    found = list(surveys.select_related("network", "questionnaire").order_by("closes_at", "pk"))
    her = {"survey__in": [survey.pk for survey in found], "user": reader.actor.user_id}
    answered = set(TeamAnswer.objects.filter(**her).values_list("survey", flat=True))
    expected = set(Expectation.objects.filter(**her).values_list("survey", flat=True))
    for survey in found:
        yield _open(reader, survey)
        if survey.pk not in answered and has_permission(
            reader.actor, Permission.ANSWER_AS_TEAM, survey.network
        ):
            words = _("Responde como coordinación"), _("Tu mirada, para compararla con la de la red.")
            yield _asked(reader, survey, "team_view", *words)
        if survey.pk not in expected and has_permission(
            reader.actor, Permission.EXPECT_RESULTS, survey.network
        ):
            words = (
                _("Di qué esperas antes de que cierre"),
                _("El espejo del taller: lo que tu equipo esperaba junto a lo que la red respondió."),
            )
            yield _asked(reader, survey, "expect", *words)


def _open(reader: Reader, survey: Survey) -> Notice:
    zone = survey.network.time_zone
    closes = local_day(survey.closes_at, zone)
    soon = survey.closes_at - CLOSES_SOON <= reader.now
    began = survey.closes_at - CLOSES_SOON if soon else survey.opens_at
    words = _("El cuestionario se cierra el %(day)s") if soon else _("El cuestionario está abierto")
    return Notice(
        SURVEY.code,
        # A date that moved is something new to tell.
        f"survey:{survey.pk}:{closes if soon else 'open'}",
        words % {"day": formats.date_format(closes, "SHORT_DATE_FORMAT")},
        survey.questionnaire.title,
        reader.url("surveys:survey", survey_id=survey.pk),
        on=local_day(began, zone),
        where=survey.network.name,
        due=closes,
    )


def _asked(reader: Reader, survey: Survey, page: str, title: str, text: str) -> Notice:
    zone = survey.network.time_zone
    return Notice(
        MIRROR.code,
        f"{page}:{survey.pk}",
        title,
        text,
        reader.url(f"surveys:{page}", survey_id=survey.pk),
        on=local_day(survey.opens_at, zone),
        where=survey.network.name,
        due=local_day(survey.closes_at, zone),
    )


def rosters_to_confirm(reader: Reader) -> Iterable[Notice]:
    """For facilitators: the drafts whose list nobody confirmed yet; one query."""
    if not _confirms(reader.actor):
        return
    drafts = Survey.objects.filter(state=SurveyState.DRAFT, roster_confirmed_by=None)
    rows = drafts.exclude(mode=SurveyMode.IMPORTED).select_related("network", "questionnaire")
    own = [network for network in reader.actor.network_roles if is_of_team(reader.actor, network)]
    for survey in rows.exclude(network__in=own).order_by("opens_at", "pk"):
        opens = local_day(survey.opens_at, survey.network.time_zone)
        yield Notice(
            ROSTER.code,
            f"roster:{survey.pk}",
            _("Confirma el padrón del cuestionario"),
            _("%(title)s. Sin tu confirmación el equipo no puede abrirlo.")
            % {"title": survey.questionnaire.title},
            reader.url("surveys:survey", survey_id=survey.pk),
            on=min(opens, timezone.localdate(reader.now)),
            where=survey.network.name,
            due=opens,
            late=survey.opens_at < reader.now,
            asks=_("Confirmar"),
        )
