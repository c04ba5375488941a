"""The files that hang on something, as its page lists them."""

from __future__ import annotations

from lar.authorization import Actor
from networks.models import Activity, Agreement, Attachment, Strategy
from networks.queries.activities import may_read_notes


def attachments_of(owner: Activity | Strategy | Agreement, actor: Actor) -> list[Attachment]:
    """Return what hangs there and ``actor`` may read, in the order in which it came. One query.

    The caller has checked that she may read the thing itself; notes may be more private than that.
    """
    there = Attachment.objects.there().select_related("file", "file__uploaded_by")
    if isinstance(owner, Activity):
        found = list(there.filter(activity=owner))
        return found if may_read_notes(actor, owner) else [one for one in found if not one.is_of_notes]
    if isinstance(owner, Strategy):
        return list(there.filter(strategy=owner))
    return list(there.filter(agreement=owner))
