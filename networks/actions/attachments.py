"""Hanging files on what a network does, and taking them down."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.files.errors import NoRoom
from lar.files.inspection import CheckedFile
from lar.files.keeping import keep_upload, let_go
from networks.errors import NotAllowedNow
from networks.models import Activity, Agreement, Attachment, Strategy

Owner = Activity | Strategy | Agreement


@transaction.atomic
def attach_file(owner: Owner, *, upload: CheckedFile, use: str, by: User | None) -> Attachment:
    """Keep a file that was looked at and hang it on an activity, a strategy or an agreement.

    Raises:
        NotAllowedNow: when the same file hangs there already, or there is no room.
    """
    # Sent twice by impatience, the second one waits here for the first.
    type(owner).objects.select_for_update(of=("self",)).get(pk=owner.pk)
    if owner.attachments.filter(file__sha256=upload.sha256).exists():
        raise NotAllowedNow(_("Ese mismo archivo ya está subido aquí."), "file")
    try:
        file = keep_upload(upload, by=by)
    except NoRoom as error:
        raise NotAllowedNow(str(error), "file") from None
    made = Attachment(file=file, use=use)
    setattr(made, _field_of(owner), owner)
    made.save()
    record(
        "attachment.added",
        by=by,
        network_id=_network_of(owner),
        subject=made.pk,
        on=f"{_field_of(owner)}:{owner.pk}",
        kind=upload.kind.value,
        size=len(upload.data),
    )
    return made


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: User | None) -> None:
    """Take a file down: its bytes and its name go for good, the line of who did it stays.

    Raises:
        NotAllowedNow: when somebody did so already.
    """
    if not let_go(attachment.file, by=by):
        raise NotAllowedNow(_("Alguien ya había quitado ese archivo."))
    owner = attachment.owner
    record(
        "attachment.removed",
        by=by,
        network_id=_network_of(owner),
        subject=attachment.pk,
        on=f"{_field_of(owner)}:{owner.pk}",
    )


def _field_of(owner: Owner) -> str:
    """Which of an attachment's columns points at such a thing."""
    return {Activity: "activity", Strategy: "strategy", Agreement: "agreement"}[type(owner)]


def _network_of(owner: Owner) -> int | None:
    """The network that the event is about, when it is about one."""
    if not isinstance(owner, Activity):
        return owner.network_id
    keys = list(owner.networks.values_list("network_id", flat=True))
    return keys[0] if len(keys) == 1 else None
