"""The programme's privacy notice: versions are added, the one in force is frozen into each survey."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from lar.accounts.models import User
from lar.audit.actions import record
from lar.tenancy.models import PrivacyNotice, Program
from questionnaires.surveys.notice_text import default_notice

DEFAULT_RETENTION_MONTHS = 60


@transaction.atomic
def publish_privacy_notice(
    program: Program,
    *,
    text: str = "",
    retention_months: int = DEFAULT_RETENTION_MONTHS,
    by: User | None,
) -> PrivacyNotice:
    """Add a version of the notice; without ``text`` the product's own, filled in for the programme.

    Blank lines part paragraphs; a line that starts with ``## `` is a heading.
    """
    number = (PrivacyNotice.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    notice = PrivacyNotice.objects.create(
        number=number,
        text=text.strip() or default_notice(program, retention_months),
        retention_months=retention_months,
    )
    record("privacy_notice.published", by=by, subject=notice.pk, number=number)
    return notice
