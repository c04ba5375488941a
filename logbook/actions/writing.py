"""Writing in the logbook: entries, their blocks, what they said before, and who reads them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from logbook.errors import SomebodyElseWrote
from logbook.models import Block, BlockVersion, Entry, QuoteConsent, Readers, SectionVersion
from logbook.models.entry import BLOCK_LENGTH
from logbook.prose import clean_text
from logbook.rules import SESSION, deserves_history
from networks.dating import moment_on
from networks.errors import NotAllowedNow
from networks.models import Cycle


@transaction.atomic
def start_entry(
    cycle: Cycle, *, title: str, text: str, section: SectionVersion | None = None, on: date, by: User
) -> Entry:
    """Begin an entry with its first block. In a section somebody may have begun it meanwhile: it is hers,
    and the text is added to it as another block, so that nothing is lost."""
    code = section.section.code if section else ""
    entry = Entry.objects.filter(cycle=cycle, section_code=code).first() if code else None
    if entry is None:
        entry = Entry.objects.create(
            cycle=cycle,
            section=section,
            section_code=code,
            title=title.strip(),
            started_on=on,
            started_by=by,
        )
    _new_block(entry, text, by, at=moment_on(on, cycle.network.time_zone))
    record("logbook.entry_started", by=by, network_id=cycle.network_id, subject=entry.pk, section=code)
    return entry


@transaction.atomic
def add_block(entry: Entry, *, text: str = "", by: User) -> Block:
    """Add a block at the end of an entry."""
    block = _new_block(entry, text, by, at=timezone.now())
    record("logbook.block_added", by=by, network_id=entry.cycle.network_id, subject=block.pk)
    return block


@transaction.atomic
def write_block(block: Block, *, text: str, version: int, set_aside: str = "", by: User) -> Block:
    """Keep what somebody wrote in a block of which she had read ``version``.

    Sent twice, the second time changes nothing. ``set_aside`` is the text that she decided not to keep
    when two people had written: it goes to the history, so that nothing is lost.

    Raises:
        SomebodyElseWrote: the block says something else since; both texts are for her to look at.
        NotAllowedNow: the text is too long.
    """
    text, aside = clean_text(text), clean_text(set_aside)
    if max(len(text), len(aside)) > BLOCK_LENGTH:
        raise NotAllowedNow(_("Es un texto muy largo para un solo párrafo: córtalo y sigue en otro."), "text")
    current = Block.objects.select_for_update(of=("self",)).select_related("entry__cycle").get(pk=block.pk)
    if current.text != text:
        if current.version != version:
            raise SomebodyElseWrote(current)
        # What somebody else removed meanwhile comes back with what is written in it: nothing is lost.
        current.removed_at = current.removed_by = None
        _write_over(current, text, by, keep=bool(aside))
    if aside and aside != current.text:
        BlockVersion.objects.create(
            block=current, version=current.version, text=aside, written_by=by, written_at=timezone.now()
        )
    record(
        "logbook.written",
        by=by,
        network_id=current.entry.cycle.network_id,
        subject=current.entry_id,
        within=SESSION,
    )
    return current


@transaction.atomic
def restore_block(block: Block, *, earlier: BlockVersion, by: User) -> Block:
    """Bring back what a block said; what it says now goes to its history."""
    current = Block.objects.select_for_update(of=("self",)).select_related("entry__cycle").get(pk=block.pk)
    _write_over(current, earlier.text, by, keep=True)
    record(
        "logbook.block_restored",
        by=by,
        network_id=current.entry.cycle.network_id,
        subject=current.pk,
        version=earlier.version,
    )
    return current


@transaction.atomic
def remove_block(block: Block, *, by: User) -> None:
    """Take a block out of its entry. Its text, history, comments and place stay, for whoever puts it back."""
    Block.objects.filter(pk=block.pk, removed_at=None).update(removed_at=timezone.now(), removed_by=by)
    record("logbook.block_removed", by=by, network_id=block.entry.cycle.network_id, subject=block.pk)


@transaction.atomic
def put_back_block(block: Block, *, by: User) -> None:
    """Put a removed block back where it was."""
    Block.objects.filter(pk=block.pk).update(removed_at=None, removed_by=None)
    record("logbook.block_put_back", by=by, network_id=block.entry.cycle.network_id, subject=block.pk)


@transaction.atomic
def move_block(block: Block, *, up: bool, by: User) -> None:
    """Change places with the block above or below, of those that are shown; at the end nothing moves."""
    Entry.objects.select_for_update().get(pk=block.entry_id)
    here = Block.objects.get(pk=block.pk)
    shown = Block.objects.filter(entry=here.entry_id, removed_at=None)
    if up:
        other = shown.filter(place__lt=here.place).order_by("-place").first()
    else:
        other = shown.filter(place__gt=here.place).order_by("place").first()
    if other is not None:
        # Two never share a place, not even for a moment: one waits at 0, where no block is.
        for key, place in ((here.pk, 0), (other.pk, here.place), (here.pk, other.place)):
            Block.objects.filter(pk=key).update(place=place)
    record("logbook.block_moved", by=by, network_id=block.entry.cycle.network_id, subject=block.pk, up=up)


@transaction.atomic
def let_quote(entry: Entry, *, quotable: bool, by: User) -> None:
    """Let an entry be quoted in the workshop, or no longer; what was given and taken back stays written."""
    now = timezone.now()
    Entry.objects.select_for_update().get(pk=entry.pk)
    given = entry.consents.filter(ended_at=None)
    if not quotable:
        given.update(ended_at=now, ended_by=by)
    elif not given.exists():
        QuoteConsent.objects.create(entry=entry, given_by=by, given_at=now)
    record(
        "logbook.quotable",
        by=by,
        network_id=entry.cycle.network_id,
        subject=entry.pk,
        quotable=quotable,
    )


@transaction.atomic
def set_entry(entry: Entry, *, title: str, readers: Readers, help_asked: str, by: User) -> None:
    """Say what an entry is called, who reads it and whether the team asks for help with it.

    Raises:
        NotAllowedNow: help can't be asked of facilitators who can't read the entry.
    """
    if help_asked.strip() and readers == Readers.TEAM:
        raise NotAllowedNow(_("Para pedir ayuda, deja que quienes facilitan lean esta entrada."), "readers")
    entry.title, entry.readers, entry.help_asked = title.strip(), readers, help_asked.strip()
    entry.save(update_fields=["title", "readers", "help_asked"])
    record(
        "logbook.entry_set",
        by=by,
        network_id=entry.cycle.network_id,
        subject=entry.pk,
        readers=str(readers),
        asks_help=bool(entry.help_asked),
    )


def _new_block(entry: Entry, text: str, by: User, *, at: datetime) -> Block:
    # The entry is locked so that two people who add a block at once get two places.
    Entry.objects.select_for_update().get(pk=entry.pk)
    last = entry.blocks.aggregate(last=Max("place"))["last"] or 0
    return Block.objects.create(
        entry=entry,
        place=last + 1,
        text=clean_text(text)[:BLOCK_LENGTH],
        written_by=by,
        written_since=at,
        written_at=at,
    )


def _write_over(block: Block, text: str, by: User, *, keep: bool) -> None:
    """Write a block, leaving what it said in its history when that deserves it."""
    now = timezone.now()
    same = block.written_by_id == by.pk
    kept = keep and bool(block.text.strip()) and block.text != text
    if kept or deserves_history(block.text, text, same_person=same, began=block.written_since, now=now):
        BlockVersion.objects.create(
            block=block,
            version=block.version,
            text=block.text,
            written_by=block.written_by,
            written_at=block.written_at,
        )
        block.written_since = now
    block.text, block.written_by, block.written_at = text, by, now
    block.version += 1
    block.save()
