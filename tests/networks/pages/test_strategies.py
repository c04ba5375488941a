"""Strategies and their catalogue: found by the shape of an answer, adapted, carried out, decided."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lar.model.dimensions import FIVE_DIMENSIONS
from lar.tenancy.context import program_context
from networks.actions.strategies import add_session, decide_strategy, load_catalogue, write_strategy
from networks.catalogue import catalogue
from networks.errors import NotAllowedNow
from networks.models import Cycle, Decision, MicroStrategy, ResultShape, Strategy, StrategySession, Worked
from networks.strategy_contributions import strategy_evidence
from tests.factories import NetworkFactory
from tests.networks.activities.world import make_activity
from tests.networks.pages.conftest import Cast

pytestmark = pytest.mark.django_db

MAY = date(2026, 5, 4)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def loaded(cast: Cast) -> None:
    with program_context(cast.program):
        load_catalogue(by=None)


def design(cast: Cast, **changes: Any) -> Strategy:
    said: dict[str, Any] = {"node": "CP", "title": "Rondas", "what": "Mirar clases.", "on": MAY}
    with program_context(cast.program):
        return write_strategy(cast.network, **said | changes, by=cast.people["coordinator"])


# --- The catalogue ----------------------------------------------------------------------------------


def test_the_file_answers_every_shape_and_dimension_with_steps_and_a_source() -> None:
    entries = catalogue()

    assert len(entries) >= 20
    assert len({entry["code"] for entry in entries}) == len(entries)
    assert {entry["node"] for entry in entries} >= {node.code for node in FIVE_DIMENSIONS}
    assert {shape for entry in entries for shape in entry["shapes"]} == set(ResultShape.values)
    assert all(len(entry["steps"].splitlines()) >= 3 and entry["source"] for entry in entries)


def test_loading_twice_adds_nothing_and_keeps_what_was_corrected(cast: Cast) -> None:
    loaded(cast)
    with program_context(cast.program):
        MicroStrategy.objects.filter(code="clase-en-pareja").update(title="Clase de a dos")

        assert load_catalogue(by=None) == 0
        assert MicroStrategy.objects.get(code="clase-en-pareja").title == "Clase de a dos"


def test_the_command_loads_every_programme_once(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_strategies")
    call_command("load_strategies")

    assert capsys.readouterr().out.splitlines().count(f"demo: {len(catalogue())}") == 1


def test_it_is_filtered_by_dimension_and_shape(cast: Cast) -> None:
    loaded(cast)

    page = text(cast.get("coordinator", "estrategias/", dimension="PN", forma="consenso"))

    assert "Empezar por el propósito" in page
    assert "Dos relatos de la misma red" not in page
    assert "Ronda de observación" not in page


def test_a_filter_that_does_not_exist_asks_for_nothing(cast: Cast) -> None:
    loaded(cast)

    assert "Ronda de observación" in text(cast.get("facilitator", "estrategias/", dimension="ZZ"))


def test_facilitators_correct_and_retire(cast: Cast) -> None:
    loaded(cast)
    with program_context(cast.program):
        micro = MicroStrategy.objects.get(code="clase-en-pareja")
    sent = {
        "title": "Clase de a dos",
        "node": "CP",
        "shapes": ["disperso"],
        "aim": "Hacerla en conjunto.",
        "steps": "Planificar.\nRealizar.",
        "minutes": "80",
        "source": "De nuestro programa.",
        "is_retired": "on",
    }

    missing = cast.post("facilitator", f"estrategias/{micro.pk}/", sent | {"source": ""})  # type: ignore[arg-type]
    done = cast.post("facilitator", f"estrategias/{micro.pk}/", sent)  # type: ignore[arg-type]

    assert (missing.status_code, done.status_code) == (422, 302)
    assert "Clase de a dos" in text(cast.get("facilitator", "estrategias/"))
    assert "Clase de a dos" not in text(cast.get("coordinator", "estrategias/"))


def test_the_catalogue_asks_as_much_for_fifty_as_for_one(cast: Cast) -> None:
    client, counts = cast.client("coordinator"), []
    for total in (1, 3, 50):
        with program_context(cast.program):
            for number in range(total - MicroStrategy.objects.count()):
                entry = {**catalogue()[0], "code": f"otra-{total}-{number}"}
                micro = MicroStrategy.objects.create(**entry)
                Strategy.objects.create(
                    network=cast.network,
                    cycle=cast.cycle,
                    node="PN",
                    title="Una",
                    what="Algo.",
                    micro_strategy=micro,
                    started_on=MAY,
                    written_by=cast.people["coordinator"],
                )
        for path in ("/demo/estrategias/", f"/demo/redes/{cast.network.pk}/estrategias/"):
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            counts.append((path, len(queries)))

    assert len(set(counts)) == 2, counts


# --- A network's own --------------------------------------------------------------------------------


def test_a_team_adapts_one_of_the_catalogue_and_marks_what_worked(cast: Cast) -> None:
    loaded(cast)
    with program_context(cast.program):
        micro = MicroStrategy.objects.get(code="clase-en-pareja")
    create = f"redes/{cast.network.pk}/estrategias/nueva/?desde={micro.pk}"

    form = text(cast.client("coordinator").get(f"/demo/{create}"))
    sent = {"node": "CP", "title": "Clase de a dos", "what": "La planificamos en marzo.", "on": "2026-05-04"}
    page = cast.post("coordinator", create, sent).headers["Location"].removeprefix("/demo/")
    early = cast.post("coordinator", page, decision("Sí."))
    cast.post(
        "coordinator", page, {"act": "session", "sesion-on": "2026-05-04", "sesion-words": "Fueron seis."}
    )
    cast.post(
        "coordinator",
        page,
        {"act": "evaluation", "evaluacion-evidence": "Seis pautas.", "evaluacion-members_said": "Sirvió."},
    )
    unsaid = cast.post("coordinator", page, decision(""))
    cast.post("coordinator", page, decision("aprendimos a mirarnos."))

    assert "Dos escuelas eligen un mismo aprendizaje y curso." in form
    assert (early.status_code, unsaid.status_code) == (422, 422)
    assert "Primero anoten al menos una sesión" in text(early)
    read = text(cast.get("facilitator", page))
    for words in ("Fueron seis.", "Seis pautas.", "Sirvió.", "aprendimos a mirarnos."):
        assert words in read
    shelf = text(cast.get("coordinator", "estrategias/", dimension="CP"))
    assert "Una red la adaptó; a una le resultó, al menos en parte." in shelf


def decision(because: str) -> dict[str, str]:
    return {
        "act": "decision",
        "decision-worked": "yes",
        "decision-decision": "continue",
        "decision-because": because,
        "decision-on": "2026-05-04",
    }


def test_a_retired_or_unknown_one_is_not_adapted(cast: Cast) -> None:
    loaded(cast)
    with program_context(cast.program):
        micro = MicroStrategy.objects.get(code="clase-en-pareja")
        MicroStrategy.objects.filter(pk=micro.pk).update(is_retired=True)
    path = f"redes/{cast.network.pk}/estrategias/nueva/"

    assert [cast.get("coordinator", path, desde=str(key)).status_code for key in (micro.pk, 987654, "a")] == [
        404,
        404,
        404,
    ]


def test_a_session_comes_after_the_design_and_a_decision_after_a_session(cast: Cast) -> None:
    strategy, by = design(cast), cast.people["coordinator"]
    with program_context(cast.program):
        with pytest.raises(NotAllowedNow, match="anterior al día"):
            add_session(strategy, words="Antes.", on=date(2026, 5, 3), by=by)
        with pytest.raises(NotAllowedNow, match="al menos una sesión"):
            decide_strategy(strategy, worked=Worked.YES, decision=Decision.END, because="Sí.", on=MAY, by=by)

        assert not StrategySession.objects.exists()


def test_without_a_cycle_nothing_is_designed(cast: Cast) -> None:
    with program_context(cast.program):
        network = NetworkFactory.create()
        with pytest.raises(NotAllowedNow, match="comienza el ciclo"):
            write_strategy(
                network, node="CP", title="Rondas", what="Mirar.", on=MAY, by=cast.people["coordinator"]
            )


def test_a_strategy_of_another_network_is_not_found_under_this_one(cast: Cast) -> None:
    strategy = design(cast)

    path = f"redes/{cast.neighbour.pk}/estrategias/{strategy.pk}/"

    assert cast.get("facilitator", path).status_code == 404


# --- In the year of the network ---------------------------------------------------------------------


def test_a_session_names_an_activity_of_its_own_network_only(cast: Cast) -> None:
    strategy = design(cast)
    with program_context(cast.program):
        own = make_activity(cast.network, title="Sesión de mayo")
        other = make_activity(cast.neighbour, title="Sesión vecina")
    page = f"redes/{cast.network.pk}/estrategias/{strategy.pk}/"
    said = {"act": "session", "sesion-on": "2026-05-12", "sesion-words": "Fueron seis."}

    form = text(cast.get("coordinator", page))
    foreign = cast.post("coordinator", page, said | {"sesion-activity": str(other.pk)})
    done = cast.post("coordinator", page, said | {"sesion-activity": str(own.pk)})

    assert "Sesión de mayo" in form
    assert "Sesión vecina" not in form
    assert (foreign.status_code, done.status_code) == (422, 302)
    assert f'/actividades/{own.pk}/">Sesión de mayo</a>' in text(cast.get("facilitator", page))
    with program_context(cast.program), pytest.raises(NotAllowedNow, match="otra red"):
        add_session(strategy, words="Ahí.", on=MAY, by=cast.people["coordinator"], activity=other)


def test_strategies_are_evidence_of_the_second_years_steps(cast: Cast) -> None:
    with program_context(cast.program):
        Cycle.objects.filter(pk=cast.cycle.pk).update(programme_year=2)
        cycle = Cycle.objects.select_related("program").get(pk=cast.cycle.pk)
        missing = told(cycle)
        strategy = design(cast)
        add_session(strategy, words="Fueron seis.", on=MAY, by=cast.people["coordinator"])
        used = told(cycle)
        decide_strategy(
            strategy,
            worked=Worked.YES,
            decision=Decision.END,
            because="Ya es costumbre.",
            on=MAY,
            by=cast.people["coordinator"],
        )

        assert missing == {("Estrategia de la red", 2, False)}
        assert used == {("Estrategia «Rondas»", 2, True), ("Decisión sobre «Rondas»", 3, False)}
        assert ("Decisión sobre «Rondas»", 3, True) in told(cycle)


def told(cycle: Cycle) -> set[tuple[str, int, bool]]:
    return {(str(one.label), int(one.step), one.done) for one in strategy_evidence(cycle)}


def test_home_asks_the_team_for_a_decision_after_six_weeks(cast: Cast) -> None:
    strategy = design(cast, on=date(2026, 3, 2))
    by = cast.people["coordinator"]
    with program_context(cast.program):
        session = add_session(strategy, words="Una.", on=date(2026, 3, 24), by=by)
    asked = "Decidan qué hacen con «Rondas»"

    early = text(cast.get("coordinator"))
    with program_context(cast.program):
        StrategySession.objects.filter(pk=session.pk).update(on=date(2026, 3, 23))
    late, other = text(cast.get("coordinator")), text(cast.get("neighbour"))
    with program_context(cast.program):
        decide_strategy(strategy, worked=Worked.NO, decision=Decision.END, because="No.", on=MAY, by=by)

    assert asked not in early
    assert asked in late
    assert asked not in other
    assert asked not in text(cast.get("coordinator"))


def test_the_menu_leads_to_the_catalogue(cast: Cast) -> None:
    for who, leads in (("coordinator", True), ("facilitator", True), ("authority", False)):
        assert ('href="/demo/estrategias/"' in text(cast.get(who, "calendario/"))) is leads
