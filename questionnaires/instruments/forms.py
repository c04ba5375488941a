"""What people write about a questionnaire. What holds for the whole is checked by its action."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lar.documents.cells import clean
from lar.documents.tables import MAX_BYTES, MEGABYTE
from lar.model.dimensions import NodeKind
from networks.forms.base import ActionForm
from questionnaires.instruments.formats import (
    InstrumentContent,
    NodeContent,
    Reading,
    read_instrument_file,
    to_json,
)
from questionnaires.instruments.formats.content import LIMITS

CODE = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"
NODE_KINDS = [
    (NodeKind.LEVER.value, _("Palanca: una red puede elegirla")),
    (NodeKind.COMPOSITE.value, _("Contiene otras dimensiones")),
    (NodeKind.EFFECT.value, _("Efecto: se mide, no se elige")),
]


class CleanField(forms.CharField):
    """Text as files are read: one form of each accent, nothing invisible."""

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Archivo"),
        help_text=_(
            "La plantilla en XLSX, un JSON, un CSV con su JSON, un XLSForm, o LimeSurvey (.txt o .lss)."
        ),
    )
    beside = forms.FileField(
        label=_("JSON que acompaña al CSV"),
        required=False,
        help_text=_("Solo si el archivo es un CSV de ítems."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("file", "beside"):
            if cleaned.get(name) and cleaned[name].size > MAX_BYTES:
                self.add_error(name, _("Pesa más de %d MB: no es un cuestionario.") % (MAX_BYTES // MEGABYTE))
        return cleaned

    def reading(self) -> Reading:
        """Read what was sent. Call after ``is_valid()``."""
        beside = self.cleaned_data.get("beside")
        data: bytes = self.cleaned_data["file"].read()
        return read_instrument_file(data, beside=beside.read() if beside else None)


class ConfirmForm(ActionForm):
    """What was read, sent back to be written: nothing was kept in between."""

    number = forms.IntegerField(label=_("Número de versión"), min_value=1, max_value=999)
    content = forms.CharField(widget=forms.HiddenInput, max_length=MAX_BYTES)

    read: Reading | None = None

    @classmethod
    def of(cls, content: InstrumentContent, *, number: int) -> ConfirmForm:
        return cls(initial={"content": to_json(content), "number": number})

    def clean_content(self) -> str:
        text: str = self.cleaned_data["content"]
        self.read = read_instrument_file(text.encode())
        if self.read.content is None or self.read.has_errors:
            raise forms.ValidationError(_("Lo que se leyó llegó incompleto: sube el archivo otra vez."))
        return text

    def instrument(self) -> InstrumentContent:
        """Return what to write. Call after ``is_valid()``."""
        content = self.read.content if self.read else None
        if content is None:
            raise ValueError("The form was not valid.")
        return replace(content, number=self.cleaned_data["number"])


class AboutForm(ActionForm):
    """Everything of a version but its dimensions and items."""

    title = CleanField(label=_("Título"), max_length=LIMITS["title"])
    disclaimer = CleanField(
        label=_("Advertencia"),
        required=False,
        max_length=LIMITS["disclaimer"],
        help_text=_("Si es de demostración: se muestra en cada página e informe."),
    )
    introduction = CleanField(
        label=_("Presentación"),
        max_length=LIMITS["introduction"],
        widget=lines(6),
        help_text=_("Lo que las personas leen antes de responder."),
    )
    source_note = CleanField(
        label=_("Fuente"), required=False, max_length=LIMITS["source_note"], widget=lines(4)
    )
    language = CleanField(label=_("Idioma"), max_length=35, help_text=_("Su código: «es-CL», por ejemplo."))
    scale = CleanField(
        label=_("Escala"),
        widget=lines(6),
        help_text=_("De 2 a 10 puntos, uno por línea, de menos a más acuerdo."),
    )
    agreement_points = forms.IntegerField(
        label=_("Puntos que son acuerdo"),
        min_value=1,
        max_value=5,
        help_text=_("Cuántos, contando desde el más alto. La misma cantidad abajo es desacuerdo."),
    )
    not_applicable_label = CleanField(
        label=_("«No aplica»"),
        required=False,
        max_length=LIMITS["point"],
        help_text=_("Sus palabras. Vacío: no se ofrece."),
    )
    dont_know_label = CleanField(
        label=_("«No sé»"),
        required=False,
        max_length=LIMITS["point"],
        help_text=_("Sus palabras. Vacío: no se ofrece."),
    )

    def __init__(self, *args: Any, content: InstrumentContent, title_is_fixed: bool, **kwargs: Any) -> None:
        initial = {name: getattr(content, name) for name in self.base_fields if name != "scale"}
        kwargs["initial"] = {**initial, "scale": "\n".join(content.scale_labels)}
        super().__init__(*args, **kwargs)
        for name in ("title", "disclaimer"):
            self.fields[name].disabled = title_is_fixed

    def change(self, content: InstrumentContent) -> InstrumentContent:
        """Return ``content`` with what was written. Call after ``is_valid()``."""
        data = self.cleaned_data
        labels = [clean(line) for line in data["scale"].splitlines()]
        return replace(
            content,
            title=data["title"],
            disclaimer=data["disclaimer"],
            introduction=data["introduction"],
            source_note=data["source_note"],
            language=data["language"],
            scale_labels=tuple(label for label in labels if label),
            agreement_points=data["agreement_points"],
            not_applicable_label=data["not_applicable_label"] or None,
            dont_know_label=data["dont_know_label"] or None,
        )


class NodeForm(forms.Form):
    """A dimension. Of one that exists the code is only shown."""

    code = forms.RegexField(CODE, label=_("Código"), max_length=LIMITS["node_code"], strip=True)
    label = CleanField(label=_("Nombre"), max_length=LIMITS["node_label"])
    parent = CleanField(
        label=_("Contenida en (código)"),
        required=False,
        max_length=LIMITS["node_code"],
        widget=forms.TextInput(attrs={"list": "dimensiones", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Clase"), choices=NODE_KINDS, initial=NodeKind.EFFECT.value)
    place = forms.IntegerField(label=_("Lugar"), min_value=1, max_value=99, required=False)
    name = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LIMITS["node_name"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = bool(self.initial.get("code"))
        self.fields["name"].disabled = True

    def node(self) -> NodeContent:
        data = self.cleaned_data
        code: str = data["code"]
        return NodeContent(
            code, data["name"] or code.lower(), data["label"], data["parent"], NodeKind(data["kind"])
        )


class BaseNodeFormSet(forms.BaseFormSet):  # type: ignore[type-arg]  # not generic when it runs
    def nodes(self) -> list[NodeContent]:
        """Return the dimensions in their places; those without one come last. After ``is_valid()``."""
        kept = [
            form
            for form in self.forms
            if form.cleaned_data.get("code")
            and not form.cleaned_data.get("DELETE")
            and form.cleaned_data.get("label")
        ]
        kept.sort(key=lambda form: form.cleaned_data.get("place") or 100)
        return [form.node() for form in kept]


NodeFormSet = forms.formset_factory(
    NodeForm, formset=BaseNodeFormSet, can_delete=True, extra=2, max_num=40, absolute_max=60
)


class LanguageForm(ActionForm):
    language = forms.RegexField(
        r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        label=_("Idioma"),
        max_length=20,
        strip=True,
        help_text=_("Su código: «en», «arn», «pt-BR»."),
        error_messages={"invalid": _("Usa un código de idioma, por ejemplo «en».")},
    )


class TranslationForm(ActionForm):
    """A field per text. Left empty, it is missing."""

    def __init__(self, *args: Any, sources: dict[str, str], texts: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = list(sources)
        for number, (key, source) in enumerate(sources.items()):
            self.fields[f"text_{number}"] = CleanField(
                label=source,
                required=False,
                initial=texts.get(key, ""),
                widget=lines(5 if len(source) > 200 else 2),
                help_text=key,
            )

    def texts(self) -> dict[str, str]:
        """Return what was written, by key. Call after ``is_valid()``."""
        return {key: self.cleaned_data[f"text_{number}"] for number, key in enumerate(self.keys)}


class NothingForm(ActionForm):
    """A button: there is nothing to write."""
