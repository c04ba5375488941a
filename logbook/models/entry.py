"""What a team writes: entries made of blocks, each block with what it said before."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.authorization import Actor, Permission, has_permission
from lar.tenancy.models import ProgramScopedManager, TenantModel, TenantQuerySet
from logbook.models.section import SectionVersion
from networks.models import Cycle, Pairing

BLOCK_LENGTH = 20_000
"""Characters of a block: some ten pages. Longer texts are several blocks."""


class Readers(models.TextChoices):
    TEAM = "team", _("Solo el equipo coordinador")
    FACILITATOR = "facilitator", _("El equipo y quienes facilitan el programa")
    PEERS = "peers", _("También las redes hermanadas con la nuestra")


SHARED = (Readers.FACILITATOR, Readers.PEERS)
"""What facilitators read."""


class EntryQuerySet(TenantQuerySet["Entry"]):
    def visible_to(self, actor: Actor) -> EntryQuerySet:
        """Those of the networks whose logbook one writes; of others, those shared with facilitators, and
        those that a network paired with one's own shares with its peers."""
        mine = actor.networks_with(Permission.WRITE_LOGBOOK)
        own = Q(cycle__network__in=list(mine)) | Q(
            readers=Readers.PEERS, cycle__network__in=Pairing.objects.partners_of(mine, actor.on_date)
        )
        if has_permission(actor, Permission.VIEW_LOGBOOK):
            own |= Q(readers__in=SHARED)
        return self.filter(own)


class Entry(TenantModel):
    """Something that a team writes in a cycle: in a section of the template, or of its own.

    ``help_asked`` says, in the team's words, with what it wants help; empty when it does not.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="logbook_entries")
    section = models.ForeignKey(
        SectionVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    section_code = models.SlugField(max_length=60, blank=True)
    title = models.CharField(_("título"), max_length=160)
    readers = models.CharField(
        _("quién la lee"), max_length=12, choices=Readers.choices, default=Readers.FACILITATOR
    )
    help_asked = models.CharField(_("en qué pedimos ayuda"), max_length=300, blank=True)
    started_on = models.DateField(_("empezada el"))
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    # The base class declares its own manager type; this one adds the query set above.
    objects = ProgramScopedManager.from_queryset(EntryQuerySet)()  # type: ignore[misc, assignment]

    class Meta(TenantModel.Meta):
        verbose_name = _("entrada de la bitácora")
        verbose_name_plural = _("entradas de la bitácora")
        ordering = ["started_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "cycle", "section_code"],
                condition=~Q(section_code=""),
                name="logbook_entry_of_section_once",
            ),
            models.CheckConstraint(
                condition=Q(section=None, section_code="") | (Q(section__isnull=False) & ~Q(section_code="")),
                name="logbook_entry_knows_its_section",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Block(TenantModel):
    """A piece of an entry as it stands. ``version`` grows with each writing: who saves says which she read.

    ``written_since`` is when this person began: while she goes on, autosaving makes no history. A removed
    block keeps its text, history and comments, and can be put back.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="blocks")
    place = models.PositiveSmallIntegerField(_("lugar"))
    version = models.PositiveIntegerField(_("versión"), default=1)
    text = models.TextField(_("texto"), max_length=BLOCK_LENGTH, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_since = models.DateTimeField()
    written_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("párrafo de la bitácora")
        verbose_name_plural = _("párrafos de la bitácora")
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "entry", "place"], name="logbook_block_place_once"),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="logbook_block_removed_by_somebody",
            ),
        ]


class QuoteConsent(TenantModel):
    """That a team lets what it wrote in an entry be quoted in the workshop: given and taken back."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="consents")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("consentimiento para citar")
        verbose_name_plural = _("consentimientos para citar")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "entry"], condition=Q(ended_at=None), name="logbook_quotable_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="logbook_consent_ended_by_somebody",
            ),
        ]


class BlockVersion(TenantModel):
    """What a block said before: rows are added, never changed. Any of them can be brought back."""

    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="history")
    version = models.PositiveIntegerField(_("versión"))
    text = models.TextField(_("texto"), max_length=BLOCK_LENGTH)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        verbose_name = _("versión de un párrafo")
        verbose_name_plural = _("versiones de un párrafo")
        ordering = ["-written_at", "-pk"]
