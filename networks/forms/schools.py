from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from networks import rules
from networks.forms.base import ActionForm, DayField
from networks.models import MemberRole, School
from networks.queries.roster import RosterRow


class AddSchoolForm(ActionForm):
    """One of the schools that were found."""

    school: forms.ModelChoiceField[School] = forms.ModelChoiceField(
        label=_("Establecimiento"),
        queryset=School.objects.all(),
        error_messages={"required": _("Elige un establecimiento de la lista.")},
    )
    on = DayField(label=_("Participa desde el"))


class RosterForm(ActionForm):
    """Every school of the network in one form: how many people of each role."""

    on = DayField(label=_("Vale desde el"))

    def __init__(self, rows: Sequence[RosterRow], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            for role in MemberRole:
                self.fields[field_name(row, role)] = self._field(row, role)

    def seats(self) -> dict[int, dict[str, int]]:
        """Return the places by role of each school; an empty box is zero."""
        return {
            row.network_school.pk: {
                role.value: self.cleaned_data[field_name(row, role)] or 0 for role in MemberRole
            }
            for row in self.rows
        }

    def table(self) -> list[tuple[RosterRow, list[BoundField]]]:
        """Return each school with its boxes, for the page to lay out."""
        return [(row, [self[field_name(row, role)] for role in MemberRole]) for row in self.rows]

    def _field(self, row: RosterRow, role: MemberRole) -> forms.IntegerField:
        label = f"{role.label}, {row.network_school.school.name}"
        widget = forms.NumberInput(attrs={"inputmode": "numeric", "aria-label": label, "class": "seats"})
        message = _("Escribe un número entre 0 y %(most)d.") % {"most": rules.MAX_SEATS}
        return forms.IntegerField(
            label=label,
            required=False,
            min_value=0,
            max_value=rules.MAX_SEATS,
            initial=row.seats[role.value] or None,
            widget=widget,
            error_messages={"invalid": message, "min_value": message, "max_value": message},
        )


def field_name(row: RosterRow, role: MemberRole) -> str:
    return f"seats-{row.network_school.pk}-{role.value}"
