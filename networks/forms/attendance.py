"""What is written after an activity, and when it is called off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from lar.ui.pupils import CONFIRM, PupilHint
from networks.activity_fields import fields_of
from networks.activity_plan import Outcome
from networks.forms.base import ActionForm, DayField
from networks.models import Activity, MemberRole
from networks.queries.activities import SchoolLine

WORDS = forms.TextInput(attrs={"autocomplete": "off"})


def long_text(label: Any, rows: int, length: int, help_text: Any = "") -> forms.CharField:
    """Return a box for paragraphs that may be left empty."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=length,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class HoldForm(PupilHint, ActionForm):
    """What an activity leaves written: attendance and minutes."""

    on = DayField(label=_("Escrito el"))
    hours = forms.DecimalField(
        label=_("Horas que duró"),
        min_value=0,
        max_value=99,
        max_digits=4,
        decimal_places=1,
        required=False,
        localize=True,
    )
    guests = forms.IntegerField(
        label=_("Personas de otras instituciones que asistieron"),
        min_value=0,
        max_value=9999,
        required=False,
    )
    people = forms.MultipleChoiceField(
        label=_("Quiénes estuvieron"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    minutes = long_text(
        _("Acta"),
        10,
        8000,
        _("Qué se conversó y qué se acordó. No escribas nombres de estudiantes."),
    )

    def __init__(
        self,
        *args: Any,
        activity: Activity,
        people: Iterable[tuple[int, str]],
        schools: Sequence[SchoolLine],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.schools = schools
        kind = fields_of(activity.kind)
        if not kind.guests:
            del self.fields["guests"]
        if kind.people:
            choice: Any = self.fields["people"]
            choice.choices = [(str(key), label) for key, label in people]
        else:
            del self.fields["people"]
        for line in schools:
            for role in MemberRole.values:
                self.fields[_seat(line, role)] = _box(line, role)

    def rows(self) -> list[tuple[SchoolLine, list[tuple[BoundField, int]]]]:
        """Return each school with its boxes and how many its roster has, for the page's table."""
        return [
            (line, [(self[_seat(line, role)], line.expected[role]) for role in MemberRole.values])
            for line in self.schools
        ]

    def others(self) -> list[BoundField]:
        """Return the fields that are not of the table."""
        names = ("on", "hours", "guests", "people", "minutes", CONFIRM)
        return [self[name] for name in names if name in self.fields and not self[name].is_hidden]

    def outcome(self) -> Outcome:
        """Return what was written; call only when the form is valid."""
        data: Mapping[str, Any] = self.cleaned_data
        came = {
            (line.network_school_id, role): data[_seat(line, role)] or 0
            for line in self.schools
            for role in MemberRole.values
        }
        return Outcome(
            minutes=data["minutes"],
            hours=data["hours"],
            schools=came,
            people=frozenset(int(key) for key in data.get("people", ())),
            guests=data.get("guests"),
        )


class CancelForm(ActionForm):
    """Why an activity does not happen."""

    reason = forms.CharField(
        label=_("Por qué se suspende"),
        max_length=300,
        widget=WORDS,
        help_text=_("Lo leen las personas convocadas."),
        error_messages={"required": _("Cuenta por qué se suspende: lo leerán las personas convocadas.")},
    )


def _box(line: SchoolLine, role: str) -> forms.IntegerField:
    label = f"{MemberRole(role).label}, {line.name}"
    wrong = _("Escribe un número entre 0 y 30.")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=30,
        initial=line.present[role],
        error_messages={"min_value": wrong, "max_value": wrong, "invalid": wrong},
        widget=forms.NumberInput(attrs={"class": "seats", "inputmode": "numeric", "aria-label": label}),
    )


def _seat(line: SchoolLine, role: str) -> str:
    return f"came-{line.network_school_id}-{role}"
