from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.files.models import StoredFile
from lar.tenancy.models import ProgramScopedManager, TenantModel, TenantQuerySet
from networks.models.activity import Activity
from networks.models.agreement import Agreement
from networks.models.strategy import Strategy


class AttachmentUse(models.TextChoices):
    """What a file is to what it hangs on."""

    AGENDA = "agenda", _("Tabla o programa")
    MATERIAL = "material", _("Material de trabajo")
    MINUTES = "minutes", _("Acta o apuntes")
    PHOTO = "photo", _("Foto")
    EVIDENCE = "evidence", _("Evidencia")


# Of a tutoring with private notes, these are read by whoever reads the notes.
NOTES = frozenset({AttachmentUse.MINUTES.value, AttachmentUse.PHOTO.value})


class AttachmentQuerySet(TenantQuerySet["Attachment"]):
    def there(self) -> AttachmentQuerySet:
        """Those that nobody removed."""
        return self.filter(file__removed_at=None)


class Attachment(TenantModel):
    """A file that hangs on an activity, a strategy or an agreement: on exactly one of them."""

    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    use = models.CharField(_("qué es"), max_length=10, choices=AttachmentUse.choices)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="attachments")
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, null=True, related_name="attachments")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, related_name="attachments")

    # The base class declares its own manager type; this one adds the query set above.
    objects = ProgramScopedManager.from_queryset(AttachmentQuerySet)()  # type: ignore[misc, assignment]

    class Meta(TenantModel.Meta):
        verbose_name = _("archivo adjunto")
        verbose_name_plural = _("archivos adjuntos")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(activity__isnull=False, strategy=None, agreement=None)
                | Q(activity=None, strategy__isnull=False, agreement=None)
                | Q(activity=None, strategy=None, agreement__isnull=False),
                name="attachment_hangs_on_one_thing",
            ),
            models.CheckConstraint(condition=Q(use__in=AttachmentUse.values), name="attachment_use_known"),
        ]

    def __str__(self) -> str:
        return str(self.file)

    @property
    def owner(self) -> Activity | Strategy | Agreement:
        """What it hangs on."""
        for thing in (self.activity, self.strategy, self.agreement):
            if thing is not None:
                return thing
        raise LookupError(f"attachment {self.pk} hangs on nothing")

    @property
    def is_of_notes(self) -> bool:
        """Whether it follows the privacy of its activity's notes."""
        return self.use in NOTES
