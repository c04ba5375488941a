"""What a team writes is kept, shared as it says, and never written over without a trace."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from lar.tenancy.context import program_context
from logbook.actions.template import edit_section, load_template
from logbook.actions.writing import set_entry, start_entry, write_block
from logbook.errors import SomebodyElseWrote
from logbook.models import Block, BlockVersion, Entry, Output, Readers, SectionVersion
from logbook.outputs import output_state
from logbook.queries.template import newest_versions
from networks.errors import NotAllowedNow
from networks.models import Network
from networks.registries import step_evidence
from tests.factories import CycleFactory
from tests.logbook.conftest import SECTIONS, Team
from tests.logbook.texts import make_section

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 4)
JSON = {"Accept": "application/json"}


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def begin(team: Team, text: str = "Primero.", code: str = "", who: str = "ines") -> Entry:
    section = newest_versions()[code] if code else None
    return start_entry(team.cycle, title="Visita", text=text, section=section, on=MAY, by=team.people[who])


# --- Blocks ------------------------------------------------------------------------------------------


def test_two_who_write_at_once_see_both_texts_and_lose_none(team: Team) -> None:
    with program_context(team.program):
        block = begin(team).blocks.get()
        write_block(block, text="De Raúl.", version=1, by=team.people["raul"])

        with pytest.raises(SomebodyElseWrote) as refused:
            write_block(block, text="De Inés.", version=1, by=team.people["ines"])
        write_block(
            block,
            text="De Raúl.",
            version=refused.value.block.version,
            set_aside="De Inés.",
            by=team.people["ines"],
        )

        assert Block.objects.get().text == "De Raúl."
        assert set(BlockVersion.objects.values_list("text", flat=True)) == {"Primero.", "De Inés."}


def test_what_arrives_twice_changes_once(team: Team) -> None:
    with program_context(team.program):
        block = begin(team).blocks.get()
        first = write_block(block, text="Primero. Y más.", version=1, by=team.people["ines"])
        again = write_block(block, text="Primero. Y más.", version=1, by=team.people["ines"])

        assert (first.version, again.version) == (2, 2)


def test_a_text_that_does_not_fit_is_refused_whole(team: Team) -> None:
    with program_context(team.program):
        block = begin(team).blocks.get()
        with pytest.raises(NotAllowedNow):
            write_block(block, text="a" * 20_001, version=1, by=team.people["ines"])

        assert Block.objects.get().text == "Primero."


def test_any_version_comes_back_and_the_one_there_was_stays(team: Team) -> None:
    with program_context(team.program):
        block = begin(team).blocks.get()
        write_block(block, text="De Raúl.", version=1, by=team.people["raul"])
        earlier = BlockVersion.objects.get()
    path = f"{team.here}parrafos/{block.pk}/"
    client = team.client("ines")

    assert "Primero." in words(client.get(path))
    answer = client.post(path, {"act": "restore", "earlier": earlier.pk})

    assert answer.status_code == 302
    with program_context(team.program):
        assert Block.objects.get().text == "Primero."
        assert set(BlockVersion.objects.values_list("text", flat=True)) == {"Primero.", "De Raúl."}


def test_the_page_that_saves_while_one_types_hears_how_it_went(team: Team) -> None:
    with program_context(team.program):
        block = begin(team).blocks.get()
    path, client = f"{team.here}parrafos/{block.pk}/", team.client("raul")

    saved = client.post(path, {"text": "**Nuevo**", "version": 1}, headers=JSON)
    late = client.post(path, {"text": "Otro", "version": 1}, headers=JSON)
    long = client.post(path, {"text": "a" * 20_001, "version": 2}, headers=JSON)

    assert (saved.status_code, saved.json()["version"]) == (200, 2)
    assert saved.json()["html"].strip() == "<p><strong>Nuevo</strong></p>"
    assert (late.status_code, late.json()) == (
        409,
        {"version": 2, "text": "**Nuevo**", "by": "Raúl Coordina"},
    )
    assert long.status_code == 422
    assert "córtalo" in long.json()["error"]


def test_a_pupils_name_is_pointed_at_and_the_text_is_kept(team: Team) -> None:
    with program_context(team.program):
        block = begin(team).blocks.get()
    path, client = f"{team.here}parrafos/{block.pk}/", team.client("ines")

    asked = client.post(path, {"text": "La estudiante Camila Soto.", "version": 1}, headers=JSON)
    plain = client.post(path, {"text": "Una estudiante de 4° básico.", "version": 2}, headers=JSON)
    refused = client.post(f"{team.here}2026/nueva/", {"title": "Otra", "text": "La estudiante Camila Soto."})

    assert "Camila Soto" in asked.json()["hint"]
    assert (asked.json()["version"], plain.json()["hint"]) == (2, "")
    assert refused.status_code == 422


def test_without_scripts_both_texts_are_on_the_page(team: Team) -> None:
    with program_context(team.program):
        block = begin(team).blocks.get()
        write_block(block, text="De Raúl.", version=1, by=team.people["raul"])

    answer = team.client("ines").post(f"{team.here}parrafos/{block.pk}/", {"text": "Mío.", "version": 1})

    assert answer.status_code == 409
    assert "Mío." in words(answer)
    assert "De Raúl." in words(answer)


# --- Who reads ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("readers", "facilitator"), [(Readers.TEAM, 404), (Readers.FACILITATOR, 200)])
def test_the_team_says_who_reads(team: Team, readers: Readers, facilitator: int) -> None:
    with program_context(team.program):
        entry = begin(team, code="leer")
        set_entry(entry, title="Reservada", readers=readers, help_asked="", by=team.people["ines"])
    path = f"{team.here}entradas/{entry.pk}/"

    found = {who: team.client(who).get(path).status_code for who in ("raul", "facilitator", "neighbour")}
    listed = words(team.client("facilitator").get(f"{team.here}2026/"))

    assert found == {"raul": 200, "facilitator": facilitator, "neighbour": 404}
    assert ("Lo escrito es solo del equipo" in listed) is (facilitator == 404)


def test_where_help_is_asked_comes_first_and_only_to_who_may_read(team: Team) -> None:
    with program_context(team.program):
        CycleFactory.create(network=Network.objects.get(name="Red Ñuble"))
        entry = begin(team)
        ask = partial(set_entry, entry, title="Visita", help_asked="¿Cómo seguimos?", by=team.people["ines"])
        with pytest.raises(NotAllowedNow):
            ask(readers=Readers.TEAM)
        ask(readers=Readers.FACILITATOR)

    page = words(team.client("facilitator").get("/demo/bitacora/"))

    assert "¿Cómo seguimos?" in page
    assert "Nadie ha comentado todavía." in page
    assert page.index("Red Itata") < page.index("Red Ñuble")
    assert team.client("ines").get("/demo/bitacora/")["Location"] == f"{team.here}2026/"


# --- The template ------------------------------------------------------------------------------------


def test_loading_again_adds_nothing_and_newer_words_are_a_new_version(team: Team) -> None:
    with program_context(team.program):
        begin(team, code="leer")
        again = load_template(SECTIONS, by=None)
        newer = load_template([make_section("leer", body="Más clara.")], by=None)

        assert (again, newer) == (0, 1)
        assert newest_versions()["leer"].number == 2
        assert list(Entry.objects.values_list("section__number", flat=True)) == [1]
        assert Block.objects.get().text == "Primero."


def test_a_programmes_own_words_are_not_written_over(team: Team) -> None:
    with program_context(team.program):
        section = newest_versions()["leer"].section
        edit_section(section, title="Nuestra", body="Nuestra.", sources=[], by=team.people["facilitator"])
        changed = load_template([make_section("leer", body="Otra.")], by=None)

        assert changed == 0
        assert newest_versions()["leer"].body == "Nuestra."
        assert SectionVersion.objects.filter(section=section).count() == 2


def test_two_who_begin_a_section_at_once_share_an_entry(team: Team) -> None:
    with program_context(team.program):
        first, second = begin(team, "Uno.", "leer"), begin(team, "Dos.", "leer", who="raul")

        assert first.pk == second.pk
        assert [block.text for block in first.blocks.all()] == ["Uno.", "Dos."]


def test_the_year_offers_its_own_sections_and_says_how_far_each_step_is(team: Team) -> None:
    with program_context(team.program):
        begin(team, code="leer")
        labels = [str(one.label) for one in step_evidence(team.cycle)]
        exercise = output_state("choice", team.cycle)
    page = words(team.client("ines").get(f"{team.here}2026/"))

    assert "Bitácora: 1 de 2 secciones con algo escrito" in labels
    assert exercise is not None
    assert not exercise.is_done
    assert "El segundo año" not in page


def test_a_section_is_begun_in_its_page_and_the_next_one_is_offered_at_home(team: Team) -> None:
    client = team.client("ines")
    path = f"{team.here}2026/secciones/leer/"

    assert "Para <strong>leer</strong> juntas." in words(client.get(path))
    begun = client.post(path, {"text": "Nos pasa que…"}, follow=True)

    assert "Nos pasa que…" in words(begun)
    assert client.get(path).status_code == 302
    assert "Sigue tu bitácora: «Elegir»" in words(client.get("/demo/"))


@pytest.mark.parametrize("output", Output.values)
def test_every_output_says_something_and_leads_somewhere(team: Team, output: str) -> None:
    with program_context(team.program):
        state = output_state(output, team.cycle)
    assert state is not None

    assert state.words
    assert team.client("ines").get(state.url).status_code == 200
