"""Before a survey opens: its plan, its roster, and the facilitator's confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.accounts.models import User
from lar.audit.actions import record
from networks.errors import NotAllowedNow
from networks.models import Cycle
from questionnaires.instruments.models import Item, QuestionnaireVersion
from questionnaires.surveys.models import (
    CodeKeeper,
    Invitation,
    LocalItem,
    RosterLine,
    Survey,
    SurveyMode,
    SurveyState,
)
from questionnaires.surveys.models.local_item import MAX_LOCAL_ITEMS, MAX_LOCAL_TEXT
from questionnaires.surveys.own_network import require_another_person
from questionnaires.surveys.queries.cycle import surveys_that_count
from questionnaires.surveys.queries.roster import plan_fingerprint, roster_is_current, roster_places
from questionnaires.surveys.rules import local_day

AWAITS_FILE = gettext_lazy(
    "Esta aplicación espera respuestas importadas, que carga la administración del programa."
)
ROSTER_CHANGED = gettext_lazy("El padrón de la red cambió: vuelve a guardar la preparación y confírmalo.")
OFFERED_MODES = (SurveyMode.EMAIL, SurveyMode.SLIPS, SurveyMode.OPEN_CODE)


@dataclass(frozen=True)
class SurveyPlan:
    """What a team decides before opening. ``emails`` only for the mode of codes by e-mail."""

    version: QuestionnaireVersion
    mode: SurveyMode
    opens_at: datetime
    closes_at: datetime
    code_keeper: CodeKeeper = CodeKeeper.SYSTEM
    emails: Sequence[str] = ()
    # Questions of the network's own, five at most, answered with the version's scale.
    own_items: Sequence[str] = ()


@transaction.atomic
def prepare_survey(cycle: Cycle, *, plan: SurveyPlan, by: User | None) -> Survey:
    """Make the draft of an application in a cycle, with the roster that is in force on its first day.

    Raises:
        NotAllowedNow: for a version that is not published, dates in the wrong order, nobody in the
            roster, or when the network already has this questionnaire in the cycle.
    """
    _require_free(cycle, plan.version)
    survey = Survey(cycle=cycle, network_id=cycle.network_id)
    _write_plan(survey, plan)
    record("survey.prepared", by=by, network_id=survey.network_id, subject=survey.pk, mode=survey.mode)
    return survey


@transaction.atomic
def change_draft(survey: Survey, *, plan: SurveyPlan, by: User | None) -> Survey:
    """Write a draft anew, roster included; a confirmation given before no longer counts.

    Raises:
        NotAllowedNow: when it is no longer a draft, or as in ``prepare_survey``.
    """
    draft = _locked_draft(survey)
    _require_free(draft.cycle, plan.version, but=draft)
    draft.roster_lines.all().delete()
    draft.invitations.all().delete()
    draft.local_items.all().delete()
    _write_plan(draft, plan)
    record("survey.draft_changed", by=by, network_id=draft.network_id, subject=draft.pk, mode=draft.mode)
    return draft


@transaction.atomic
def confirm_roster(survey: Survey, *, shown: str = "", by: User) -> Survey:
    """Say, as a facilitator, that N and the list are right. Without it nothing opens.

    ``shown`` is the fingerprint of what the page showed her; code that has just read it leaves it out.

    Raises:
        NotAllowedNow: when it is no longer a draft, the roster or the plan changed meanwhile, or ``by``
            coordinates the network.
    """
    draft = _locked_draft(survey)
    require_another_person([draft.network], by=by)
    if shown and shown != plan_fingerprint(draft):
        raise NotAllowedNow(_("El equipo cambió la preparación mientras la leías: revísala otra vez."))
    if not roster_is_current(draft):
        raise NotAllowedNow(ROSTER_CHANGED)
    draft.roster_confirmed_by = by
    draft.save(update_fields=["roster_confirmed_by"])
    record("survey.roster_confirmed", by=by, network_id=draft.network_id, subject=draft.pk, n=draft.roster_n)
    return draft


def _require_free(cycle: Cycle, version: QuestionnaireVersion, *, but: Survey | None = None) -> None:
    """One application of each questionnaire in a cycle; two that ask at once meet the database's own rule."""
    taken = surveys_that_count(cycle).filter(questionnaire=version.questionnaire_id)
    if any(survey != but for survey in taken):
        raise NotAllowedNow(_("La red ya tiene este cuestionario en el ciclo."), "version")


