from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.files.kinds import KINDS, FileKind, KindFacts
from lar.tenancy.models import TenantModel


class StoredFile(TenantModel):
    """A file that somebody uploaded, without its bytes: lists read this table only.

    What it hangs on points here (``OneToOneField``), so that a question of rights always comes first.
    Once removed, the line stays to say who did it and when; its name and its bytes are gone.
    """

    kind = models.CharField(_("tipo"), max_length=6, choices=[(kind.value, kind.value) for kind in FileKind])
    name = models.CharField(_("nombre"), max_length=100, blank=True)
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64)
    has_preview = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField(_("subido el"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(_("quitado el"), null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("archivo")
        verbose_name_plural = _("archivos")
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in FileKind]), name="stored_file_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(name="", sha256=""), name="stored_file_removed_has_no_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("Archivo quitado"))

    @property
    def facts(self) -> KindFacts:
        return KINDS[FileKind(self.kind)]

    @property
    def is_image(self) -> bool:
        return self.facts.is_image


class FileBytes(TenantModel):
    """What a file holds, apart, as the PDFs of reports are: web, worker, backup and purge share one place."""

    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="content")
    data = models.BinaryField()
    preview = models.BinaryField(default=bytes)

    class Meta(TenantModel.Meta):
        verbose_name = _("contenido de un archivo")

    def __str__(self) -> str:
        size: Any = len(self.data)
        return f"{size} bytes"
