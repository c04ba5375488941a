"""Pairing two networks: proposed, accepted by both teams, ended."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from networks.errors import NotAllowedNow
from networks.models import Network, Pairing


@transaction.atomic
def propose_pairing(guide: Network, *, guided: Network, on: date, by: User) -> Pairing:
    """Propose that two networks accompany each other: nothing is shared until both teams accept.

    Raises:
        NotAllowedNow: when the two are already a pair, or were proposed as one.
    """
    Network.objects.select_for_update().get(pk=guide.pk)
    if Pairing.objects.filter(guide=guide, guided=guided, ended_on=None).exists():
        raise NotAllowedNow(_("Estas dos redes ya están hermanadas o lo tienen propuesto."), "other")
    made = Pairing.objects.create(guide=guide, guided=guided, proposed_on=on, proposed_by=by)
    record("pairing.proposed", by=by, network_id=guide.pk, subject=made.pk, guided=guided.pk)
    return made


@transaction.atomic
def agree_to_pairing(pairing: Pairing, *, network: Network, on: date, by: User) -> Pairing:
    """Say yes for one of the two networks; with the second yes the pair begins.

    Raises:
        NotAllowedNow: when it ended meanwhile.
    """
    current = Pairing.objects.select_for_update().get(pk=pairing.pk)
    if current.ended_on is not None:
        raise NotAllowedNow(_("Esta pareja ya terminó."))
    side = current.side_of(network)
    if getattr(current, f"{side}_agreed_on") is None:
        setattr(current, f"{side}_agreed_on", on)
        setattr(current, f"{side}_agreed_by", by)
    if current.guide_agreed_on and current.guided_agreed_on and current.began_on is None:
        current.began_on = on
    current.save()
    record("pairing.agreed", by=by, network_id=network.pk, subject=current.pk, begins=bool(current.began_on))
    return current


@transaction.atomic
def end_pairing(pairing: Pairing, *, network: Network, on: date, by: User) -> None:
    """End a pair, or turn down what was proposed. From that day neither reads the other."""
    Pairing.objects.filter(pk=pairing.pk, ended_on=None).update(ended_on=on, ended_by=by)
    record("pairing.ended", by=by, network_id=network.pk, subject=pairing.pk)
