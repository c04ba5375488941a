"""Invented content for the gallery: every component in its states, with plausible Spanish."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lar.ui.components import Action, Choice, Column, JobProgress, JobState, StepItem, StepState, Table
from lar.ui.forms import MomentInput
from lar.ui.templatetags.lar_format import percent
from lar.ui.templatetags.lar_ui import status_tag

AGREEMENT = (
    Choice("1", _("Muy en desacuerdo")),
    Choice("2", _("En desacuerdo")),
    Choice("3", _("Ni de acuerdo ni en desacuerdo")),
    Choice("4", _("De acuerdo")),
    Choice("5", _("Muy de acuerdo")),
)
BLOCKS = (_("Desacuerdo"), _("Ni acuerdo ni desacuerdo"), _("Acuerdo"))
OTHERS = (Choice("-7", _("No aplica")), Choice("-8", _("No sé")))

ACTIONS = (
    Action(
        _("Confirma la lista de integrantes"),
        "#confirmar",
        _("Con ella se puede abrir el cuestionario. Hoy figuran 14 personas de 6 establecimientos."),
        _("Revisar la lista"),
        date(2026, 11, 27),
    ),
    Action(
        _("Elige una o dos palancas"),
        "#palancas",
        _("Cada una con su razón."),
        _("Elegir"),
        date(2026, 11, 20),
        late=True,
    ),
    Action(_("Lee la bitácora del taller 3"), "#bitacora"),
)
STEPS = (
    StepItem(1, _("Preparación para el acompañamiento"), StepState.DONE, "#paso-1", _("2 palancas elegidas")),
    StepItem(2, _("Implementación de estrategias"), StepState.CURRENT, "#paso-2", _("Cuestionario abierto")),
    StepItem(3, _("Aprendizajes y proyección"), StepState.AHEAD),
)
FACTS = (
    (_("Tipo de red"), "Red de mejoramiento escolar"),
    (_("Establecimientos"), "6"),
    (_("Ciclo"), "2026, primer año"),
)


def networks_table() -> Table:
    rows = (
        ("Red Itata", "14", f"{percent(57)} · 8 de 14", status_tag(_("Abierta"), "half")),
        ("Red Ñuble Norte", "11", f"{percent(64)} · 7 de 11", status_tag(_("Sellada"), "lock")),
        ("Red Valle del Huasco", "6", "—", status_tag(_("En preparación"), "empty")),
    )
    columns = (
        Column(_("Red")),
        Column(_("Integrantes"), numeric=True),
        Column(_("De acuerdo"), numeric=True),
        Column(_("Estado")),
    )
    return Table(_("Tres redes del programa, con el estado de su cuestionario"), columns, rows)


def jobs() -> list[JobProgress]:
    """Return the same job in each of its states; the links lead back to the gallery."""
    here, poll = reverse("ui:gallery"), reverse("ui:job_fragment")
    title = _("Informe de Red Itata")
    return [
        JobProgress(title, JobState.WAITING, poll, here, detail=_("Hay 3 informes antes.")),
        JobProgress(title, JobState.RUNNING, poll, here, percent=40, detail=_("Dibujando las dimensiones.")),
        JobProgress(
            title, JobState.DONE, poll, here, result_url="#informe", result_label=_("Abrir el informe")
        ),
        JobProgress(title, JobState.FAILED, poll, here, detail=_("Se intentó tres veces; ya avisamos.")),
    ]


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Nombre de la red"), help_text=_("Como la conocen sus integrantes."))
    mail = forms.EmailField(label=_("Correo de contacto"))
    opens = forms.DateTimeField(label=_("Se abre el"), required=False, widget=MomentInput)
    kind = forms.ChoiceField(
        label=_("Tipo de red"),
        choices=[("", _("Elige uno")), ("rme", _("Red de mejoramiento escolar")), ("slep", "SLEP")],
    )
    levers = forms.MultipleChoiceField(
        label=_("Palancas"),
        help_text=_("Una o dos."),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("PN", _("Propósito nuclear")),
            ("CP", _("Colaboración profunda")),
            ("CC", _("Confianza y corresponsabilidad")),
        ],
    )
    mode = forms.ChoiceField(
        label=_("Cómo se reparten los cupones"),
        widget=forms.RadioSelect,
        choices=[
            ("mail", _("Por correo, los envía el sistema")),
            ("slips", _("En papel, se sacan de un sobre")),
        ],
    )
    reason = forms.CharField(
        label=_("Por qué esta palanca"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    agreed = forms.BooleanField(label=_("La red conversó esta decisión"))


def forms_sample() -> dict[str, SampleForm]:
    """Return a fresh form, and one that was sent with mistakes."""
    sent = {"error-name": "", "error-mail": "red.itata", "error-kind": ""}
    wrong = SampleForm(sent, prefix="error")
    return {"fresh_form": SampleForm(prefix="limpio"), "wrong_form": wrong}


def gallery_context() -> dict[str, Any]:
    return {
        "actions": ACTIONS,
        "steps": STEPS,
        "facts": FACTS,
        "table": networks_table(),
        "jobs": jobs(),
        "page": Paginator(range(30), 10).page(2),
        "points": [choice.label for choice in AGREEMENT],
        "blocks": BLOCKS,
        "day": date(2026, 11, 23),
        "shapes": (
            ("empty", _("En preparación")),
            ("half", _("Abierta")),
            ("full", _("Publicada")),
            ("check", _("Con evidencia")),
            ("clock", _("Atrasada")),
            ("lock", _("Sellada")),
            ("cross", _("Cancelada")),
            ("dash", _("Sin resultados")),
        ),
        "icons": (
            "lar",
            "person",
            "hat",
            "exit",
            "next",
            "back",
            "plus",
            "download",
            "print",
            "mail",
            "info",
            "warning",
        ),
        **forms_sample(),
    }
