from __future__ import annotations

import logging
import smtplib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lar.accounts.middleware import start_clock
from lar.audit.actions import record_platform

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: people are invited by a programme."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names."""

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Open the session, start its clock and write down who came in."""
        super().login(request, user)
        start_clock(request)
        record_platform("account.signed_in", by=user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send at once: a code is worth nothing in a queue, and is never stored.

        When the mail server is away the person is told and led back to the password, known
        address or not.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, smtplib.SMTPException):
            log.exception("mail %s not sent", template_prefix)
            if template_prefix == "account/email/login_code" or template_prefix.endswith("unknown_account"):
                raise ImmediateHttpResponse(_mail_is_away(self.request)) from None


def _mail_is_away(request: HttpRequest) -> HttpResponse:
    messages.error(
        request, _("No pudimos enviar el correo. Prueba en unos minutos, o entra con tu contraseña.")
    )
    return HttpResponseRedirect(reverse("account_login"))
