"""What is written before an activity, after it, and when it is called off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from lar.accounts.models import User
from lar.model.activities import SessionPurpose
from lar.ui.pupils import PupilHint
from networks.activity_fields import OWN_FIELDS, fields_of
from networks.activity_plan import Plan
from networks.forms.attendance import WORDS, long_text
from networks.forms.base import ActionForm, DayField
from networks.models import (
    Activity,
    Modality,
    Network,
    NetworkQuerySet,
    NotesVisibility,
    OwnWork,
)
from networks.queries.activities import label_of_visit


class HourInput(forms.TimeInput):
    """The browser's own picker of an hour."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


def _hour(label: Any, initial: time) -> forms.TimeField:
    return forms.TimeField(label=label, initial=initial, widget=HourInput)


class ActivityForm(PupilHint, ActionForm):
    """What a kind of activity writes before it happens; the fields of other kinds are not there."""

    networks = forms.ModelMultipleChoiceField(
        label=_("Redes que reúne"),
        queryset=Network.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Elige al menos una red.")},
    )
    title = forms.CharField(label=_("Título"), max_length=120, widget=WORDS)
    session_purpose = forms.ChoiceField(
        label=_("Para qué es"),
        choices=[(purpose.value, purpose.label) for purpose in SessionPurpose],
        widget=forms.RadioSelect,
        error_messages={"required": _("Elige para qué es la sesión.")},
    )
    own_work = forms.ChoiceField(
        label=_("En qué consiste"), choices=OwnWork.choices, widget=forms.RadioSelect
    )
    visited = forms.TypedChoiceField(
        label=_("Si es una visita, a qué sesión"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Aparecen las sesiones que otras redes dejaron abiertas a visitas."),
    )
    on = DayField(label=_("Día"), initial=None)
    starts = _hour(_("Comienza"), time(15))
    ends = _hour(_("Termina"), time(17))
    modality = forms.ChoiceField(
        label=_("Modalidad"), choices=Modality.choices, widget=forms.RadioSelect, initial=Modality.IN_PERSON
    )
    place = forms.CharField(label=_("Lugar"), max_length=200, required=False, widget=WORDS)
    meeting_url = forms.URLField(
        label=_("Enlace para conectarse"),
        max_length=300,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    hours = forms.DecimalField(
        label=_("Horas"),
        min_value=0,
        max_value=99,
        max_digits=4,
        decimal_places=1,
        required=False,
        localize=True,
        help_text=_("Si certifican o llevan la cuenta. Por ejemplo: 2 o 1,5."),
    )
    agenda = long_text(_("Tabla"), 5, 4000, _("Lo que se va a tratar, un punto por línea."))
    topics = long_text(
        _("Temas"), 3, 1000, _("Uno por línea. Por ejemplo: «Diseño de acciones de indagación».")
    )
    wellbeing = forms.CharField(
        label=_("Momento de bienestar"),
        max_length=300,
        required=False,
        help_text=_("Si abre o cierra con uno: cuál."),
        widget=WORDS,
    )
    observer = forms.ModelChoiceField(
        label=_("Quién observa"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nadie"),
        help_text=_("Una persona del equipo facilitador, si lo acordaron con ella."),
    )
    open_to_visits = forms.BooleanField(
        label=_(
            "Dejarla abierta a visitas: las coordinaciones de otras redes verán la red, el título y el día"
        ),
        required=False,
    )
    invites_authorities = forms.BooleanField(label=_("Invitar a las autoridades locales"), required=False)
    notes_visibility = forms.ChoiceField(
        label=_("Quién lee las notas"),
        choices=NotesVisibility.choices,
        widget=forms.RadioSelect,
        initial=NotesVisibility.PRIVATE,
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        networks: NetworkQuerySet,
        facilitators: Any = None,
        sessions: Sequence[Activity] = (),
        network: Network | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.network = kind, network
        self.sessions = {session.pk: session for session in sessions}
        for name in OWN_FIELDS - set(fields_of(kind).own):
            del self.fields[name]
        self._offer(networks, facilitators)

    def _offer(self, networks: NetworkQuerySet, facilitators: Any) -> None:
        if self.network is not None:
            del self.fields["networks"]
        else:
            choice: Any = self.fields["networks"]
            choice.queryset = networks
            if not fields_of(self.kind).several:
                self.fields["networks"] = forms.ModelChoiceField(
                    label=_("Red"), queryset=networks, error_messages={"required": _("Elige la red.")}
                )
        if "observer" in self.fields:
            observer: Any = self.fields["observer"]
            observer.queryset = facilitators
            observer.label_from_instance = lambda person: person.name
        if "own_work" in self.fields:
            self.fields["agenda"].label = _("Qué se va a hacer")
            self.fields["agenda"].help_text = ""
        if "visited" in self.fields:
            visited: Any = self.fields["visited"]
            offered = [(session.pk, label_of_visit(session)) for session in self.sessions.values()]
            visited.choices = [("", _("Ninguna")), *offered]
        self.order_fields(["networks", "title", "session_purpose", "own_work", "visited"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("visited") and data.get("own_work") not in {OwnWork.VISIT, None}:
            self.add_error("own_work", _("Elegiste una sesión que visitar: marca «Visita»."))
        if data.get("own_work") == OwnWork.VISIT and not data.get("visited"):
            self.add_error("visited", _("Elige qué sesión van a visitar."))
        return data

    def plan(self) -> Plan:
        """Return what was written; call only when the form is valid."""
        data = dict(self.cleaned_data)
        networks = self._networks(data)
        zone = ZoneInfo(networks[0].time_zone) if networks else None
        day = data.pop("on")
        starts, ends = data.pop("starts", time(0)), data.pop("ends", time(23, 59))
        if data.get("visited"):
            data["visited"] = self.sessions[data["visited"]]
        return Plan(
            kind=self.kind,
            networks=networks,
            starts_at=datetime.combine(day, starts, tzinfo=zone),
            ends_at=datetime.combine(day, ends, tzinfo=zone),
            **data,
        )

    def _networks(self, data: dict[str, Any]) -> tuple[Network, ...]:
        chosen = data.pop("networks", None)
        if self.network is not None:
            return (self.network,)
        return (chosen,) if isinstance(chosen, Network) else tuple(chosen)


def initial_of(activity: Activity) -> dict[str, Any]:
    """Return what the form of a loaded activity shows first."""
    gathered = [row.network_id for row in activity.networks.all()]
    values = {name: getattr(activity, name) for name in OWN_FIELDS - {"starts", "ends"}}
    return {
        **values,
        "networks": gathered if fields_of(activity.kind).several else gathered[0],
        "title": activity.title,
        "agenda": activity.agenda,
        "visited": activity.visited_id or "",
        "observer": activity.observer_id,
        "on": activity.day,
        "starts": activity.starts_on_the_wall.time(),
        "ends": activity.ends_on_the_wall.time(),
    }
