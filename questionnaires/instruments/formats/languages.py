"""How other programs name a language («Español (es)», «english», «pt-BR») → its code."""

from __future__ import annotations

import re
from typing import Final

from questionnaires.instruments.formats.texts import as_code, fold

_IN_BRACKETS: Final = re.compile(r"\(([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\)\s*$")
_CODE: Final = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_NAMES: Final = {
    **dict.fromkeys(("espanol", "castellano", "spanish", "espagnol"), "es"),
    **dict.fromkeys(("ingles", "english", "anglais"), "en"),
    **dict.fromkeys(("frances", "french", "francais"), "fr"),
    **dict.fromkeys(("portugues", "portuguese"), "pt"),
    **dict.fromkeys(("aleman", "german", "deutsch"), "de"),
    **dict.fromkeys(("italiano", "italian"), "it"),
    **dict.fromkeys(("catalan", "catala"), "ca"),
    **dict.fromkeys(("mapudungun", "mapuche", "mapuzugun"), "arn"),
    **dict.fromkeys(("aimara", "aymara"), "ay"),
    **dict.fromkeys(("quechua",), "qu"),
    **dict.fromkeys(("rapa nui", "rapanui"), "rap"),
    **dict.fromkeys(("creole", "creol", "criollo haitiano", "kreyol", "kreyol ayisyen"), "ht"),
    **dict.fromkeys(("chino", "chinese"), "zh"),
}
"""Languages that school networks in Chile meet, and those of the files most often shared."""


def language_code(name: str) -> str:
    """The code of a language written in any of those ways; for one we can't tell, a private code."""
    bracketed = _IN_BRACKETS.search(name.strip())
    if bracketed:
        return _tidy(bracketed.group(1))
    known = _NAMES.get(fold(name))
    if known:
        return known
    if _CODE.fullmatch(name.strip()):
        return _tidy(name.strip())
    return f"qaa-{(as_code(name, limit=8).replace('_', '') or 'otro').ljust(2, 'x')}"


def is_spanish(code: str) -> bool:
    return code == "es" or code.startswith("es-")


def _tidy(code: str) -> str:
    """«pt_br» → «pt-BR», «EN» → «en»."""
    first, *rest = code.replace("_", "-").split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
