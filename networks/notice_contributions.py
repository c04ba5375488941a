"""What this app tells people of: agreements, the year, strategies, the team, accesses that end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Exists, Max, OuterRef, Q
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.authorization import Actor, Permission, has_permission
from lar.model.steps import Step
from networks import rules
from networks.lateness import Lack, Missing, missing_in
from networks.models import Agreement, Authority, Coordination, Cycle, LeverProposal, Strategy
from networks.models.agreement import LIVE_STATES
from networks.notice_registry import (
    LOOKS_BACK,
    WARNS_WITHIN,
    Notice,
    NoticeKind,
    Reader,
    in_a_team,
    register_notice_kind,
    register_notices,
)
from networks.queries.access import accesses
from networks.queries.facts import facts_of

QUIET = timedelta(days=60)
"""Two months after its last session a strategy is looked at: continue, adapt or end."""

AGREEMENTS = NoticeKind(
    "agreement",
    gettext_lazy("Acuerdos"),
    gettext_lazy("Cuando se acerca o pasa la fecha de un acuerdo de tu red, o llega el día de revisarlo."),
    10,
)
YEAR = NoticeKind(
    "cycle",
    gettext_lazy("Los pasos del año"),
    gettext_lazy("Cuando falta una semana para algo que el ciclo espera, y si se atrasa."),
    20,
)
PURPOSE = NoticeKind(
    "purpose",
    gettext_lazy("Propósito"),
    gettext_lazy("Cuando llega la fecha en que la red quedó de revisar su propósito."),
    30,
)
PROPOSALS = NoticeKind(
    "proposal",
    gettext_lazy("Propuestas del equipo"),
    gettext_lazy("Cuando tu equipo empezó a proponer la dimensión del año y falta tu propuesta."),
    40,
)
STRATEGIES = NoticeKind(
    "strategy",
    gettext_lazy("Estrategias"),
    gettext_lazy("Cuando una estrategia espera que decidan si sigue, se adapta o termina."),
    50,
)
TEAM = NoticeKind(
    "team",
    gettext_lazy("Relevos y equipo"),
    gettext_lazy("Cuando alguien entra a tu equipo o lo deja."),
    60,
)
ACCESS = NoticeKind(
    "access",
    gettext_lazy("Accesos de autoridades"),
    gettext_lazy("Cuando un acceso está por vencer y hay que confirmar quién lee."),
    70,
)


def register() -> None:
    """Call once, when apps are ready."""
    for kind in (AGREEMENTS, YEAR, PURPOSE, PROPOSALS, STRATEGIES, TEAM):
        register_notice_kind(kind, in_a_team)
    register_notice_kind(ACCESS, _concerns_access)
    for source in (agreements, year, proposals, strategies, team, own_access, accesses_to_confirm):
        register_notices(source)


def _concerns_access(actor: Actor) -> bool:
    return bool(actor.territories) or has_permission(actor, Permission.MANAGE_PEOPLE)


def agreements(reader: Reader) -> Iterable[Notice]:
    """Those of her networks whose day came and, a week ahead, those that she answers for; one query."""
    soon = Q(owner=reader.actor.user_id, due__lte=reader.day + WARNS_WITHIN)
    waits = Q(review_on__lte=reader.day) | Q(due__lt=reader.day)
    rows = Agreement.objects.filter(soon | waits, network__in=reader.mine, state__in=LIVE_STATES)
    for row in rows.select_related("network").order_by("due", "pk"):
        looked_at = min(day for day in (row.review_on, row.due + timedelta(days=1)) if day)
        came = looked_at <= reader.day
        title = _("Revisen el acuerdo «%(text)s»") if came else _("Se acerca tu acuerdo «%(text)s»")
        yield Notice(
            AGREEMENTS.code,
            f"agreement-{'due' if came else 'soon'}:{row.pk}:{row.due}:{row.review_on}",
            title % {"text": _short(row.text)},
            _("Digan si se cumplió, si lo adaptan o si lo dejan, y por qué.")
            if came
            else _("Quedó a tu cargo."),
            reader.url("networks:agreement", network_id=row.network_id, agreement_id=row.pk),
            on=looked_at if came else row.due - WARNS_WITHIN,
            where=row.network.name,
            due=row.due,
            late=row.due < reader.day,
        )


def year(reader: Reader) -> Iterable[Notice]:
    """What each network's year lacks, from a week before its day; the questions of ``facts_of``."""
    for key, facts in facts_of(reader.mine, reader.day).items():
        for missing in missing_in(facts, reader.day):
            if missing.lack in _YEAR and missing.due - WARNS_WITHIN <= reader.day:
                yield _lack(reader, key, facts.network.name, missing)


