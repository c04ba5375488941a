"""Addresses that slips, mails and receipts print."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.urls import reverse

from networks.models import Network
from questionnaires.surveys.codes import reading_token
from questionnaires.surveys.models import ReadingLink

# The page itself belongs to the results, above this package.
READING_PATH = "/leer/"


def live_reading_link(network: Network) -> ReadingLink | None:
    """Return the network's link that was not revoked."""
    return ReadingLink.objects.filter(network=network, revoked_at=None).first()


def reading_link_url(network: Network) -> str:
    """Return the whole address by which the network's members read results; empty without a link."""
    link = live_reading_link(network)
    return reading_url_of(link.pk) if link else ""


def reading_url_of(link_id: uuid.UUID) -> str:
    return f"{settings.PUBLIC_URL}{READING_PATH}{reading_token(link_id)}/"


def answer_url(code: str) -> str:
    """Return the address that a code's QR holds."""
    return settings.PUBLIC_URL + reverse("answering:answer", args=[code])


def short_address() -> str:
    """Return the address where a code is typed, as one reads it aloud: without scheme."""
    whole = str(settings.PUBLIC_URL) + reverse("answering:door")
    return whole.split("://", 1)[-1]
