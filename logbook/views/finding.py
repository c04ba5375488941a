"""What pages of an entry begin with: find what the reader may read."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lar.authorization import Permission
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from logbook.models import Block, Comment, Entry
from logbook.queries.feedback import comments_for
from networks.models import Cycle
from networks.views.finding import find_network, show_cycle_crumbs


def find_entry(request: ProgramRequest, network_id: int, entry_id: int) -> Entry:
    """Return an entry that the reader may read."""
    network = find_network(request, network_id, Permission.VIEW_LOGBOOK)
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
    """Return a block of an entry that the reader may read."""
    network = find_network(request, network_id, permission)
    entries = Entry.objects.visible_to(request.actor).filter(cycle__network=network)
    blocks = Block.objects.filter(entry__in=entries).select_related("entry__cycle__program", "written_by")
    found = get_object_or_404(blocks, pk=block_id)
    found.entry.cycle.network = network
    return found


def find_comment(request: ProgramRequest, network_id: int, comment_id: int) -> Comment:
    """Return a comment on an entry that the reader may read."""
    network = find_network(request, network_id, Permission.VIEW_LOGBOOK)
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
    here = Crumb(found.title, entry_url(request, found) if titles else "")
    more = [Crumb(title) for title in titles]
    show_cycle_crumbs(
        request, found.cycle, Crumb(_("Bitácora"), logbook_url(request, found.cycle)), here, *more
    )
