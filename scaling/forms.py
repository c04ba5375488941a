from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lar.model.dimensions import LEVERS
from networks.forms.base import ActionForm, DayField
from networks.forms.networks import BoardForm
from scaling.queries.board import ASKING, CALM, LATE, Wanted

NEEDS = [
    ("", _("Todas")),
    (ASKING, _("Piden ayuda")),
    (LATE, _("Algo no avanza")),
    (CALM, _("Al día")),
]


class ProgrammeBoardForm(BoardForm):
    """The filters of the board; they live in the address, so that a view can be shared."""

    necesita = forms.ChoiceField(label=_("Qué necesitan"), required=False, choices=NEEDS)
    foco = forms.ChoiceField(label=_("Dimensión elegida"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes = [(node.code, node.label) for node in LEVERS]
        self.fields["foco"].choices = [("", _("Todas")), *nodes]  # type: ignore[attr-defined]

    def asked(self) -> Wanted:
        """Return what was asked; what the programme does not have asks for nothing."""
        networks = self.wanted()
        return Wanted(
            networks, need=self.cleaned_data.get("necesita") or "", focus=self.cleaned_data.get("foco") or ""
        )


class SnoozeForm(ActionForm):
    """Until when an alert waits, and why."""

    until = DayField(label=_("Hasta el"), initial=None)
    reason = forms.CharField(
        label=_("Por qué"),
        help_text=_("Lo lee quien acompaña el programa; el equipo de la red no lo ve."),
        max_length=200,
    )
