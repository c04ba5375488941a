from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lar.ui.pupils import PupilHint
from logbook.models import Entry, Readers, SectionVersion
from logbook.models.entry import BLOCK_LENGTH
from networks.forms.base import ActionForm


class TextForm(PupilHint, ActionForm):
    """What is written first in a section."""

    text = forms.CharField(
        label=_("Lo que pensamos y hacemos"),
        help_text=_("Sin nombres de estudiantes. Después se sigue guardando mientras escribes."),
        max_length=BLOCK_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "writing"}),
    )


class EntryForm(TextForm):
    """An entry of one's own, outside the sections."""

    title = forms.CharField(label=_("Título"), max_length=160)
    field_order = ["title", "text"]


class SettingsForm(PupilHint, ActionForm):
    """What an entry is called, who reads it, with what the team wants help."""

    title = forms.CharField(label=_("Título"), max_length=160)
    readers = forms.ChoiceField(
        label=_("Quién la lee"),
        choices=Readers.choices,
        widget=forms.RadioSelect,
    )
    help_asked = forms.CharField(
        label=_("Pido ayuda aquí"),
        help_text=_("Con qué. Quienes facilitan lo ven en su lista; al borrarlo, sale de ella."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @classmethod
    def initial_of(cls, entry: Entry) -> dict[str, Any]:
        return {name: getattr(entry, name) for name in ("title", "readers", "help_asked")}


class BlockForm(ActionForm):
    """A block as it is sent: by the person, or by the page while she types. Its length is the action's."""

    text = forms.CharField(required=False, strip=False)
    version = forms.IntegerField(min_value=1)
    set_aside = forms.CharField(required=False, strip=False)


class SectionForm(ActionForm):
    """A section of the template in a programme's own words."""

    title = forms.CharField(label=_("Título"), max_length=160)
    body = forms.CharField(
        label=_("Texto"),
        help_text=_("**negrita**, *cursiva*, - para una lista, > para una cita, ## para un subtítulo."),
        max_length=12000,
        widget=forms.Textarea(attrs={"rows": 18, "class": "writing"}),
    )
    sources = forms.CharField(
        label=_("Fuentes"),
        help_text=_("Una por línea."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_sources(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["sources"].splitlines() if line.strip()]
        if any(len(line) > 400 for line in lines):
            raise forms.ValidationError(_("Cada fuente cabe en 400 letras: acorta la que es más larga."))
        return lines

    @classmethod
    def initial_of(cls, version: SectionVersion) -> dict[str, Any]:
        return {"title": version.title, "body": version.body, "sources": "\n".join(version.sources)}
