"""The hint before a pupil's name is kept: it asks once, never refuses, and loses nothing that was typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.model.pupils import PupilTrace, Trace, pupil_traces

CONFIRM = "pupils_ok"


class PupilHint(forms.Form):
    """Mixin of forms whose boxes others will read: put it before the form's own base.

    When a box seems to hold a pupil's name or a RUT the form comes back with the words that look so and a
    box to tick; ticked, it goes through as it is. ``cleaned_data`` never has that box.
    """

    asks_of: frozenset[Trace] = frozenset(Trace)
    """Which traces are asked about; a form whose action refuses RUTs leaves them to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[CONFIRM] = forms.BooleanField(
            label=gettext_lazy("Lo revisé: no nombra a estudiantes. Guardar así"),
            required=False,
            widget=forms.HiddenInput,
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        confirmed = cleaned.pop(CONFIRM, False)
        found = {} if confirmed else self._traces(cleaned)
        if found or confirmed:
            self.fields[CONFIRM].widget = forms.CheckboxInput()
        for name, traces in found.items():
            self.add_error(name, _words(traces))
        return cleaned

    def _traces(self, cleaned: dict[str, Any]) -> dict[str, list[PupilTrace]]:
        texts = {name: value for name, value in cleaned.items() if isinstance(value, str)}
        boxes = {name: text for name, text in texts.items() if type(self.fields[name]) is forms.CharField}
        found = {
            name: [trace for trace in pupil_traces(text) if trace.kind in self.asks_of]
            for name, text in boxes.items()
        }
        return {name: traces for name, traces in found.items() if traces}


def _words(traces: list[PupilTrace]) -> str:
    quoted = ", ".join(f"«{trace.words}»" for trace in traces[:3])
    if all(trace.kind is Trace.RUT for trace in traces):
        said = _("Parece un RUT: %(words)s.")
    else:
        said = _("Parece el nombre de una o un estudiante: %(words)s.")
    way = _(
        "Esto lo leerán otras personas: cámbialo por «una estudiante de 4° básico», o marca la "
        "casilla del final."
    )
    return f"{said % {'words': quoted}} {way}"