def _locked_draft(survey: Survey) -> Survey:
    draft = Survey.objects.select_for_update(of=("self",)).select_related("network").get(pk=survey.pk)
    if draft.state != SurveyState.DRAFT:
        raise NotAllowedNow(_("Esta aplicación ya no está en preparación."))
    if draft.mode == SurveyMode.IMPORTED:
        raise NotAllowedNow(AWAITS_FILE)
    return draft


def _write_plan(survey: Survey, plan: SurveyPlan) -> None:
    _check_plan(plan)
    places = roster_places(survey.network, local_day(plan.opens_at, survey.network.time_zone))
    total = sum(places.values())
    if total == 0:
        raise NotAllowedNow(_("La red no tiene personas en su padrón: complétalo primero."))
    emails, own = _clean_emails(plan, total), _clean_own_items(plan)
    survey.version, survey.questionnaire_id = plan.version, plan.version.questionnaire_id
    survey.mode, survey.code_keeper = plan.mode, plan.code_keeper
    survey.opens_at, survey.closes_at = plan.opens_at, plan.closes_at
    survey.roster_n, survey.roster_confirmed_by = total, None
    survey.save()
    RosterLine.objects.bulk_create(
        RosterLine(survey=survey, school_rbd=rbd, school_name=name, role=role, seats=seats)
        for (rbd, name, role), seats in sorted(places.items())
    )
    Invitation.objects.bulk_create(Invitation(survey=survey, email=email) for email in emails)
    LocalItem.objects.bulk_create(
        LocalItem(survey=survey, position=place, text=text) for place, text in enumerate(own, start=1)
    )


def _check_plan(plan: SurveyPlan) -> None:
    if plan.version.published_at is None:
        raise NotAllowedNow(_("Esa versión del cuestionario todavía no se publica."), "version")
    if plan.closes_at <= plan.opens_at:
        raise NotAllowedNow(_("El cierre debe ser posterior a la apertura."), "closes_at")
    if plan.mode not in OFFERED_MODES:
        raise NotAllowedNow(_("Elige códigos por correo, cupones impresos o un código abierto."), "mode")
    if (plan.mode == SurveyMode.EMAIL) != (plan.code_keeper == CodeKeeper.SYSTEM):
        raise NotAllowedNow(
            _("Los códigos por correo los envía la plataforma; los cupones los reparte una persona."),
            "code_keeper",
        )
    if plan.mode == SurveyMode.OPEN_CODE and plan.code_keeper != CodeKeeper.FACILITATOR:
        raise NotAllowedNow(_("Un código abierto lo pone el equipo facilitador."), "code_keeper")


def _clean_emails(plan: SurveyPlan, total: int) -> list[str]:
    """Return the addresses in small letters, each once; none for slips."""
    if plan.mode != SurveyMode.EMAIL:
        return []
    emails = list(dict.fromkeys(email.strip().lower() for email in plan.emails if email.strip()))
    for email in emails:
        try:
            validate_email(email)
        except ValidationError as error:
            raise NotAllowedNow(_("«%s» no es un correo válido.") % email, "emails") from error
    if not 1 <= len(emails) <= total:
        raise NotAllowedNow(
            _("Hay %(emails)s correos y %(total)s personas en el padrón: escribe uno por persona.")
            % {"emails": len(emails), "total": total},
            "emails",
        )
    return emails


def _clean_own_items(plan: SurveyPlan) -> list[str]:
    """Return the network's own questions, each once and none that the version asks already."""
    items = list(dict.fromkeys(" ".join(text.split()) for text in plan.own_items if text.strip()))
    if len(items) > MAX_LOCAL_ITEMS:
        raise NotAllowedNow(
            _("Hay %(count)s preguntas propias; se admiten hasta %(most)s.")
            % {"count": len(items), "most": MAX_LOCAL_ITEMS},
            "own_items",
        )
    long = next((text for text in items if len(text) > MAX_LOCAL_TEXT), None)
    if long is not None:
        raise NotAllowedNow(
            _("«%(start)s…» tiene más de %(most)s letras: acórtala.")
            % {"start": long[:40], "most": MAX_LOCAL_TEXT},
            "own_items",
        )
    asked = set(Item.objects.filter(version=plan.version, text__in=items).values_list("text", flat=True))
    if asked:
        raise NotAllowedNow(
            _("El cuestionario ya pregunta «%s»: no hace falta repetirla.") % min(asked), "own_items"
        )
    return items
