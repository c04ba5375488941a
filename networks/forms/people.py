from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lar.authorization import ROLES, RoleCode
from networks.forms.base import PersonForm

INVITED = (RoleCode.FACILITATOR, RoleCode.ADMINISTRATOR)


class InviteForm(PersonForm):
    """Somebody with a role in the whole programme."""

    role = forms.TypedChoiceField(
        label=_("Rol"),
        coerce=RoleCode,
        choices=[(code.value, f"{ROLES[code].label}. {ROLES[code].description}") for code in INVITED],
        widget=forms.RadioSelect,
        initial=RoleCode.FACILITATOR.value,
    )

    field_order = ["email", "name", "role", "on"]
