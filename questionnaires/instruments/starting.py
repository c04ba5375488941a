"""The form that begins a questionnaire: what it is for, its scale and what it measures. Items come after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.disclosure.scale import MAX_POINTS, MIN_POINTS
from lar.model.dimensions import NodeKind
from networks.forms.base import ActionForm
from questionnaires.instruments.formats import InstrumentContent, NodeContent
from questionnaires.instruments.formats.content import LIMITS, MODEL_NODES
from questionnaires.instruments.formats.texts import as_code, unique_code
from questionnaires.instruments.forms import CODE, CleanField, lines

OWN: Final = "own"
SCALES: Final[dict[str, tuple[str, ...]]] = {
    "agreement_5": (
        "Muy en desacuerdo",
        "En desacuerdo",
        "Ni de acuerdo ni en desacuerdo",
        "De acuerdo",
        "Muy de acuerdo",
    ),
    "agreement_6": (
        "Muy en desacuerdo",
        "En desacuerdo",
        "Algo en desacuerdo",
        "Algo de acuerdo",
        "De acuerdo",
        "Muy de acuerdo",
    ),
    "frequency_5": ("Nunca", "Rara vez", "A veces", "Muchas veces", "Siempre"),
    "yes_no": ("No", "Sí"),
}
"""Scales that many questionnaires use, least agreement first."""

_SCALE_CHOICES = [
    ("agreement_5", gettext_lazy("Acuerdo, 5 puntos: de «Muy en desacuerdo» a «Muy de acuerdo»")),
    ("agreement_6", gettext_lazy("Acuerdo, 6 puntos, sin punto medio")),
    ("frequency_5", gettext_lazy("Frecuencia, 5 puntos: de «Nunca» a «Siempre»")),
    ("yes_no", gettext_lazy("Dos puntos: «No» y «Sí»")),
    (OWN, gettext_lazy("Otra: la escribo abajo")),
]
_TREE_CHOICES = [
    ("model", gettext_lazy("Las seis del modelo LAR: propósito, liderazgo en red, capital profesional…")),
    (OWN, gettext_lazy("Otras: las escribo abajo")),
]


class NewForm(ActionForm):
    """Enough for a draft that the editor can go on with; everything but the code can change there."""

    title = CleanField(label=gettext_lazy("Título"), max_length=LIMITS["title"])
    introduction = CleanField(
        label=gettext_lazy("Para qué es"),
        max_length=LIMITS["introduction"],
        widget=lines(4),
        help_text=gettext_lazy("Las personas lo leen antes de responder. Después lo puedes mejorar."),
    )
    scale_kind = forms.ChoiceField(
        label=gettext_lazy("Escala"),
        widget=forms.RadioSelect,
        choices=_SCALE_CHOICES,
        initial="agreement_5",
    )
    scale = CleanField(
        label=gettext_lazy("Puntos de la escala"),
        required=False,
        widget=lines(5),
        help_text=gettext_lazy(
            "Solo si elegiste «Otra». De 2 a 10 puntos, uno por línea, de menos a más acuerdo."
        ),
    )
    offers = forms.MultipleChoiceField(
        label=gettext_lazy("Además de la escala se puede responder"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("na", gettext_lazy("«No aplica»")), ("dk", gettext_lazy("«No sé»"))],
        initial=["na", "dk"],
    )
    tree_kind = forms.ChoiceField(
        label=gettext_lazy("Qué mide"), widget=forms.RadioSelect, choices=_TREE_CHOICES, initial="model"
    )
    tree = CleanField(
        label=gettext_lazy("Dimensiones"),
        required=False,
        widget=lines(5),
        help_text=gettext_lazy(
            "Solo si elegiste «Otras». Una por línea; con un guion delante va dentro de la anterior: "
            "«Capital profesional», «- Capital humano», «- Capital social»."
        ),
    )
    code = forms.RegexField(
        CODE,
        label=gettext_lazy("Código"),
        required=False,
        max_length=LIMITS["code"],
        strip=True,
        help_text=gettext_lazy("Nombra los archivos y no cambia. Si lo dejas vacío sale del título."),
        error_messages={"invalid": gettext_lazy("Usa letras sin acento, números, «_» o «-».")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("scale_kind") == OWN and (problem := problem_of(self._labels())):
            self.add_error("scale", problem)
        if cleaned.get("tree_kind") == OWN and not list(nodes_from(cleaned.get("tree", ""))):
            self.add_error("tree", _("Escribe al menos una dimensión."))
        if cleaned.get("title") and not self._code():
            self.add_error("code", _("Del título no sale un código: escríbelo."))
        return cleaned

    def content(self) -> InstrumentContent:
        """Return the draft that was described. Call after ``is_valid()``."""
        data = self.cleaned_data
        labels = self._labels()
        return InstrumentContent(
            code=self._code(),
            number=1,
            title=data["title"],
            introduction=data["introduction"],
            scale_labels=labels,
            agreement_points=agreement_of(len(labels)),
            not_applicable_label=_("No aplica") if "na" in data["offers"] else None,
            dont_know_label=_("No sé") if "dk" in data["offers"] else None,
            nodes=MODEL_NODES if data["tree_kind"] != OWN else tuple(nodes_from(data["tree"])),
            items=(),
        )

    def _code(self) -> str:
        typed: str = self.cleaned_data.get("code") or ""
        title: str = self.cleaned_data.get("title") or ""
        return typed or as_code(title, limit=LIMITS["code"]).replace("_", "-")

    def _labels(self) -> tuple[str, ...]:
        if self.cleaned_data["scale_kind"] != OWN:
            return SCALES[self.cleaned_data["scale_kind"]]
        lines: str = self.cleaned_data.get("scale") or ""
        return tuple(label for line in lines.splitlines() if (label := line.strip()))


def problem_of(labels: Sequence[str]) -> str:
    """What is wrong with the points that somebody wrote; empty when they make a scale."""
    if not MIN_POINTS <= len(labels) <= MAX_POINTS:
        return _("Escribe de %(least)d a %(most)d puntos, uno por línea: hay %(count)d.") % {
            "least": MIN_POINTS,
            "most": MAX_POINTS,
            "count": len(labels),
        }
    if len({label.casefold() for label in labels}) < len(labels):
        return _("Dos puntos dicen lo mismo: cada uno dice algo distinto.")
    long = next((label for label in labels if len(label) > LIMITS["point"]), "")
    if long:
        return _("«%(label)s…» es muy largo: en un punto caben %(limit)d caracteres.") % {
            "label": long[:30],
            "limit": LIMITS["point"],
        }
    return ""


def agreement_of(points: int) -> int:
    """How many of the highest points are agreement until somebody says otherwise: all above the middle."""
    return max(1, points // 2)


def nodes_from(text: str) -> Iterator[NodeContent]:
    """A dimension per line; a line that begins with a hyphen is inside the last one that does not."""
    taken: set[str] = set()
    lines = [line.strip() for line in text.splitlines() if line.strip(" \t-–—•")]
    inside = [line[0] in "-–—•" for line in lines]
    parent = ""
    for place, line in enumerate(lines):
        label = line.strip(" \t-–—•")
        initials = as_code(label, limit=LIMITS["node_code"]).upper()
        code = unique_code(initials or "D", taken, limit=LIMITS["node_code"])
        is_inside = inside[place] and bool(parent)
        holds = not is_inside and inside[place + 1 : place + 2] == [True]
        kind = NodeKind.COMPOSITE if holds else NodeKind.EFFECT
        yield NodeContent(code, code.lower(), label, parent if is_inside else "", kind)
        parent = parent if is_inside else code
