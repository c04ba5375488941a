"""What people choose about a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from questionnaires.results.report import SECTION_WORDS, NetworkReport, Selection


class EditionForm(forms.Form):
    """Which optional sections and which statements an edition prints; at first, all of them."""

    sections = forms.MultipleChoiceField(
        label=_("Secciones"),
        choices=[(code.value, words) for code, words in SECTION_WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Las demás van siempre: explican cómo leer y de dónde sale cada número."),
    )
    items = forms.MultipleChoiceField(
        label=_("Afirmaciones que se muestran"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Deja marcada al menos una afirmación.")},
        help_text=_(
            "Los números de cada dimensión cuentan todas sus afirmaciones, también las que no marques."
        ),
    )

    def __init__(self, *args: Any, report: NetworkReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (page.name, [(item.code, f"{item.number}. {item.text}") for item in page.items])
            for page in report.dimensions
            if page.items
        ]
        everything = [code for _name, options in groups for code, _text in options]
        field = self.fields["items"]
        field.choices = groups  # type: ignore[attr-defined]
        self._everything = frozenset(everything)
        self.initial = {"sections": list(SECTION_WORDS), "items": everything, **self.initial}

    def selection(self) -> Selection:
        """What was chosen; all statements marked is the same as no choice among them."""
        items = frozenset(self.cleaned_data["items"])
        sections = frozenset(self.cleaned_data["sections"])
        return Selection(sections, None if items == self._everything else items)
