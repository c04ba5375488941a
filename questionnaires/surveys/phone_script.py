"""The script of the answering pages: several files by topic, served as one so that a phone asks once."""

from __future__ import annotations

import hashlib
import re

from django.template.loader import render_to_string
from django.urls import reverse

_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


def script_text() -> str:
    """Return the whole script, without its indentation (no string of it spans lines)."""
    return _INDENTATION.sub("", render_to_string("surveys/public/script/answer.js"))


def script_digest() -> str:
    """Return what changes with the script, for its address."""
    return hashlib.sha256(script_text().encode()).hexdigest()[:12]


def script_url() -> str:
    """Return an address whose content never changes, so that a phone asks for it once."""
    return reverse("answering:script", args=[script_digest()])
