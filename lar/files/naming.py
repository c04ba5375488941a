"""The name under which a file is kept and offered."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

MAX_NAME = 100
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]+')
# Names that Windows keeps for its devices.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def clean_name(sent: str, extension: str) -> str:
    """Return a name without path, without characters that hide or command, ending in ``extension``.

    >>> clean_name("../../Acta de mayo.PDF", "pdf")
    'Acta de mayo.pdf'
    """
    last = unicodedata.normalize("NFC", re.split(r"[\\/]", sent)[-1])
    # Control and format characters: the latter turn the reading direction, «gpj.exe» for «exe.jpg».
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    stem = seen.rpartition(".")[0] if re.search(r"\.\w{1,5}$", seen) else seen
    words = " ".join(_FORBIDDEN.sub(" ", stem).split()).strip(". ")
    if not words or _DEVICES.fullmatch(words):
        words = _("archivo")
    return f"{words[: MAX_NAME - len(extension) - 1].rstrip()}.{extension}"
