from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lar.model.dimensions import LEVERS
from networks.forms.base import ActionForm, DayField
from networks.forms.networks import BoardForm
from scaling.queries.board import ASKING, CALM, LATE, Wanted
from scaling.simulator import Assumptions

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


class SimulatorForm(forms.Form):
    """How many networks and with what; it lives in the address, so that a simulation can be shared."""

    primero = forms.IntegerField(label=_("Redes en su primer año"), min_value=0, max_value=2000)
    segundo = forms.IntegerField(label=_("Redes en su segundo año"), min_value=0, max_value=2000)
    seguimiento = forms.IntegerField(label=_("Redes en seguimiento"), min_value=0, max_value=2000)
    preparacion = forms.FloatField(
        label=_("Horas de preparación por hora realizada"),
        help_text=_("Preparar, viajar y escribir después."),
        min_value=0,
        max_value=10,
        step_size=0.25,
    )
    juntas = forms.IntegerField(label=_("Redes que caben en un taller"), min_value=1, max_value=200)
    guias = forms.IntegerField(label=_("Personas que facilitan cada taller"), min_value=1, max_value=20)
    disponibles = forms.FloatField(
        label=_("Horas al mes de cada facilitador/a"),
        help_text=_("Las que tiene para las redes, descontado lo demás."),
        min_value=1,
        max_value=200,
    )

    def mix(self) -> dict[int, int]:
        """Return how many networks of each year of the programme are asked for."""
        asked = self.cleaned_data
        return {1: asked["primero"], 2: asked["segundo"], 3: asked["seguimiento"]}

    def assumptions(self) -> Assumptions:
        asked = self.cleaned_data
        return Assumptions(asked["preparacion"], asked["juntas"], asked["guias"], asked["disponibles"])
