"""Which evidence goes under a block."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from logbook.queries.cards import Evidence
from networks.forms.base import ActionForm


class CardForm(ActionForm):
    """One of what the writer may read; anything else is no choice."""

    evidence = forms.ChoiceField(
        label=_("Qué muestra"),
        help_text=_("Queda como está hoy. Quien no tiene permiso de verlo lee «evidencia reservada»."),
    )

    def __init__(self, *args: Any, offered: Sequence[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {one.value: one for one in offered}
        groups = [
            (str(kind.label), [(one.value, _line(one)) for one in of_kind])
            for kind, of_kind in groupby(offered, key=lambda one: one.kind)
        ]
        self.fields["evidence"].choices = [("", _("Elige una")), *groups]  # type: ignore[attr-defined]

    def clean_evidence(self) -> Evidence:
        return self.offered[self.cleaned_data["evidence"]]


def _line(one: Evidence) -> str:
    said = f"{one.title} ({one.words})" if one.words else one.title
    return said if len(said) <= 120 else f"{said[:119].rstrip()}…"