_YEAR = {
    Lack.CYCLE: (gettext_lazy("Comienza el ciclo de este año"), "networks:cycle_start"),
    Lack.SCHOOLS: (gettext_lazy("Agrega los establecimientos de la red"), "networks:school_add"),
    Lack.ROSTER: (gettext_lazy("Completa el padrón"), "networks:roster"),
    Lack.PURPOSE: (gettext_lazy("Escribe el propósito de la red"), "networks:purpose"),
    Lack.LEVERS: (gettext_lazy("Elijan una o dos dimensiones para este año"), "networks:levers"),
    Lack.REVIEW: (gettext_lazy("Revisen el propósito de la red"), "networks:purpose"),
}


def _lack(reader: Reader, network_id: int, where: str, missing: Missing) -> Notice:
    title, url_name = _YEAR[missing.lack]
    place = {"network_id": network_id}
    if missing.lack is Lack.LEVERS:
        place["year"] = reader.day.year
    late = missing.is_late(reader.day)
    is_review = missing.lack is Lack.REVIEW
    return Notice(
        (PURPOSE if is_review else YEAR).code,
        f"year:{network_id}:{missing.lack.value}:{missing.due}:{'late' if late else 'soon'}",
        title,
        missing.sentence if late or is_review else _("Es parte de lo que el ciclo espera en estas fechas."),
        reader.url(url_name, **place),
        on=missing.due + timedelta(days=1) if late else min(reader.day, missing.due - WARNS_WITHIN),
        where=where,
        due=missing.due,
        late=late,
    )


def proposals(reader: Reader) -> Iterable[Notice]:
    """Cycles of this year in which somebody of the team proposed and the reader has not; one query."""
    rows = LeverProposal.objects.filter(cycle=OuterRef("pk"))
    team = Coordination.objects.filter(
        network=OuterRef("cycle__network"), user=OuterRef("person"), valid_to=None, user__is_active=True
    )
    cycles = Cycle.objects.filter(
        Exists(rows.filter(Exists(team)).exclude(person=reader.actor.user_id)),
        ~Exists(rows.filter(person=reader.actor.user_id)),
        network__in=reader.mine,
        year=reader.day.year,
        levers=None,
    )
    for cycle in cycles.select_related("network").annotate(began=Max("proposals__proposed_on")):
        place = {"network_id": cycle.network_id, "year": cycle.year}
        yield Notice(
            PROPOSALS.code,
            f"proposal:{cycle.pk}",
            _("Marca qué dimensión propones"),
            _("Tu equipo ya empezó: falta tu propuesta antes de elegir."),
            reader.url("networks:levers", **place) + "#propuestas",
            on=cycle.began,
            where=cycle.network.name,
        )


