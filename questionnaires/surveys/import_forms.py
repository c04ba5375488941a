"""What an administrator writes to import answers: what they are, the file, and the confirmation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from lar.documents.tables import MAX_BYTES, MEGABYTE
from lar.ui.forms import MomentInput
from networks.forms.base import ActionForm
from networks.models import Cycle
from questionnaires.instruments.queries import published_versions
from questionnaires.surveys.actions import ImportPlan
from questionnaires.surveys.forms import VersionField
from questionnaires.surveys.response_files import Answers

MAX_ASKED = 5000
# One letter per answer: what was read goes to the page and comes back, and is kept nowhere in between.
LETTERS = {**{point: "0123456789A"[point] for point in range(1, 11)}, -7: "X", -8: "Y", -9: "Z"}
VALUES = {letter: value for value, letter in LETTERS.items()}


class CycleField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    def label_from_instance(self, obj: Cycle) -> str:
        return f"{obj.network.name} · {obj.year}"


class ImportPlanForm(ActionForm):
    """Which answers are going to be loaded, and whom they were asked of."""

    cycle = CycleField(label=_("Red y año"), queryset=None)
    version = VersionField(label=_("Cuestionario"), queryset=None, empty_label=None)
    asked = forms.IntegerField(
        label=_("A cuántas personas se les preguntó (N)"), min_value=1, max_value=MAX_ASKED
    )
    source = forms.CharField(
        label=_("De dónde sale ese número"),
        max_length=200,
        help_text=_("Por ejemplo: «nómina de la red, marzo de 2024». El informe lo dirá."),
    )
    first_day = forms.DateTimeField(label=_("Se empezó a responder el"), widget=MomentInput)
    last_day = forms.DateTimeField(label=_("Se terminó de responder el"), widget=MomentInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked for here: outside a programme these tables can't be read.
        cycles = Cycle.objects.select_related("network").order_by("network__name", "-year")
        self.fields["cycle"].queryset = cycles  # type: ignore[attr-defined]
        versions = published_versions().order_by("questionnaire_id", "-number")
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]

    def plan(self) -> ImportPlan:
        """Return what was written. Call after ``is_valid()``."""
        names = ("version", "asked", "source", "first_day", "last_day")
        return ImportPlan(**{name: self.cleaned_data[name] for name in names})


class ResponsesFileForm(forms.Form):
    file = forms.FileField(
        label=_("Archivo con las respuestas"), help_text=_("CSV o XLSX: una fila por persona.")
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("Pesa más de %d MB: no son las respuestas de una red.") % (MAX_BYTES // MEGABYTE)
            )
        return file


class ConfirmImportForm(ActionForm):
    """What was read, sent back to be loaded; signed, and for this survey only."""

    content = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, survey_id: int, rows: tuple[Answers, ...] = (), **kwargs: Any) -> None:
        self.salt = f"surveys.import:{survey_id}"
        if rows:
            packed = ".".join("".join(LETTERS[value] for value in row) for row in rows)
            kwargs["initial"] = {"content": signing.dumps(packed, salt=self.salt, compress=True)}
        super().__init__(*args, **kwargs)

    def clean_content(self) -> list[list[int]]:
        """Return the answers. What no page of ours wrote is refused whole."""
        try:
            packed: str = signing.loads(self.cleaned_data["content"], salt=self.salt)
        except signing.BadSignature as error:
            raise forms.ValidationError(
                _("Lo que se leyó llegó incompleto: sube el archivo otra vez.")
            ) from error
        return [[VALUES[letter] for letter in row] for row in packed.split(".")]
