from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models.program import TimeZone
from lar.ui.components import Text
from networks.forms.base import ActionForm, DayField
from networks.models import NetworkKind, Territory, TerritoryKind
from networks.queries.board import BoardFilter, cohorts, territory_choices

FIRST_COHORT = 2015
"""School improvement networks began that year."""


class NetworkForm(ActionForm):
    """What describes a network."""

    name = forms.CharField(label=_("Nombre de la red"), max_length=120)
    kind = forms.ChoiceField(label=_("Tipo de red"), choices=NetworkKind.choices, widget=forms.RadioSelect)
    cohort = forms.IntegerField(
        label=_("Cohorte"),
        help_text=_("El año en que entró al programa: de él depende si este es su primer o segundo año."),
        min_value=FIRST_COHORT,
        max_value=2100,
    )
    time_zone = forms.ChoiceField(
        label=_("Zona horaria"),
        help_text=_("Los cuestionarios abren y cierran a la hora de la red."),
        choices=TimeZone.choices,
    )


def territory_field(*, required: bool, empty_label: Text) -> forms.ModelChoiceField[Territory]:
    """Return a choice among the programme's territories; made per form, inside the programme."""
    return forms.ModelChoiceField(
        Territory.objects.all(), label=_("Territorio"), required=required, empty_label=str(empty_label)
    )


class NewNetworkForm(NetworkForm):
    """A network that enters the programme."""

    on = DayField(label=_("Entró el"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"cohort": timezone.localdate().year, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["territory"] = territory_field(required=False, empty_label=_("Todavía ninguno"))


class ExitForm(ActionForm):
    """A network leaves the programme."""

    on = DayField(label=_("Sale el"))
    reason = forms.CharField(label=_("Motivo"), max_length=200)


class TerritoryForm(ActionForm):
    """A local authority's area."""

    name = forms.CharField(label=_("Nombre"), max_length=120)
    kind = forms.ChoiceField(label=_("Tipo"), choices=TerritoryKind.choices, widget=forms.RadioSelect)


class AssignTerritoryForm(ActionForm):
    """The territory that a network belongs to from a day."""

    on = DayField(label=_("Desde el"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"] = territory_field(required=True, empty_label=_("Elige uno"))
        self.order_fields(["territory", "on"])


class BoardForm(forms.Form):
    """The filters of the list; they live in the address."""

    texto = forms.CharField(label=_("Nombre"), required=False, max_length=120)
    tipo = forms.ChoiceField(
        label=_("Tipo"), required=False, choices=[("", _("Todos")), *NetworkKind.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(str(year), str(year)) for year in cohorts()]
        areas = [(str(key), name) for key, name in territory_choices()]
        self.fields["cohorte"] = _key_field(str(_("Cohorte")), [("", _("Todas")), *years])
        self.fields["territorio"] = _key_field(str(_("Territorio")), [("", _("Todos")), *areas])

    def wanted(self) -> BoardFilter:
        """Return what was asked; what the programme does not have asks for nothing."""
        self.full_clean()
        asked = self.cleaned_data
        return BoardFilter(
            cohort=asked.get("cohorte"),
            territory=asked.get("territorio"),
            kind=asked.get("tipo") or "",
            text=asked.get("texto") or "",
        )


def _key_field(label: str, choices: list[tuple[str, Text]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, required=False, coerce=int, empty_value=None, choices=choices)
