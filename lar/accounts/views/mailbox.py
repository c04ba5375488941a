"""The mail that a machine in development would have sent. On a server there is no such page."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lar.accounts.mailbox import Mail, read_mails
from lar.ui.navigation import Crumb, set_crumbs

SHOWN = 200


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """List what went out, the newest first. Open to all: sign-in codes are read here."""
    mails = _mails()
    set_crumbs(request, [Crumb(_("Correo de salida"))])
    context = {"mails": mails[:SHOWN], "left_out": max(0, len(mails) - SHOWN)}
    return render(request, "accounts/mailbox.html", context)


@require_safe
def mail(request: HttpRequest, key: str) -> HttpResponse:
    found = next((each for each in _mails() if each.key == key), None)
    if found is None:
        raise Http404
    set_crumbs(request, [Crumb(_("Correo de salida"), "/correo/"), Crumb(found.subject)])
    return render(request, "accounts/mail.html", {"mail": found})


def _mails() -> list[Mail]:
    if not settings.SHOW_MAILBOX:
        raise Http404
    return read_mails(Path(settings.EMAIL_FILE_PATH))  # type: ignore[misc]
