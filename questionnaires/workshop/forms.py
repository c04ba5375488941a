from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from questionnaires.workshop.actions import ScriptLine
from questionnaires.workshop.models import SocializationWorkshop
from questionnaires.workshop.script import DURATIONS


class ChooseScriptForm(forms.Form):
    """How long the workshop lasts and which dimensions it talks about."""

    duration = forms.TypedChoiceField(
        label=_("Cuánto dura"),
        choices=[(minutes, _("%(minutes)s minutos") % {"minutes": minutes}) for minutes in DURATIONS],
        coerce=int,
        widget=forms.RadioSelect,
    )
    nodes = forms.MultipleChoiceField(
        label=_("Sobre qué dimensiones"),
        help_text=_("Caben una en 45 minutos, dos en 60 y tres en 90: se toman en el orden del modelo."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, nodes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.MultipleChoiceField", self.fields["nodes"]).choices = list(nodes.items())


def script_lines(workshop: SocializationWorkshop, sent: Mapping[str, str]) -> list[ScriptLine]:
    """Read the table of steps as it was sent; minutes that are no number read as 0, which is refused.

    ``move`` (``up:12``, ``down:12``) says which step changes its place with its neighbour.
    """
    lines = []
    for step in workshop.steps.all():
        minutes = sent.get(f"minutes-{step.pk}", "")
        lines.append(
            ScriptLine(
                step_id=step.pk,
                role=sent.get(f"role-{step.pk}", "")[:120],
                minutes=int(minutes) if minutes.isdecimal() and len(minutes) < 4 else 0,
                keeps=f"keep-{step.pk}" in sent,
            )
        )
    return _moved(lines, sent.get("move", ""))


def _moved(lines: list[ScriptLine], move: str) -> list[ScriptLine]:
    way, _colon, key = move.partition(":")
    place = next((place for place, line in enumerate(lines) if str(line.step_id) == key), None)
    other = None if place is None else place + {"up": -1, "down": 1}.get(way, 0)
    if place is not None and other is not None and 0 <= other < len(lines):
        lines[place], lines[other] = lines[other], lines[place]
    return lines


class BundleForm(forms.Form):
    """The file that the offline workshop saved."""

    file = forms.FileField(
        label=_("Archivo del taller"),
        help_text=_("El que termina en «.json» y guardaste desde el taller sin internet."),
        error_messages={
            "required": _("Elige el archivo que guardaste."),
            "empty": _("Ese archivo está vacío."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )
