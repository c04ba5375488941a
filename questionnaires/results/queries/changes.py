"""What changed for a local authority since she last came: only what was shared with her, and invitations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from lar.authorization import Actor
from lar.tenancy.models import Program
from lar.tenancy.urls import program_url
from networks.models import Activity, Network
from networks.queries.activities import with_networks
from networks.queries.changes import MOST_SHOWN, Change
from questionnaires.results.models import ReleaseOpening
from questionnaires.results.rules import AUTHORITY

ToldChange = tuple[Change, str]


def authority_changes(
    actor: Actor, program: Program, networks: Sequence[Network], since: datetime
) -> list[ToldChange]:
    """Return what is new with the page that shows it, newest first; three queries.

    Results by dimension that a network opened to her, and activities that invite her: nothing else of a
    network is hers to know.
    """
    known = {network.pk: network for network in networks}
    found = [*_shared(program, known, since), *_invitations(actor, program, known, since)]
    return sorted(found, key=lambda told: told[0].on, reverse=True)[:MOST_SHOWN]


def _shared(program: Program, known: dict[int, Network], since: datetime) -> list[ToldChange]:
    rows = ReleaseOpening.objects.filter(
        audience=AUTHORITY, opened_at__gt=since, release__survey__network__in=known
    )
    name = "results:authority_report"
    return [
        (
            Change(known[network], _("Compartió sus resultados"), name, timezone.localdate(at), "", 1),
            program_url(program, name, release_id=release),
        )
        for release, network, at in rows.order_by("-opened_at", "-pk").values_list(
            "release", "release__survey__network", "opened_at"
        )[:MOST_SHOWN]
    ]


def _invitations(
    actor: Actor, program: Program, known: dict[int, Network], since: datetime
) -> list[ToldChange]:
    invited = Activity.objects.readable_by(actor).of_networks(known).filter(invited_at__gt=since)
    name, found = "networks:activity", []
    for activity in with_networks(invited.filter(invites_authorities=True))[:MOST_SHOWN]:
        hers = [row.network for row in activity.networks.all() if row.network_id in known]
        words = _("Te invitan a «%(title)s»") % {"title": activity.title}
        day = timezone.localdate(activity.invited_at)
        url = program_url(program, name, activity_id=activity.pk)
        found.append((Change(hers[0], words, name, day, "", 1), url))
    return found
