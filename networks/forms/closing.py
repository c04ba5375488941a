from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lar.model.dimensions import LEVERS
from lar.model.steps import Stage
from networks.forms.base import ActionForm, DayField


def _words(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ProposalForm(ActionForm):
    """The one or two dimensions that a person of the team would choose."""

    nodes = forms.MultipleChoiceField(
        label=_("Yo propondría"),
        help_text=_("Una o dos. Tu equipo ve quién propone qué; puedes cambiarlo cuando quieras."),
        choices=[(node.code, node.label) for node in LEVERS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Marca una o dos dimensiones.")},
    )


class SocializationReviewForm(ActionForm):
    """How the team sees the workshop in which the network read its results."""

    worked = forms.CharField(
        label=_("Qué funcionó"),
        help_text=_("Por ejemplo, cómo se leyeron los resultados o quiénes se animaron a hablar."),
        max_length=2000,
        widget=_words(),
        error_messages={"required": _("Cuenta qué funcionó, aunque sea una cosa.")},
    )
    hard = forms.CharField(
        label=_("Qué costó"),
        help_text=_("Lo que quedó sin conversar, lo que incomodó, lo que no alcanzó."),
        max_length=2000,
        widget=_words(),
        error_messages={"required": _("Cuenta qué costó, aunque sea una cosa.")},
    )
    differently = forms.CharField(
        label=_("Qué harían distinto la próxima vez"), max_length=2000, required=False, widget=_words(3)
    )
    on = DayField(label=_("Escrita el"))


class ProjectionForm(ActionForm):
    """What the team projects; from the second year on it speaks of going on without the programme."""

    keep = forms.CharField(
        label=_("Qué quieren seguir haciendo"),
        max_length=2000,
        widget=_words(),
        error_messages={"required": _("Cuenta qué quieren seguir haciendo.")},
    )
    strategies = forms.CharField(
        label=_("Qué estrategias quieren probar el próximo año"),
        help_text=_("Ideas cortas, a partir de los resultados y de lo que la red leyó en ellos."),
        max_length=2000,
        widget=_words(),
        error_messages={"required": _("Escribe al menos una estrategia.")},
    )
    needs = forms.CharField(
        label=_("Qué necesitan para lograrlo"), max_length=2000, required=False, widget=_words(3)
    )
    on = DayField(label=_("Escrita el"))

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stage is Stage.FIRST_YEAR:
            return
        self.fields["strategies"].label = _("Qué estrategias siguen, cuáles se adaptan y cuáles terminan")
        self.fields["strategies"].help_text = _("Con lo que resultó de las acciones de este año.")
        self.fields["needs"].label = _("Qué necesita la red para seguir por su cuenta")
