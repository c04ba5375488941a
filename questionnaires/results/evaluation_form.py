"""The one form before a workshop is evaluated."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.forms.base import ActionForm

LASTS: Final = {
    "30": (timedelta(minutes=30), _("Media hora")),
    "120": (timedelta(hours=2), _("Dos horas")),
    "1440": (timedelta(days=1), _("Un día")),
}


class EvaluationForm(ActionForm):
    """How many people are in the room, said by a facilitator, and how long the code works."""

    people = forms.IntegerField(
        label=_("Personas que participaron"),
        min_value=1,
        max_value=500,
        help_text=_("Cuéntalas en la sala: después de abrir no cambia."),
    )
    lasts = forms.ChoiceField(
        label=_("Cuánto tiempo se puede responder"),
        widget=forms.RadioSelect,
        choices=[(code, label) for code, (_span, label) in LASTS.items()],
        initial="30",
        help_text=_("Después se cierra sola. Si faltan respuestas, se mueve una semana, dos veces a lo más."),
    )

    def closing(self, now: datetime) -> datetime:
        """Return when it closes. Call after ``is_valid()``."""
        return now + LASTS[self.cleaned_data["lasts"]][0]
