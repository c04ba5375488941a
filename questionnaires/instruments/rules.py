"""What may be published. Pure: no database."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from questionnaires.instruments.formats import (
    InstrumentContent,
    ItemKind,
    Problem,
    Severity,
    check,
    missing_translations,
)

MAX_OPEN = 10
"""Open questions of a version: more is an interview, and what a phone sends has a limit."""


def errors_of(content: InstrumentContent) -> list[str]:
    """What a draft must not have, a sentence each. What it may still lack, its items too, is left out."""
    return _errors(check(content, may_lack_items=True))


def _errors(problems: Iterable[Problem]) -> list[str]:
    return [str(problem) for problem in problems if problem.severity is Severity.ERROR]


def obstacles(content: InstrumentContent) -> list[str]:
    """Everything that stands against publishing, a sentence each that names what is missing."""
    found = _errors(check(content))
    silent = [
        item.code for item in content.items if item.kind is ItemKind.SCALE and not item.high_score_meaning
    ]
    if silent:
        found.append(
            _("Falta decir qué indica un puntaje alto en: %(codes)s.") % {"codes": ", ".join(silent)}
        )
    found += [
        _("A la traducción «%(language)s» le falta: %(keys)s.")
        % {"language": language, "keys": ", ".join(keys)}
        for language, keys in missing_translations(content).items()
    ]
    open_items = [item.code for item in content.items if item.kind is ItemKind.OPEN]
    if len(open_items) > MAX_OPEN:
        found.append(
            _("Hay %(count)d preguntas abiertas (%(codes)s); se admiten hasta %(most)d.")
            % {"count": len(open_items), "codes": ", ".join(open_items), "most": MAX_OPEN}
        )
    return found
