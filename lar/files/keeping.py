"""Keeping a file and letting it go. The action that asks for it is the act, and writes the record."""

from __future__ import annotations

from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg import errors

from lar.accounts.models import User
from lar.files.errors import NoRoom
from lar.files.inspection import CheckedFile
from lar.files.models import FileBytes, StoredFile


def room_left() -> int:
    """Return how many bytes the programme in context may still keep; 0 or less: uploads are closed."""
    kept = StoredFile.objects.filter(removed_at=None).aggregate(total=Sum("size"))["total"] or 0
    return int(settings.FILES_MAX_BYTES) - kept


def closed_words() -> str:
    """Return what is said where a file can't be uploaded."""
    return _(
        "Por ahora no se pueden subir archivos: no queda espacio. Todo lo demás funciona. Cuéntale a quien "
        "administra tu programa."
    )


def keep_upload(upload: CheckedFile, *, by: User | None) -> StoredFile:
    """Keep a file that was looked at, in the programme in context and in the caller's transaction.

    Raises:
        NoRoom: when the programme's room or the database's disk is full; nothing was written.
    """
    if room_left() < len(upload.data):
        raise NoRoom(closed_words())
    try:
        with transaction.atomic():
            kept = StoredFile.objects.create(
                kind=upload.kind.value,
                name=upload.name,
                size=len(upload.data),
                sha256=upload.sha256,
                has_preview=bool(upload.preview),
                uploaded_by=by,
            )
            FileBytes.objects.create(file=kept, data=upload.data, preview=upload.preview)
    except OperationalError as error:
        if isinstance(error.__cause__, errors.DiskFull):
            raise NoRoom(closed_words()) from None
        raise
    return kept


def let_go(file: StoredFile, *, by: User | None) -> bool:
    """Take a file's bytes and name away for good; the line that it was there stays. Again, it does nothing.

    Returns whether there was something to take.
    """
    kept = StoredFile.objects.select_for_update().get(pk=file.pk)
    if kept.removed_at is not None:
        return False
    FileBytes.objects.filter(file=kept).delete()
    kept.name = kept.sha256 = ""
    kept.has_preview = False
    kept.removed_at, kept.removed_by = timezone.now(), by
    kept.save()
    return True