def strategies(reader: Reader) -> Iterable[Notice]:
    """Those without a decision: two months after their last session, or at their cycle's third step."""
    rows = Strategy.objects.filter(network__in=reader.mine, decision="").annotate(last=Max("sessions__on"))
    for row in rows.select_related("network", "cycle").order_by("pk"):
        due = (row.last or row.started_on) + QUIET
        at_the_end = row.cycle.step == Step.LEARNING and row.last is not None
        if due > reader.day and not at_the_end:
            continue
        yield Notice(
            STRATEGIES.code,
            f"strategy:{row.pk}:{row.last}",
            _("Decidan qué hacer con la estrategia «%(title)s»") % {"title": _short(row.title)},
            _("Con lo que vieron en sus sesiones: seguir igual, seguir con cambios o terminarla."),
            reader.url("networks:strategy", network_id=row.network_id, strategy_id=row.pk),
            on=min(due, reader.day),
            where=row.network.name,
        )


def team(reader: Reader) -> Iterable[Notice]:
    """Who came into her teams or left them in the last weeks, herself included; one query."""
    first = reader.day - LOOKS_BACK
    news = Q(valid_from__range=(first, reader.day)) | Q(valid_to__range=(first, reader.day))
    rows = Coordination.objects.filter(news, network__in=reader.mine).select_related("network", "user")
    for row in rows.order_by("valid_from", "pk"):
        left = row.valid_to is not None and row.valid_to <= reader.day
        if row.user_id == reader.actor.user_id and left:
            continue
        words = _("%(name)s dejó el equipo") if left else _("%(name)s se sumó al equipo")
        if row.user_id == reader.actor.user_id:
            words = _("Desde ahora coordinas esta red")
        yield Notice(
            TEAM.code,
            f"team-{'left' if left else 'joined'}:{row.pk}",
            words % {"name": row.user.name},
            _("En la página del equipo están quienes la coordinan y desde cuándo."),
            reader.url("networks:team", network_id=row.network_id),
            on=(row.valid_to if left else None) or row.valid_from,
            where=row.network.name,
        )


def own_access(reader: Reader) -> Iterable[Notice]:
    """An authority's own access, in its last weeks and not yet confirmed; one query."""
    later = Authority.objects.filter(
        territory=OuterRef("territory"), user=OuterRef("user"), valid_from__gte=OuterRef("valid_to")
    )
    limit = reader.day + timedelta(days=rules.REMIND_BEFORE)
    rows = Authority.objects.filter(
        ~Exists(later), user=reader.actor.user_id, valid_to__gt=reader.day, valid_to__lte=limit
    )
    for row in rows.select_related("territory").order_by("valid_to", "pk"):
        ends_on = row.valid_to or reader.day  # the database requires an end
        yield Notice(
            ACCESS.code,
            f"access-mine:{row.pk}",
            _("Tu acceso vence el %(day)s") % {"day": _day(ends_on)},
            _(
                "La administración del programa lo confirma cada año. "
                "Si dejaste el cargo, cuéntanos quién sigue."
            ),
            reader.url("results:authority_home"),
            on=ends_on - timedelta(days=rules.REMIND_BEFORE),
            where=row.territory.name,
        )


def accesses_to_confirm(reader: Reader) -> Iterable[Notice]:
    """For the administration: accesses that end within two months or ended in the last weeks; one query."""
    if not has_permission(reader.actor, Permission.MANAGE_PEOPLE):
        return
    for access in accesses(reader.day):
        if not access.may_be_confirmed or access.ends_on < reader.day - LOOKS_BACK:
            continue
        ended = access.ends_on <= reader.day
        words = _("El acceso de %(name)s venció") if ended else _("El acceso de %(name)s está por vencer")
        yield Notice(
            ACCESS.code,
            f"access:{access.row.pk}:{access.state.value}",
            words % {"name": access.row.user.name},
            _("Si sigue en su cargo, confírmalo por otro año; si no, deja que venza."),
            reader.url("networks:authorities"),
            on=access.ends_on if ended else access.ends_on - timedelta(days=rules.CONFIRM_WITHIN),
            where=access.row.territory.name,
            due=access.ends_on,
            late=ended,
            asks=_("Confirmar"),
        )


def _short(words: str, most: int = 90) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _day(day: object) -> str:
    return formats.date_format(day, "SHORT_DATE_FORMAT")  # type: ignore[arg-type]
