from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lar.ui.pupils import PupilHint
from networks.actions.strategies import MicroStrategyWords
from networks.forms.base import ActionForm, DayField
from networks.models import Activity, ActivityQuerySet, Decision, MicroStrategy, ResultShape, Worked
from networks.models.strategy import NODE_CHOICES


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CatalogueFilter(forms.Form):
    """What the address asks of the catalogue; anything unknown asks for nothing."""

    dimension = forms.ChoiceField(
        label=_("Dimensión"), choices=[("", _("Todas")), *NODE_CHOICES], required=False
    )
    forma = forms.ChoiceField(
        label=_("Cómo se ven las respuestas"),
        choices=[("", _("De cualquier forma")), *ResultShape.choices],
        required=False,
    )

    def wanted(self) -> tuple[str, str]:
        self.is_valid()
        return self.cleaned_data.get("dimension", ""), self.cleaned_data.get("forma", "")


class StrategyForm(PupilHint, ActionForm):
    """What the network will do on a dimension."""

    node = forms.ChoiceField(label=_("Dimensión"), choices=NODE_CHOICES)
    title = forms.CharField(label=_("Nombre"), max_length=120)
    what = forms.CharField(
        label=_("Qué haremos"),
        help_text=_("Los pasos, adaptados a la red: quién, cuándo, con qué."),
        max_length=2000,
        widget=_area(8),
    )
    on = DayField(label=_("Diseñada el"))


class SessionForm(PupilHint, ActionForm):
    """A session in which the strategy was carried out."""

    on = DayField(label=_("Qué día la llevaron a cabo"))
    words = forms.CharField(
        label=_("Qué pasó"),
        help_text=_("Sin nombres de estudiantes."),
        max_length=1000,
        widget=_area(3),
    )
    activity = forms.ModelChoiceField(
        label=_("En qué actividad de la red"),
        queryset=Activity.objects.none(),
        required=False,
        empty_label=_("En ninguna en particular"),
    )

    def __init__(self, *args: Any, activities: ActivityQuerySet, **kwargs: Any) -> None:
        """``activities`` are those of the strategy's network: without any, nothing is asked."""
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Activity]", self.fields["activity"]).queryset = activities
        if not activities.exists():
            del self.fields["activity"]


class EvaluationForm(PupilHint, ActionForm):
    """How it went: what shows it, what members said, what the team saw."""

    evidence = forms.CharField(
        label=_("Qué lo muestra"),
        help_text=_("Pautas, actas, trabajos sin nombres: qué hay y dónde está."),
        max_length=2000,
        required=False,
        widget=_area(3),
    )
    members_said = forms.CharField(
        label=_("Qué dijeron las y los integrantes"), max_length=2000, required=False, widget=_area(3)
    )
    team_said = forms.CharField(
        label=_("Qué vio el equipo coordinador"), max_length=2000, required=False, widget=_area(3)
    )


class DecisionForm(PupilHint, ActionForm):
    """Whether it worked, and what the network does with it."""

    worked = forms.ChoiceField(label=_("Resultó"), choices=Worked.choices, widget=forms.RadioSelect)
    decision = forms.ChoiceField(label=_("Qué decidimos"), choices=Decision.choices, widget=forms.RadioSelect)
    because = forms.CharField(label=_("Porque…"), max_length=600, widget=_area(3))
    on = DayField(label=_("Decidido el"))


class MicroStrategyForm(ActionForm):
    """A micro-strategy of the catalogue."""

    title = forms.CharField(label=_("Nombre"), max_length=120)
    node = forms.ChoiceField(label=_("Dimensión"), choices=NODE_CHOICES)
    shapes = forms.MultipleChoiceField(
        label=_("A qué responde"),
        help_text=_("Cómo se ven las respuestas cuando conviene."),
        choices=ResultShape.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    aim = forms.CharField(label=_("Para qué sirve"), max_length=600, widget=_area(2))
    steps = forms.CharField(label=_("Pasos"), help_text=_("Uno por línea."), max_length=2000, widget=_area(6))
    minutes = forms.IntegerField(label=_("Minutos"), min_value=1, max_value=999)
    source = forms.CharField(
        label=_("De dónde viene"),
        help_text=_("Autoría, año y título de la obra, o «de nuestro programa»."),
        max_length=300,
    )
    is_retired = forms.BooleanField(label=_("Retirarla: no se ofrece más"), required=False)

    def words(self) -> MicroStrategyWords:
        """Return what was written; call only when the form is valid."""
        return MicroStrategyWords(**self.cleaned_data)

    @classmethod
    def initial_of(cls, micro: MicroStrategy) -> dict[str, Any]:
        return {name: getattr(micro, name) for name in cls.base_fields}
