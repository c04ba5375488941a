from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lar.accounts.models import User
from networks.forms.base import ActionForm, DayField
from networks.models import Network
from networks.queries.enrolment import authorities_of


class BackerField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    def label_from_instance(self, obj: User) -> str:
        return obj.name


class EnrolmentForm(ActionForm):
    """A commitment of two years and who backs it."""

    on = DayField(label=_("El compromiso comienza el"), help_text=_("Dura dos años desde ese día."))
    commitment = forms.CharField(
        label=_("A qué se compromete el equipo"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Con sus palabras: tiempos, sesiones, quién convoca."),
    )
    backed_by = BackerField(
        label=_("Autoridad que respalda"),
        queryset=None,
        required=False,
        empty_label=_("No tiene cuenta aquí"),
    )
    backing = forms.CharField(
        label=_("O quién respalda, en palabras"),
        required=False,
        max_length=300,
        help_text=_("Por ejemplo: «carta de la directora del DAEM, oficio 45»."),
    )
    backed_on = DayField(label=_("Respaldado el"))

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = authorities_of(network, timezone.localdate())
        self.fields["backed_by"].queryset = people  # type: ignore[attr-defined]


class FollowUpForm(ActionForm):
    """What was learned of a network after it left."""

    on = DayField(label=_("Fecha"))
    text = forms.CharField(
        label=_("Qué se supo"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Cómo sigue el trabajo sin el programa. Lo leen la red y el programa."),
    )
