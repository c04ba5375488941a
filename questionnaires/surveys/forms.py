"""What people write about a survey. Moments are read in the network's time zone, which views turn on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lar.ui.forms import MomentInput
from networks.forms.base import ActionForm
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.instruments.queries import published_versions
from questionnaires.surveys.actions import SurveyPlan
from questionnaires.surveys.models import CodeKeeper, SurveyMode
from questionnaires.surveys.queries.standing import OpenOne

MODES = [
    (SurveyMode.EMAIL, _("Códigos por correo: la plataforma escribe a cada persona")),
    (SurveyMode.SLIPS, _("Cupones impresos: se sacan de un sobre, al azar")),
]
OPEN_CODE = (
    SurveyMode.OPEN_CODE,
    _("Código abierto: el mismo para toda la red, con al menos diez respuestas"),
)
KEEPERS = [
    (CodeKeeper.FACILITATOR, _("El equipo facilitador")),
    (CodeKeeper.TEAM, _("La coordinación de la red (el aviso y el informe lo dirán)")),
]


# Slips are handed out by whom the plan says; in the other modes there is nobody to choose.
KEEPER_OF = {SurveyMode.EMAIL: CodeKeeper.SYSTEM, SurveyMode.OPEN_CODE: CodeKeeper.FACILITATOR}


class VersionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    def label_from_instance(self, obj: QuestionnaireVersion) -> str:
        return str(obj)


class MomentsForm(ActionForm):
    version = VersionField(label=_("Cuestionario"), queryset=None, empty_label=None)
    opens_at = forms.DateTimeField(label=_("Se abre el"), widget=MomentInput)
    closes_at = forms.DateTimeField(
        label=_("Se cierra el"),
        widget=MomentInput,
        help_text=_("A esa hora se cierra sola. Después no se puede volver a abrir."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked for here: outside a programme the table can't be read. The programme's first
        # questionnaire stands first: it is the diagnosis that most teams prepare.
        versions = published_versions().order_by("questionnaire_id", "-number")
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]


class PlanForm(MomentsForm):
    """How a network's questionnaire will be applied. One code for all is for facilitators to choose."""

    mode = forms.ChoiceField(label=_("Cómo llegan los códigos"), widget=forms.RadioSelect, choices=MODES)
    emails = forms.CharField(
        label=_("Correos de las personas convocadas"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("Solo para códigos por correo. Uno por línea. Se borran al responder o al cerrar."),
    )
    code_keeper = forms.ChoiceField(
        label=_("Quién reparte los cupones"),
        required=False,
        widget=forms.RadioSelect,
        choices=KEEPERS,
        help_text=_("Solo para cupones impresos."),
    )

    own_items = forms.CharField(
        label=_("Preguntas propias de la red"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Si quieren, hasta cinco, una por línea, que se respondan con la misma escala. Van al final, en "
            "pantalla y no en el papel. El informe las muestra aparte: no suman a ninguna dimensión ni se "
            "comparan con otros años o redes."
        ),
    )

    def __init__(
        self,
        *args: Any,
        may_use_open_code: bool = False,
        versions: QuerySet[QuestionnaireVersion] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if versions is not None:
            self.fields["version"].queryset = versions  # type: ignore[attr-defined]
        if may_use_open_code:
            self.fields["mode"].choices = [*MODES, OPEN_CODE]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("mode") == SurveyMode.SLIPS and not cleaned.get("code_keeper"):
            self.add_error("code_keeper", _("Di quién reparte los cupones."))
        return cleaned

    def plan(self) -> SurveyPlan:
        """Return the plan that was written. Call after ``is_valid()``."""
        data = self.cleaned_data
        mode = SurveyMode(data["mode"])
        by_mail = mode == SurveyMode.EMAIL
        return SurveyPlan(
            version=data["version"],
            mode=mode,
            code_keeper=KEEPER_OF.get(mode) or CodeKeeper(data["code_keeper"]),
            opens_at=data["opens_at"],
            closes_at=data["closes_at"],
            emails=data["emails"].splitlines() if by_mail else (),
            own_items=data["own_items"].splitlines(),
        )


class NetworkChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    widget = forms.CheckboxSelectMultiple


class ShownNumbers(forms.Field):
    """How many people the page showed beside each network, signed: ``{network: people}``.

    A page drawn again shows today's numbers, and so carries them, not those that were sent.
    """

    widget = forms.HiddenInput
    salt = "surveys.open_many.shown"

    def prepare_value(self, value: Mapping[int, int]) -> str:
        return signing.dumps({str(key): people for key, people in value.items()}, salt=self.salt)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial

    def to_python(self, value: str | None) -> dict[int, int]:
        """Return the numbers; none when they are missing or were not written by a page of ours."""
        try:
            return {int(key): people for key, people in signing.loads(value or "", salt=self.salt).items()}
        except signing.BadSignature:
            return {}


class OpenManyForm(MomentsForm):
    """One questionnaire for many networks, with printed slips.

    ``people`` holds how many each network calls now; what was confirmed is what the page showed.
    """

    code_keeper = forms.ChoiceField(
        label=_("Quién reparte los cupones"), widget=forms.RadioSelect, choices=KEEPERS
    )
    networks = NetworkChoices(label=_("Redes"), queryset=None)
    confirmed = forms.BooleanField(
        label=_("Revisé cuántas personas convoca cada red y confirmo esos padrones.")
    )

    shown = ShownNumbers(required=False)

    def __init__(self, *args: Any, networks: Any, people: Mapping[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["networks"].queryset = networks  # type: ignore[attr-defined]
        self.fields["shown"].initial = people

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for network in cleaned.get("networks", ()):
            shown, now = cleaned["shown"].get(network.pk), self.people.get(network.pk, 0)
            if shown != now:
                self.add_error("networks", _changed(network.name, shown, now))
        return cleaned

    def numbers(self) -> dict[int, int]:
        """Return the number that was confirmed of each chosen network. Call after ``is_valid()``."""
        return {
            network.pk: self.cleaned_data["shown"][network.pk] for network in self.cleaned_data["networks"]
        }

    def plan(self) -> SurveyPlan:
        """Return the plan that was written. Call after ``is_valid()``."""
        data = self.cleaned_data
        return SurveyPlan(
            version=data["version"],
            mode=SurveyMode.SLIPS,
            code_keeper=CodeKeeper(data["code_keeper"]),
            opens_at=data["opens_at"],
            closes_at=data["closes_at"],
        )


def _changed(network: str, shown: int | None, now: int) -> str:
    if shown is None:
        return _("%(network)s: vuelve a revisar cuántas personas convoca.") % {"network": network}
    words = _("%(network)s: la página mostraba %(shown)d y ahora son %(now)d. Revísalo y confirma otra vez.")
    return words % {"network": network, "shown": shown, "now": now}


class ExtendForm(ActionForm):
    closes_at = forms.DateTimeField(label=_("Nueva fecha de cierre"), widget=MomentInput)


class CorrectForm(ActionForm):
    n = forms.IntegerField(label=_("Personas convocadas"), min_value=1, max_value=500)
    reason = forms.CharField(label=_("Motivo"), max_length=300)


class CancelForm(ActionForm):
    reason = forms.CharField(label=_("Motivo"), max_length=200)


class ReplaceForm(ActionForm):
    count = forms.IntegerField(label=_("Cupones perdidos"), min_value=1, max_value=10, initial=1)


class ConfirmForm(ActionForm):
    """The button of whoever confirms, and what she was shown."""

    shown = forms.CharField(
        max_length=64, error_messages={"required": _("Vuelve a leer la lista antes de confirmarla.")}
    )


class NothingForm(ActionForm):
    """A button: there is nothing to write."""


class WriteForm(ActionForm):
    """A message to the teams of some open surveys; those that stand still are marked to begin with."""

    surveys = forms.MultipleChoiceField(
        label=_("A quiénes"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Elige al menos una red."),
            "invalid_choice": _("Una de esas redes ya no tiene abierto su cuestionario: revisa la lista."),
        },
    )
    text = forms.CharField(
        label=_("Mensaje"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Lo recibe cada persona que coordina esas redes. Quienes responden no reciben nada."),
    )

    def __init__(self, *args: Any, rows: Sequence[OpenOne], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.fields["surveys"].initial = [str(row.survey.pk) for row in rows if row.stands_still and row.team]
        self.fields["surveys"].choices = [  # type: ignore[attr-defined]
            (str(row.survey.pk), _words(row)) for row in rows if row.team
        ]

    def keys(self) -> list[int]:
        """Return the surveys that were chosen. Call after ``is_valid()``."""
        return [int(key) for key in self.cleaned_data["surveys"]]

    def chosen(self) -> list[OpenOne]:
        keys = set(self.keys())
        return [row for row in self.rows if row.survey.pk in keys]


def _words(row: OpenOne) -> str:
    parts = [row.survey.network.name, row.survey.questionnaire.title, row.band]
    return " · ".join([*parts, *([gettext("sin moverse")] if row.stands_still else [])])
