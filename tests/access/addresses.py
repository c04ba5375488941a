"""Where each route of the matrix leads for a place, and the least that a form of it is sent with."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from lar.tenancy.context import program_context
from networks.models import Network
from networks.people_sheet import COLUMNS
from questionnaires.instruments.formats import to_json
from questionnaires.instruments.formats.content import MODEL_NODES
from questionnaires.instruments.formats.ours_xlsx import EXAMPLE
from questionnaires.surveys.codes import ticket_of
from questionnaires.surveys.forms import ShownNumbers
from questionnaires.surveys.import_forms import ConfirmImportForm
from questionnaires.surveys.models import Survey
from questionnaires.surveys.phone_script import script_digest
from questionnaires.surveys.queries.roster import people_by_network, plan_fingerprint
from tests.access.places import DRAFT, EMPTY, IMPORTED, KEPT, RELEASED, SECTION, Place
from tests.access.routes import BY_PREFIX, Route
from tests.surveys import ITEMS, answers_of

MISSING_ID = 987_654_321
DAY = "2026-05-04"

# Parameters that name an object of a network or a programme; the rest are years, dimensions, versions.
OBJECTS = frozenset(
    {
        "network_id",
        "activity_id",
        "agreement_id",
        "condition_id",
        "attachment_id",
        "strategy_id",
        "entry_id",
        "block_id",
        "card_id",
        "comment_id",
        "pairing_id",
        "micro_id",
        "territory_id",
        "row_id",
        "membership_id",
        "import_id",
        "job_id",
        "token_id",
        "release_id",
        "report_id",
        "survey_id",
        "sheet_id",
        "version_id",
        "text_key",
        "workshop_id",
        "pk",
    }
)
# What a visitor types who holds nothing.
MADE_UP = {"code": "ZZZZZZ", "room": "ZZZZ", "token": "x" * 43, "sha256": "0" * 64}

# What a parameter means where its name alone does not say it: a key of the place.
KEYS: dict[str, dict[str, str]] = {
    "networks:coordinator_remove": {"row_id": "team_row"},
    "networks:school_remove": {"row_id": "school_row"},
    "networks:territory_unassign": {"row_id": "territory_row"},
    "networks:authority_remove": {"row_id": "authority_row"},
    "networks:authority_confirm": {"row_id": "authority_row"},
    "networks:coordinator_replace": {"row_id": "team_row"},
    "networks:activity_hold": {"activity_id": "tutoring"},
    "networks:activity_ics": {"activity_id": "authority_meeting"},
    "networks:activity_invite": {"activity_id": "authority_meeting"},
    "networks:activity_pdf": {"activity_id": "tutoring"},
    "networks:activity_print": {"activity_id": "authority_meeting"},
    "entry:calendar_feed": {"token": "calendar_token"},
    "entry:digest_stop": {"token": "stop_token"},
    "jobs:retry": {"job_id": "job_failed"},
    "jobs:cancel": {"job_id": "job_waiting"},
    "jobs:detail": {"job_id": "job_waiting"},
    "jobs:progress": {"job_id": "job_waiting"},
    "api:network-detail": {"pk": "network_id"},
    "api:cycle-detail": {"pk": f"cycle_{RELEASED}"},
    "api:survey-detail": {"pk": "released_survey"},
    "api:release-detail": {"pk": "release_id"},
    "results:evaluation": {"activity_id": "workshop"},
    "results:evaluation_cancel": {"activity_id": "evaluated_workshop"},
    "results:evaluation_code": {"activity_id": "evaluated_workshop"},
    "results:evaluation_slips": {"activity_id": "evaluated_workshop", "sheet_id": "evaluation_sheet"},
    "results:open_release": {"release_id": "kept_release"},
    "results:program": {"release_id": "program_release"},
    "results:program_pdf": {"release_id": "program_release"},
    "results:remind": {"release_id": "kept_release"},
    "results:voices": {"survey_id": "written_survey"},
    "results:voices_open": {"release_id": "spoken_release"},
    "results:voices_publish": {"survey_id": "written_survey"},
    "results:voices_text": {"survey_id": "written_survey"},
    "surveys:survey": {"survey_id": "open_survey"},
    "surveys:change": {"survey_id": "draft_survey"},
    "surveys:confirm": {"survey_id": "draft_survey"},
    "surveys:open": {"survey_id": "draft_survey"},
    "surveys:extend": {"survey_id": "open_survey"},
    "surveys:cancel": {"survey_id": "open_survey"},
    "surveys:correct": {"survey_id": "open_survey"},
    "surveys:remind": {"survey_id": "mailed_survey"},
    "surveys:replace": {"survey_id": "open_survey"},
    "surveys:redraw": {"survey_id": "open_survey"},
    "surveys:take_slips": {"survey_id": "open_survey"},
    "surveys:expect": {"survey_id": "open_survey"},
    "surveys:publish_mirror": {"survey_id": "open_survey"},
    "surveys:paper": {"survey_id": "open_survey"},
    "surveys:paper_links": {"survey_id": "open_survey"},
    "surveys:paper_pdf": {"survey_id": "open_survey"},
    "answering:keying": {"token": "keying_token"},
    "surveys:team_view": {"survey_id": "open_survey"},
    "surveys:share_team_view": {"survey_id": "open_survey"},
    "surveys:slide": {"survey_id": "open_code_survey"},
    "surveys:change_open_code": {"survey_id": "open_code_survey"},
    "surveys:import_load": {"survey_id": "imported_survey"},
    "workshop:script": {"workshop_id": "unstarted_workshop"},
    "workshop:start": {"workshop_id": "unstarted_workshop"},
    "workshop:bring": {"workshop_id": "unstarted_workshop"},
    "instruments:about": {"version_id": "instrument_draft"},
    "instruments:delete": {"version_id": "instrument_draft"},
    "instruments:item": {"version_id": "instrument_draft"},
    "instruments:item_add": {"version_id": "instrument_draft"},
    "instruments:item_move": {"version_id": "instrument_draft"},
    "instruments:item_remove": {"version_id": "instrument_draft"},
    "instruments:items": {"version_id": "instrument_draft"},
    "instruments:languages": {"version_id": "instrument_draft"},
    "instruments:nodes": {"version_id": "instrument_draft"},
    "instruments:publish": {"version_id": "instrument_draft"},
    "instruments:translation": {"version_id": "translated_draft"},
    "instruments:translation_remove": {"version_id": "translated_draft"},
}
# Parameters that are no object's key.
NATURAL: dict[str, dict[str, Any]] = {
    "results:data": {"kind": "planilla"},
    "networks:purpose_exercise": {"step": 1},
    "logbook:section": {"section_code": SECTION},
    "logbook:section_edit": {"section_code": SECTION},
    "scaling:snooze": {"rule": "session"},
    "results:dimension": {"code": "PN"},
    "results:rehearsal_dimension": {"code": "PN"},
    "networks:activity_pdf": {"document": "acta"},
    "networks:activity_print": {"document": "tabla"},
    "mail": {"key": "ninguno"},
    "answering:privacy_version": {"number": 1},
    "answering:script": {"digest": script_digest()},
    "results:explore": {"year": RELEASED},
    "results:year": {"year": KEPT},
    "results:year_zip": {"year": RELEASED},
    "surveys:prepare": {"year": EMPTY},
    "instruments:download": {"kind": "planilla"},
    "instruments:item": {"item_code": "pn_01"},
    "instruments:item_move": {"item_code": "pn_01"},
    "instruments:item_remove": {"item_code": "pn_01"},
    "instruments:translation": {"language": "en"},
    "instruments:translation_remove": {"language": "en"},
}
YEAR = DRAFT

Body = Callable[[Place], Mapping[str, Any]]


def _person(place: Place) -> Mapping[str, Any]:
    return {"email": "nueva.persona@ejemplo.cl", "name": "Nueva Persona", "on": DAY}


class SentFile(SimpleUploadedFile):
    """A file that is read from its start by every request; those of one name are alike."""

    def read(self, *sizes: int) -> bytes:
        if not sizes:
            self.seek(0)
        assert self.file is not None
        data: bytes = self.file.read(*sizes)
        return data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SentFile) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)


class PeopleFile(SentFile):
    """A spreadsheet of one person."""

    def __init__(self) -> None:
        lines = [";".join(COLUMNS), "Nueva Persona;nueva.persona@ejemplo.cl;Facilitación;;;"]
        super().__init__("personas.csv", "\r\n".join(lines).encode())


def _attached(use: str) -> Mapping[str, Any]:
    return {"use": use, "file": SentFile("nota.txt", b"Lo que hicimos."), "pupils": "on"}


def _answer(place: Place) -> Mapping[str, Any]:
    with program_context(place.program):
        survey = Survey.objects.select_related("version").get(pk=place.keys["open_survey"])
        ticket = ticket_of(survey.program_id, survey.pk, survey.version_id)
        return {"ticket": ticket, "client_key": str(uuid.uuid4()), **answers_of(survey, 4)}


def _moment(days: int) -> str:
    return f"{timezone.localtime() + timedelta(days=days):%Y-%m-%dT%H:%M}"


def _plan(place: Place) -> dict[str, Any]:
    moments = {"opens_at": _moment(1), "closes_at": _moment(9)}
    return {"version": place.keys["version_id"], "mode": "slips", "code_keeper": "facilitator", **moments}


def _import_plan(place: Place) -> Mapping[str, Any]:
    plan = {"version": place.keys["version_id"], "asked": "12", "source": "nómina"}
    moments = {"first_day": _moment(-9), "last_day": _moment(-2)}
    return {"cycle": place.keys[f"cycle_{IMPORTED}"], **plan, **moments}


def _imported_rows(place: Place) -> Mapping[str, Any]:
    """What the page sends back of a file that it has read."""
    form = ConfirmImportForm(survey_id=place.keys["imported_survey"], rows=((4,) * ITEMS,) * 6)
    return {"content": form.initial["content"]}


def _shown(place: Place) -> Mapping[str, Any]:
    with program_context(place.program):
        return {"shown": plan_fingerprint(Survey.objects.get(pk=place.keys["draft_survey"]))}


def _many(place: Place) -> Mapping[str, Any]:
    key = place.keys["network_id"]
    with program_context(place.program):
        people = people_by_network([Network.objects.get(pk=key)], timezone.localdate())
    shown = ShownNumbers().prepare_value({key: people.get(key, 0)})
    return {**_plan(place), "networks": [key], "shown": shown, "confirmed": "on"}


def _marks(place: Place) -> Mapping[str, Any]:
    with program_context(place.program):
        return answers_of(Survey.objects.get(pk=place.keys["open_survey"]), 4)


def _network(name: str) -> dict[str, Any]:
    return {"name": name, "kind": "rme", "cohort": 2025, "time_zone": "America/Santiago"}


def _about(place: Place) -> Mapping[str, Any]:
    return {
        "title": "Otro",
        "introduction": "Otra presentación.",
        "language": "es-CL",
        "scale": "No\nSí",
        "agreement_points": "1",
    }


def _micro_strategy(place: Place) -> Mapping[str, Any]:
    return {
        "title": "Rondas",
        "node": "CP",
        "shapes": ["disperso"],
        "aim": "Mirar clases.",
        "steps": "Mirar.",
        "minutes": "40",
        "source": "Nuestra.",
    }


def _item(place: Place) -> Mapping[str, Any]:
    return {"code": "nuevo_01", "node": "PN", "kind": "scale", "text": "Una frase nueva."}


def _nodes(place: Place) -> Mapping[str, Any]:
    """The dimensions of the model as they are."""
    data: dict[str, Any] = {"n-TOTAL_FORMS": len(MODEL_NODES), "n-INITIAL_FORMS": len(MODEL_NODES)}
    for number, node in enumerate(MODEL_NODES):
        data |= {
            f"n-{number}-label": node.label,
            f"n-{number}-parent": node.parent,
            f"n-{number}-kind": node.kind.value,
            f"n-{number}-place": number + 1,
        }
    return data


def _meeting(kind: str) -> dict[str, Any]:
    when = {"on": DAY, "starts": "15:00", "ends": "17:00"}
    return {"tipo": kind, "title": "Encuentro", "modality": "in_person", **when}


def _session() -> dict[str, Any]:
    return {**_meeting("network_session"), "session_purpose": "inquiry"}


# The least that each form accepts.
BODIES: dict[str, Body] = {
    "networks:network_create": lambda p: {
        **_network("Red nueva"),
        "on": "2025-03-01",
        "territory": p.keys["territory_id"],
    },
    "networks:network_edit": lambda p: _network("Red con otro nombre"),
    "networks:network_exit": lambda p: {"on": DAY, "reason": "Terminó."},
    "networks:strategy": lambda p: {"act": "session", "sesion-on": DAY, "sesion-words": "La probamos."},
    "networks:strategy_create": lambda p: {"node": "CP", "title": "Rondas", "what": "Mirar.", "on": DAY},
    "networks:micro_strategy": _micro_strategy,
    "networks:micro_strategy_create": _micro_strategy,
    "logbook:block": lambda p: {"text": "Lo que vimos hoy.", "version": "1"},
    "logbook:card_create": lambda p: {"evidence": f"agreement:{p.keys['agreement_id']}"},
    "logbook:comment": lambda p: {"act": "think"},
    "logbook:comment_create": lambda p: {"kind": "pregunta", "text": "¿Qué cambió?"},
    "logbook:entry": lambda p: {"title": "Visita", "readers": "facilitator", "help_asked": "¿Cómo seguir?"},
    "logbook:entry_create": lambda p: {"title": "Otra visita", "text": "Fuimos."},
    "logbook:section": lambda p: {"text": "Pensamos que sí."},
    "scaling:snooze": lambda p: {
        "until": f"{timezone.localdate() + timedelta(days=14)}",
        "reason": "Lo vemos en la próxima tutoría.",
    },
    "logbook:section_edit": lambda p: {"title": "De nuevo", "body": "Otro texto.", "sources": ""},
    "networks:pairings": lambda p: {"other": p.keys["spare_guide"]},
    "networks:condition": lambda p: {"outcome": "committed", "words": "Desde marzo."},
    "networks:conditions": lambda p: {"kind": "transport", "words": "Un bus a cada sesión."},
    "networks:agreement": lambda p: {"outcome": "kept", "because": "Alcanzó el tiempo.", "on": DAY},
    "results:evaluation": lambda p: {"people": "20", "lasts": "30"},
    "results:evaluation_cancel": lambda p: {"reason": "Éramos menos."},
    "networks:agreement_create": lambda p: {
        "activity": p.keys["activity_id"],
        "text": "Leer juntas un cuento.",
        "owner_words": "Docentes",
        "due": "2026-06-30",
        "how_known": "Se ve en el acta.",
        "review_on": "2026-07-30",
        "on": DAY,
    },
    "networks:purpose_exercise": lambda p: {"text": "Que lean con gusto."},
    "networks:purpose": lambda p: {"text": "Otro propósito.", "on": DAY},
    "networks:roster": lambda p: {"on": DAY, f"seats-{p.keys['school_row']}-teacher": "9"},
    "networks:school_add": lambda p: {"school": p.keys["spare_school"], "on": DAY},
    "networks:school_remove": lambda p: {"on": DAY},
    "networks:team": _person,
    "networks:coordinator_remove": lambda p: {"on": DAY},
    "networks:network_territories": lambda p: {"territory": p.keys["spare_territory"], "on": DAY},
    "networks:territory_unassign": lambda p: {"on": DAY},
    "networks:activity_plan": lambda p: _session(),
    "networks:activity_plan_many": lambda p: {
        **_meeting("tutoring"),
        "networks": p.keys["network_id"],
        "notes_visibility": "private",
    },
    "networks:activity_edit": lambda p: _session(),
    "networks:activity_hold": lambda p: {"on": DAY, "minutes": "Conversamos."},
    "networks:activity_cancel": lambda p: {"reason": "Temporal."},
    "networks:cycle_start": lambda p: {"year": EMPTY + 1},
    "networks:cycle_step": lambda p: {"step": "2"},
    "networks:analysis": lambda p: {"text": "Nuestro análisis.", "on": DAY},
    "networks:notices": lambda p: {"rhythm": "weekly"},
    "networks:propose": lambda p: {"nodes": ["CP", "PN"]},
    "networks:socialization_review": lambda p: {"worked": "Se conversó.", "hard": "El tiempo.", "on": DAY},
    "networks:projection": lambda p: {"keep": "Las sesiones.", "strategies": "Observarse.", "on": DAY},
    "networks:levers": lambda p: {
        "on": DAY,
        "node_1": "CP",
        "reason_1": "strategic_interest",
        "explanation_1": "Nos importa.",
    },
    "networks:territory_create": lambda p: {"name": "Territorio nuevo", "kind": "slep"},
    "networks:territory": _person,
    "networks:authority_remove": lambda p: {"on": DAY},
    "networks:coordinator_replace": _person,
    "networks:enrolment": lambda p: {"on": DAY, "backed_on": DAY, "backed_by": p.authority.pk},
    "networks:follow_up": lambda p: {"on": DAY, "text": "Se siguen reuniendo."},
    "networks:activity_attach": lambda p: _attached("material"),
    "networks:strategy_attach": lambda p: _attached("evidence"),
    "networks:agreement_attach": lambda p: _attached("evidence"),
    "networks:people_sheet": lambda p: {"file": PeopleFile()},
    "networks:person_invite": lambda p: {**_person(p), "role": "facilitator"},
    "networks:person_end": lambda p: {"on": DAY},
    "accounts:api_keys": lambda p: {"name": "Planilla", "scopes": ["networks"], "days": "30"},
    "results:open_release": lambda p: {"audience": "members"},
    "results:program_year": lambda p: {
        "version": p.keys["version_id"],
        "year": "2024",
        "closes_at": _moment(20),
    },
    "results:voices_text": lambda p: {"use": "discard"},
    "results:second_edition": lambda p: {"sections": ["tables"], "items": ["pn_01"]},
    "surveys:prepare": _plan,
    "surveys:change": _plan,
    "surveys:confirm": _shown,
    "surveys:open_many": _many,
    "surveys:reading_link": lambda p: {"act": "revoke"},
    "surveys:extend": lambda p: {"closes_at": _moment(30)},
    "surveys:cancel": lambda p: {"reason": "No corresponde."},
    "surveys:correct": lambda p: {"n": "12", "reason": "Se fueron dos."},
    "surveys:replace": lambda p: {"count": "1"},
    "surveys:import_start": _import_plan,
    "surveys:import_load": _imported_rows,
    "surveys:expect": lambda p: {"agree_PN": "7"},
    "surveys:publish_mirror": lambda p: {"published": "1"},
    "surveys:team_view": _marks,
    "surveys:share_team_view": lambda p: {"shared": "1"},
    "surveys:standing": lambda p: {"surveys": [p.keys["open_survey"]], "text": "¿Cómo va?", "step": "send"},
    "instruments:about": _about,
    "instruments:create": lambda p: {
        "title": "Nuevo",
        "introduction": "Para probar.",
        "scale_kind": "yes_no",
        "tree_kind": "model",
    },
    "instruments:item": _item,
    "instruments:item_add": _item,
    "instruments:item_move": lambda p: {"to": "down"},
    "instruments:languages": lambda p: {"language": "arn"},
    "instruments:load": lambda p: {"content": to_json(EXAMPLE), "number": "1"},
    "instruments:nodes": _nodes,
    "instruments:translation": lambda p: {"text_0": "A title"},
    "workshop:bring": lambda p: {"act": "keep", "bundle": "0" * 32, "v.evaluation..hablar:si": "5"},
    "workshop:remote": lambda p: {"act": "next", "position": "0"},
    "workshop:script": lambda p: {"duration": "45"},
    "room:door": lambda p: {"code": p.keys["room"]},
    "room:phone": lambda p: {"text": "Una idea", "step": "1"},
    "answering:door": lambda p: {"code": p.codes[0]},
    "answering:answer": _answer,
    "answering:keying": lambda p: {**_marks(p), "code": p.codes[0], "end": "1"},
}


def keys_of(route: Route, place: Place, person: str) -> dict[str, Any]:
    """Return the parameters of ``route`` in ``place``, as ``person`` would write them."""
    return {name: _key(route.name, name, place, person) for name in route.parameters}


def _key(route: str, name: str, place: Place, person: str) -> Any:
    natural = NATURAL.get(route, {})
    if name in natural:
        return natural[name]
    if person == "visitor" and name in MADE_UP:
        return MADE_UP[name]
    if name in {"program", "slug"}:
        return place.slug
    if name == "year":
        return YEAR
    if name == "code":
        return place.codes[0]
    return place.keys[KEYS.get(route, {}).get(name, name)]


def missing(value: Any) -> Any:
    """Return a key of the same shape that nothing has."""
    return uuid.UUID(int=MISSING_ID) if isinstance(value, uuid.UUID) else MISSING_ID


def path_of(route: Route, keys: Mapping[str, Any]) -> str:
    if route.name in BY_PREFIX.values():
        return f"/{route.path}"
    return reverse(route.name, kwargs=dict(keys))


def body_of(route: Route, place: Place) -> dict[str, Any]:
    made = BODIES.get(route.name)
    return dict(made(place)) if made else {}
