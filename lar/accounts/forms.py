from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import ApiScope

LIFETIMES = [("30", _("30 días")), ("90", _("90 días")), ("365", _("un año"))]


class ApiTokenForm(forms.Form):
    name = forms.CharField(
        label=_("Para qué la usarás"),
        max_length=80,
        help_text=_("Así la reconocerás: «Planilla del equipo»."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Qué podrá leer"), choices=ApiScope.choices, widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(label=_("Cuánto durará"), choices=LIFETIMES, coerce=int, initial="90")
