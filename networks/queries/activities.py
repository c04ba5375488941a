"""Activities as people read them: rows of a list, who is called, who came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.authorization import Actor, Permission, has_permission
from networks.activity_fields import fields_of, planner_of
from networks.models import (
    Activity,
    ActivityNetwork,
    ActivityQuerySet,
    ActivityStatus,
    Authority,
    Coordination,
    MemberRole,
    Network,
    NetworkTerritory,
    NotesVisibility,
)
from networks.models.dated import in_force
from networks.queries.roster import roster_of


@dataclass(frozen=True)
class ActivityRow:
    """An activity of a list: the networks that the reader may know by name, and how many more there are."""

    activity: Activity
    names: list[str]
    others: int

    @property
    def networks(self) -> str:
        words = ", ".join(self.names)
        if not self.others:
            return words
        more = _("otra red") if self.others == 1 else _("otras %(n)d redes") % {"n": self.others}
        return _("%(names)s y %(more)s") % {"names": words, "more": more} if words else more


@dataclass(frozen=True)
class Called:
    """Somebody with an account whom an activity gathers, and in which hat."""

    person: User
    hat: str
    network_ids: frozenset[int]


@dataclass(frozen=True)
class SchoolLine:
    """A school of a session: by role, how many came (``None`` while nobody wrote it) of how many expected."""

    network_school_id: int
    name: str
    present: dict[str, int | None]
    expected: dict[str, int]

    @property
    def total(self) -> int:
        return sum(value or 0 for value in self.present.values())

    @property
    def total_expected(self) -> int:
        return sum(self.expected.values())


def with_networks(activities: ActivityQuerySet) -> ActivityQuerySet:
    """Load the networks of each activity: one more query, however many there are."""
    rows = ActivityNetwork.objects.select_related("network").order_by("network__name", "pk")
    return activities.select_related("program").prefetch_related(Prefetch("networks", rows))


def row_of(activity: Activity, actor: Actor) -> ActivityRow:
    """Return a loaded activity as ``actor`` may read it."""
    gathered = [row.network for row in activity.networks.all()]
    if actor.programme_roles:
        known = gathered
    else:
        known = [network for network in gathered if network.pk in actor.network_roles]
    return ActivityRow(activity, [network.name for network in known], len(gathered) - len(known))


def activities_between(
    actor: Actor, start: datetime, end: datetime, *, network: Network | None = None, kind: str = ""
) -> ActivityQuerySet:
    """Return those that ``actor`` may open and that begin within ``[start, end)``, in their order."""
    found = with_networks(Activity.objects.readable_by(actor).between(start, end))
    if network is not None:
        found = found.of_networks([network.pk])
    return found.filter(kind=kind) if kind else found


def activities_of(network: Network, actor: Actor) -> ActivityQuerySet:
    """Return the activities of a network that ``actor`` may open."""
    return with_networks(Activity.objects.readable_by(actor).of_networks([network.pk]))


def may_read(actor: Actor, activity: Activity) -> bool:
    """Whether ``actor`` may open a loaded activity."""
    gathered = [row.network for row in activity.networks.all()]
    return any(
        has_permission(actor, Permission.VIEW_ACTIVITIES, network)
        or (
            activity.invites_authorities
            and has_permission(actor, Permission.VIEW_INVITING_ACTIVITIES, network)
        )
        for network in gathered
    )


def may_write(actor: Actor, activity: Activity) -> bool:
    """Whether ``actor`` may change a loaded activity, hold it, call it off and invite to it."""
    permission = planner_of(activity.kind)
    return any(has_permission(actor, permission, row.network) for row in activity.networks.all())


def may_read_notes(actor: Actor, activity: Activity) -> bool:
    """Whether ``actor`` may read the minutes: a tutoring's private notes are the team's and facilitators'."""
    if activity.notes_visibility == NotesVisibility.SHARED:
        return True
    return any(
        has_permission(actor, permission, row.network)
        for permission in (Permission.PLAN_ACCOMPANIMENT, Permission.PLAN_SESSIONS)
        for row in activity.networks.all()
    )


def called_to(activity: Activity) -> list[Called]:
    """Return the teams of the activity's networks on its day and, if invited, their authorities; by name."""
    keys = [row.network_id for row in activity.networks.all()]
    found: dict[int, Called] = {}
    teams = Coordination.objects.filter(in_force(activity.day), network__in=keys).select_related("user")
    for row in teams.order_by("pk"):
        _add(found, row.user, _("Coordinación"), {row.network_id})
    if activity.invites_authorities:
        for person, networks in _authorities(keys, activity.day):
            _add(found, person, _("Autoridad local"), networks)
    return sorted(found.values(), key=lambda called: (called.person.name, called.person.pk))


def school_lines(activity: Activity) -> list[SchoolLine]:
    """Return the schools of a session's network on its day, with what was written of who came."""
    if not fields_of(activity.kind).schools:
        return []
    written = {(row.network_school_id, row.role): row.present for row in activity.school_attendance.all()}
    network = activity.networks.all()[0].network
    return [
        SchoolLine(
            row.network_school.pk,
            row.network_school.school.name,
            {role: written.get((row.network_school.pk, role)) for role in MemberRole.values},
            row.seats,
        )
        for row in roster_of(network, activity.day)
    ]


def open_to_visit(network_id: int, now: datetime, keep: int | None = None) -> list[Activity]:
    """Return the coming sessions that other networks opened to visits; ``keep`` stays on the list always."""
    found = with_networks(Activity.objects.filter(kind="network_session", open_to_visits=True))
    coming = found.filter(status=ActivityStatus.PLANNED, starts_at__gte=now).exclude(
        networks__network=network_id
    )
    rows = list(coming)
    if keep is not None and keep not in {row.pk for row in rows}:
        rows += list(with_networks(Activity.objects.filter(pk=keep)))
    return rows


def label_of_visit(session: Activity) -> str:
    """Return the words by which another network's session is chosen."""
    names = ", ".join(row.network.name for row in session.networks.all())
    when = session.starts_on_the_wall
    return f"{names}: {session.title} ({when:%d-%m-%Y, %H:%M})"


def _authorities(networks: Sequence[int], day: date) -> Iterable[tuple[User, set[int]]]:
    by_territory: dict[int, set[int]] = {}
    for territory, network in NetworkTerritory.objects.filter(
        in_force(day), network__in=networks
    ).values_list("territory_id", "network_id"):
        by_territory.setdefault(territory, set()).add(network)
    rows = Authority.objects.filter(in_force(day), territory__in=by_territory).select_related("user")
    return [(row.user, by_territory[row.territory_id]) for row in rows.order_by("pk")]


def _add(found: dict[int, Called], person: User, hat: str, networks: set[int]) -> None:
    known = found.get(person.pk)
    if known is None:
        found[person.pk] = Called(person, hat, frozenset(networks))
        return
    hats = known.hat if hat in known.hat else f"{known.hat}, {hat}"
    found[person.pk] = Called(person, hats, known.network_ids | networks)
