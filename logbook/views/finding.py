"""What pages of an entry begin with: find what the reader may read."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lar.authorization import Permission, has_permission
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from logbook.models import Block, Comment, Entry
from logbook.queries.feedback import comments_for
from networks.models import Cycle, Network, Pairing
from networks.views.finding import find_network, show_cycle_crumbs


def find_reading_network(
    request: ProgramRequest, network_id: int, permission: Permission = Permission.VIEW_LOGBOOK
) -> Network:
    """Return a network in which the reader may read entries: with a right in it, or as its pair.

    Whoever reads as a pair knows its name and the entries shared with her, and nothing else of it.
    """
    network = Network.objects.select_related("program").filter(pk=network_id).first()
    if network is None or has_permission(request.actor, permission, network):
        return find_network(request, network_id, permission)
    mine = request.actor.networks_with(Permission.WRITE_LOGBOOK)
    partners = Pairing.objects.partners_of(mine, request.actor.on_date)
    if permission is Permission.VIEW_LOGBOOK and network.pk in partners:
        return network
    return find_network(request, network_id, permission)


def find_entry(request: ProgramRequest, network_id: int, entry_id: int) -> Entry:
    """Return an entry that the reader may read."""
    network = find_reading_network(request, network_id)
    entries = Entry.objects.visible_to(request.actor).filter(cycle__network=network)
    found = get_object_or_404(entries.select_related("cycle__program", "section__section"), pk=entry_id)
    found.cycle.network = network
    return found


def find_block(
    request: ProgramRequest,
    network_id: int,
    block_id: int,
    permission: Permission = Permission.VIEW_LOGBOOK,
) -> Block:
    """Return a block of an entry that the reader may read. Removed ones are for whoever writes."""
    network = find_reading_network(request, network_id, permission)
    entries = Entry.objects.visible_to(request.actor).filter(cycle__network=network)
    blocks = Block.objects.filter(entry__in=entries).select_related("entry__cycle__program", "written_by")
    if permission is not Permission.WRITE_LOGBOOK:
        blocks = blocks.filter(removed_at=None)
    found = get_object_or_404(blocks, pk=block_id)
    found.entry.cycle.network = network
    return found


def find_comment(request: ProgramRequest, network_id: int, comment_id: int) -> Comment:
    """Return a comment on an entry that the reader may read."""
    network = find_reading_network(request, network_id)
    comments = comments_for(request.actor).filter(block__entry__cycle__network=network)
    found = get_object_or_404(comments, pk=comment_id)
    found.block.entry.cycle.network = network
    return found


def entry_url(request: ProgramRequest, found: Entry) -> str:
    return program_url(request.program, "logbook:entry", network_id=found.cycle.network_id, entry_id=found.pk)


def logbook_url(request: ProgramRequest, cycle: Cycle) -> str:
    return program_url(request.program, "logbook:logbook", network_id=cycle.network_id, year=cycle.year)


def show_entry_crumbs(request: ProgramRequest, found: Entry, *titles: str) -> None:
    """Say «network › cycle › bitácora › the entry › …»."""
    network = found.cycle.network
    if not has_permission(request.actor, Permission.VIEW_LOGBOOK, network):
        home = Crumb(_("Bitácora"), program_url(request.program, "logbook:home"))
        own = Crumb(found.title, entry_url(request, found) if titles else "")
        set_crumbs(request, [home, Crumb(network.name), own, *(Crumb(title) for title in titles)])
        return
    here = Crumb(found.title, entry_url(request, found) if titles else "")
    more = [Crumb(title) for title in titles]
    show_cycle_crumbs(
        request, found.cycle, Crumb(_("Bitácora"), logbook_url(request, found.cycle)), here, *more
    )
