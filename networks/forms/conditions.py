from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.forms.base import ActionForm
from networks.models.condition import AnswerOutcome, ConditionKind, Term, TermState


class ConditionForm(ActionForm):
    """What the network asks for, in few words: they stand in the authority's report."""

    kind = forms.ChoiceField(
        label=_("Qué necesitan"), choices=ConditionKind.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("En concreto"),
        help_text=_("Por ejemplo: «dos horas al mes para las doce personas de la red»."),
        max_length=100,
    )


class ConditionAnswerForm(ActionForm):
    """The authority's answer."""

    outcome = forms.ChoiceField(label=_("Respuesta"), choices=AnswerOutcome.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Cómo, o por qué no todavía"),
        help_text=_("Lo leen la red y quienes acompañan el programa."),
        max_length=100,
    )


class ConditionStateForm(ActionForm):
    """How a commitment goes in a term."""

    term = forms.TypedChoiceField(label=_("Semestre"), coerce=int, choices=Term.choices)
    state = forms.ChoiceField(label=_("Cómo va"), choices=TermState.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("Qué pasó"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"term": 1 if timezone.localdate().month < 8 else 2}
        super().__init__(*args, **kwargs)
