"""The languages in which a version can be answered, each by its own name."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.instruments.models import QuestionnaireVersion

# What speakers call their language: the one word that somebody who reads no Spanish looks for.
OWN_NAMES = {
    "es": "Español",
    "arn": "Mapudungun",
    "ay": "Aymar aru",
    "qu": "Runa simi",
    "rap": "Vananga Rapa Nui",
    "ht": "Kreyòl ayisyen",
    "en": "English",
    "fr": "Français",
    "pt": "Português",
    "de": "Deutsch",
    "it": "Italiano",
    "ca": "Català",
    "zh": "中文",
}


@dataclass(frozen=True)
class Language:
    """``code`` as the version keeps it; empty for the version's own language."""

    code: str
    tag: str
    name: str


def own_name(code: str) -> str:
    """Return a language's own name, or its code for one that we have no name for."""
    return OWN_NAMES.get(code.split("-")[0].lower(), code)


def offered_languages(version: QuestionnaireVersion) -> list[Language]:
    """Return the languages of a version, its own first; empty when there is nothing to choose."""
    if not version.translations:
        return []
    own = Language("", version.language, own_name(version.language))
    return [own, *(Language(code, code, own_name(code)) for code in version.translations)]
