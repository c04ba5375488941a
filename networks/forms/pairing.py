from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from networks.forms.base import ActionForm
from networks.models import Network


class PairingForm(ActionForm):
    """With which network: of the first year for one of the second, and the other way round."""

    other: forms.ModelChoiceField[Network] = forms.ModelChoiceField(
        label=_("Con qué red"), queryset=None, empty_label=_("Elige una red")
    )

    def __init__(self, *args: Any, networks: QuerySet[Network], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = networks  # type: ignore[attr-defined]
