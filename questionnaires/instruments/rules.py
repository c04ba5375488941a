"""What may be published. Pure: no database."""

from __future__ import annotations

from django.utils.translation import gettext as _

from questionnaires.instruments.formats import (
    InstrumentContent,
    ItemKind,
    Severity,
    check,
    missing_translations,
)


def errors_of(content: InstrumentContent) -> list[str]:
    """What a draft must not have, a sentence each. What it may still lack is left out."""
    return [str(problem) for problem in check(content) if problem.severity is Severity.ERROR]


def obstacles(content: InstrumentContent) -> list[str]:
    """Everything that stands against publishing, a sentence each that names what is missing."""
    found = errors_of(content)
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
    if open_items:
        found.append(
            _(
                "Las preguntas abiertas (%(codes)s) se publican cuando la plataforma reciba textos, con la "
                "entrega de las voces. Mientras, pueden quedar en el borrador, o se quitan para publicar."
            )
            % {"codes": ", ".join(open_items)}
        )
    return found
