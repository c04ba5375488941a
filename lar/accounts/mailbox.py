"""Outgoing mail on one person's machine: the files that Django's file backend writes, read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

# The backend ends each message with this line; a file holds those of one connection.
_END = b"-" * 79 + b"\n"
_FILE = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9]+\.log")


@dataclass(frozen=True)
class Mail:
    """One message. ``key`` names its file and its place there."""

    key: str
    sent_at: datetime
    to: str
    subject: str
    text: str
    attachments: list[str] = field(default_factory=list)


def read_mails(folder: Path) -> list[Mail]:
    """Return every message of the folder, the newest first."""
    return sorted(_mails(folder), key=lambda mail: (mail.sent_at, mail.key), reverse=True)


def _mails(folder: Path) -> Iterator[Mail]:
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if _FILE.fullmatch(path.name):
            for number, raw in enumerate(path.read_bytes().split(_END)):
                if raw.strip():
                    yield _read(f"{path.stem}-{number}", raw)


def _moment(header: str) -> datetime:
    """When a mail left. Django writes the zone as ``-0000``, which Python reads as no zone: it is UTC."""
    moment = parsedate_to_datetime(header)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _read(key: str, raw: bytes) -> Mail:
    message = message_from_bytes(raw.lstrip(b"\n"), policy=policy.default)
    body = message.get_body(("plain", "html"))
    return Mail(
        key=key,
        sent_at=_moment(str(message["Date"])),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=str(body.get_content()) if body else "",
        attachments=[part.get_filename() or "sin nombre" for part in message.iter_attachments()],
    )
