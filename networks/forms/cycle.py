from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lar.model.dimensions import LEVERS, MAX_FOCUS, FocusReason
from lar.model.steps import Step
from networks.actions.cycle import Lever
from networks.forms.base import ActionForm, DayField
from networks.models import LeverChoice, MemberRole
from networks.purpose_steps import PurposeStep


class StartCycleForm(ActionForm):
    """The school year to begin."""

    year = forms.IntegerField(label=_("Año escolar"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, last: int | None = None, **kwargs: Any) -> None:
        """``last`` is the year of the network's last cycle: the one after it is proposed."""
        year = timezone.localdate().year
        year = year if last is None else max(year, last + 1)
        kwargs["initial"] = {"year": year, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class StepForm(ActionForm):
    """The step in which the work is."""

    step = forms.TypedChoiceField(
        label=_("Paso"),
        coerce=lambda value: Step(int(value)),
        choices=[(step.value, step.label) for step in Step],
    )


class AnalysisForm(ActionForm):
    """The team's own analysis of the network."""

    text = forms.CharField(
        label=_("Nuestro análisis"),
        help_text=_(
            "Con tus palabras: qué funciona, qué cuesta, qué han intentado. No escribas nombres de "
            "estudiantes."
        ),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    on = DayField(label=_("Escrito el"))


class LeversForm(ActionForm):
    """One or two dimensions, each with its reason and the reason in the team's own words."""

    on = DayField(label=_("Elegidas el"))

    def __init__(self, *args: Any, chosen: Sequence[LeverChoice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MAX_FOCUS + 1):
            current = chosen[number - 1] if len(chosen) >= number else None
            self._add_slot(number, current)
        self.order_fields([*(name for name in self.fields if name != "on"), "on"])

    def _add_slot(self, number: int, current: LeverChoice | None) -> None:
        required = number == 1
        nothing = [] if required else [("", _("Ninguna más"))]
        self.fields[f"node_{number}"] = forms.ChoiceField(
            label=_("Dimensión"),
            required=required,
            choices=[*nothing, *((node.code, node.label) for node in LEVERS)],
            widget=forms.RadioSelect,
            initial=current.node if current else (None if required else ""),
            error_messages={"required": _("Elige la dimensión.")},
        )
        self.fields[f"reason_{number}"] = forms.ChoiceField(
            label=_("Motivo"),
            required=required,
            choices=[(reason.value, reason.label) for reason in FocusReason],
            widget=forms.RadioSelect,
            initial=current.reason if current else None,
            error_messages={"required": _("Elige el motivo.")},
        )
        self.fields[f"explanation_{number}"] = forms.CharField(
            label=_("Por qué"),
            required=required,
            max_length=1500,
            widget=forms.Textarea(attrs={"rows": 4}),
            initial=current.explanation if current else "",
            error_messages={"required": _("Cuenta por qué la eligieron.")},
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("node_2"):
            for name in ("reason_2", "explanation_2"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Falta, porque elegiste una segunda dimensión."))
        if data.get("node_2") and data.get("node_2") == data.get("node_1"):
            self.add_error("node_2", _("Elegiste dos veces la misma dimensión."))
        return data

    def levers(self) -> list[Lever]:
        """Return what was chosen; call only when the form is valid."""
        data = self.cleaned_data
        return [
            Lever(data[f"node_{n}"], FocusReason(data[f"reason_{n}"]), data[f"explanation_{n}"])
            for n in range(1, MAX_FOCUS + 1)
            if data[f"node_{n}"]
        ]

    def slots(self) -> list[list[BoundField]]:
        """Return the boxes of each dimension, for the page to group."""
        return [
            [self[f"{name}_{n}"] for name in ("node", "reason", "explanation")]
            for n in range(1, MAX_FOCUS + 1)
        ]


class PurposeForm(ActionForm):
    """A version of the core purpose."""

    text = forms.CharField(
        label=_("Propósito"),
        help_text=_(
            "Qué quiere lograr la red para que sus estudiantes aprendan más y mejor. Breve y preciso."
        ),
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    agreed_with = forms.CharField(
        label=_("Acordado con"),
        help_text=_("Por ejemplo: «12 integrantes, en la sesión de abril»."),
        max_length=200,
        required=False,
    )
    roles = forms.MultipleChoiceField(
        label=_("Qué roles participaron"),
        choices=MemberRole.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    schools = forms.TypedMultipleChoiceField(
        label=_("Qué establecimientos participaron"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    on = DayField(label=_("Vigente desde el"))
    next_review = DayField(
        label=_("Próxima revisión"),
        help_text=_("Conviene mirarlo de nuevo cada año."),
        required=False,
        initial=None,
    )

    def __init__(self, *args: Any, schools: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.TypedMultipleChoiceField, self.fields["schools"]).choices = list(schools)
        if not schools:
            del self.fields["schools"]


class PurposeStepForm(ActionForm):
    """What the network writes in one step of the guided exercise. Empty is allowed: they may come back."""

    text = forms.CharField(max_length=1200, required=False, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, step: PurposeStep, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = str(step.label)
        self.fields["text"].help_text = str(step.help_text)
