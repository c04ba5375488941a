"""The digest of a person's notices: a mail in plain words and simple HTML, without anything that tracks."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import ngettext

from lar.accounts.models import User
from lar.tenancy.models import Program
from lar.tenancy.urls import program_url
from networks.notice_links import stop_url
from networks.notice_registry import Notice

MOST_TOLD = 40
"""Notices in one digest; the page has the others."""


def digest(person: User, program: Program, notices: Sequence[Notice]) -> EmailMultiAlternatives:
    """Return the mail with what is new for a person; its headers let mail programs unsubscribe (RFC 8058)."""
    stop = stop_url(program.pk, person.pk)
    values = {
        "person": person,
        "program": program,
        "lines": [(notice, settings.PUBLIC_URL + notice.url) for notice in notices[:MOST_TOLD]],
        "more": max(0, len(notices) - MOST_TOLD),
        "all_url": settings.PUBLIC_URL + program_url(program, "networks:notices"),
        "stop_url": stop,
    }
    total = len(notices)
    subject = ngettext("%(program)s: un aviso nuevo", "%(program)s: %(total)d avisos nuevos", total)
    message = EmailMultiAlternatives(
        subject=subject % {"program": program.name, "total": total},
        body=render_to_string("networks/email/digest.txt", values),
        to=[person.email],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            # Nobody's «out of office» answers a digest.
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string("networks/email/digest.html", values), "text/html")
    return message
