"""The date on which a programme's results of a year are made, as people write it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lar.ui.forms import MomentInput
from networks.forms.base import ActionForm
from questionnaires.instruments.queries import published_versions
from questionnaires.surveys.forms import VersionField

FIRST_YEAR = 2018
"""No network of the model is older."""


class YearForm(ActionForm):
    version = VersionField(label=_("Cuestionario"), queryset=None, empty_label=None)
    year = forms.IntegerField(label=_("Año escolar"), min_value=FIRST_YEAR)
    closes_at = forms.DateTimeField(
        label=_("Se calculan el"),
        widget=MomentInput,
        help_text=_("Elige un día en que todas las redes ya hayan cerrado y compartido lo suyo."),
        error_messages={"invalid": _("Escribe la fecha y la hora, por ejemplo 15-12-2026 18:00.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked for here: outside a programme the table can't be read.
        versions = published_versions().order_by("questionnaire_id", "-number")
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]
        self.fields["year"].initial = timezone.localdate().year
        self.fields["year"].widget.attrs["max"] = timezone.localdate().year + 1

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year > timezone.localdate().year + 1:
            raise forms.ValidationError(_("Escribe un año escolar en curso o que ya pasó."))
        return year
