"""Spanish everywhere, and with «tú»."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.template.loader import get_template

BASE = Path(settings.BASE_DIR)
CATALOGUE = BASE / "locale" / "es_CL" / "LC_MESSAGES"
TEMPLATES = BASE / "templates"
OURS = sorted(
    file
    for folder in ("account", "mfa", "ui", "components", "lar")
    for file in (TEMPLATES / folder).rglob("*")
    if file.suffix in {".html", ".txt"}
)
ENGLISH = re.compile(r"\b(the|your|you|sign|password|email address|please|and|with|for)\b", re.IGNORECASE)
FORMAL = re.compile(r"\b(usted|ustedes|escriba|ingrese|introduzca|haga clic)\b", re.IGNORECASE)


def _sentences(source: str) -> list[str]:
    """What a template says: strings marked for translation, and bare text between tags."""
    bare = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", source, flags=re.DOTALL)
    marked = re.findall(r"""{% translate (["'])(.*?)\1""", bare) + re.findall(r"""()_\("(.*?)"\)""", bare)
    text = re.sub(r"{%.*?%}|{{.*?}}|<[^>]*>", "\n", bare, flags=re.DOTALL)
    return [words for _, words in marked] + text.split("\n")


@pytest.mark.parametrize("file", OURS, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_template_speaks_spanish_with_tu(file: Path) -> None:
    sentences = _sentences(file.read_text(encoding="utf-8"))

    assert [words for words in sentences if ENGLISH.search(words) or FORMAL.search(words)] == []


@pytest.mark.parametrize("file", OURS, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_template_compiles(file: Path) -> None:
    assert get_template(str(file.relative_to(TEMPLATES)))


def test_compiled_catalogue_is_that_of_its_source() -> None:
    source = (CATALOGUE / "django.po").read_text(encoding="utf-8")
    written = dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', source, flags=re.MULTILINE))

    with (CATALOGUE / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    assert len(written) >= 15
    assert {message: compiled.gettext(message) for message in written} == written


def test_catalogue_only_translates_what_the_sign_in_library_still_says() -> None:
    library = Path(str(allauth.__file__)).parent
    code = "\n".join(
        file.read_text(encoding="utf-8")
        for folder in ("account", "mfa")
        for file in (library / folder).rglob("*.py")
    )
    messages = re.findall(
        r'^msgid "(.+)"$', (CATALOGUE / "django.po").read_text(encoding="utf-8"), re.MULTILINE
    )

    spoken = re.sub(r'"\s*\n\s*"', "", code)
    assert [message for message in messages if message not in spoken] == []
