"""An instrument enters as a draft, is published once, and never changes again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from lar.audit.models import Event
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.instruments.actions import InstrumentRefused, load_instrument, publish_version
from questionnaires.instruments.files import DEMO, InstrumentErrors, read_instrument
from questionnaires.instruments.models import Item, QuestionnaireVersion
from questionnaires.instruments.queries import item_pages


@pytest.fixture
def version(inside: Program) -> QuestionnaireVersion:
    return load_instrument(read_instrument(DEMO), by=None)


def test_the_demonstration_instrument_loads_whole_and_labelled(version: QuestionnaireVersion) -> None:
    pages = item_pages(version)

    assert version.questionnaire.is_demonstration
    assert "no es el instrumento validado" in version.questionnaire.disclaimer
    assert [page.node.code for page in pages] == ["PN", "LR", "CP", "CC", "KP", "PR"]
    assert sum(len(page.items) for page in pages) == 45
    assert [item.position for page in pages for item in page.items] == list(range(1, 46))
    assert version.scale.points == 5


def test_loading_a_draft_again_replaces_it(version: QuestionnaireVersion) -> None:
    again = load_instrument(read_instrument(DEMO), by=None)

    assert QuestionnaireVersion.objects.get() == again
    assert Item.objects.count() == 45


def test_a_published_version_refuses_a_second_load(version: QuestionnaireVersion) -> None:
    publish_version(version, by=None)

    with pytest.raises(InstrumentRefused, match="ya está publicada"):
        load_instrument(read_instrument(DEMO), by=None)


@pytest.mark.parametrize("change", ["text", "label", "introduction", "title", "delete", "add"])
def test_the_database_refuses_to_change_what_was_published(
    version: QuestionnaireVersion, change: str
) -> None:
    publish_version(version, by=None)
    item = version.items.first()
    assert item is not None

    with pytest.raises(IntegrityError, match="do not change"), transaction.atomic():
        if change == "text":
            Item.objects.filter(pk=item.pk).update(text="Otra cosa")
        elif change == "label":
            version.nodes.update(label="Otra")
        elif change == "introduction":
            QuestionnaireVersion.objects.filter(pk=version.pk).update(introduction="Otra", published_at=None)
        elif change == "title":
            type(version.questionnaire).objects.update(is_demonstration=False)
        elif change == "delete":
            Item.objects.filter(pk=item.pk).delete()
        else:
            Item.objects.create(version=version, code="x", node=item.node, position=99, text="Nueva")


def test_a_reworded_item_gets_a_new_identity_and_the_same_words_keep_theirs(
    version: QuestionnaireVersion,
) -> None:
    publish_version(version, by=None)
    data = read_instrument(DEMO)
    items = list(data.items)
    items[0] = replace(items[0], text="Otra redacción de la primera frase.")

    second = load_instrument(replace(data, number=2, items=tuple(items)), by=None)
    first_version = list(version.items.values_list("identity", flat=True))
    second_version = list(second.items.values_list("identity", flat=True))

    assert first_version[0] != second_version[0]
    assert first_version[1:] == second_version[1:]


def test_each_act_leaves_one_event(version: QuestionnaireVersion) -> None:
    publish_version(version, by=None)

    assert list(Event.objects.order_by("pk").values_list("action", flat=True)) == [
        "instrument.loaded",
        "instrument.published",
    ]


def test_a_wrong_file_says_every_problem_with_its_row(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(DEMO.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "x.csv").write_text(
        "code;node;text;reversed;high_score_meaning\na;PN;Una frase.;0;Algo.\na;ZZ;;2;Algo.\n",
        encoding="utf-8",
    )

    with pytest.raises(InstrumentErrors) as caught:
        read_instrument(tmp_path / "x.csv")

    assert [str(problem) for problem in caught.value.problems] == [
        "En «ítems», fila 3: «invertido» va con «sí» o «no», no «2».",
        "En «ítems», fila 3: El ítem «a» ya está más arriba: cada código va una sola vez.",
        "En «ítems», fila 3: El ítem «a» no tiene enunciado.",
        "En «ítems», fila 3: El ítem «a» nombra la dimensión «ZZ», que no está en la lista.",
    ]


def test_the_command_is_dry_unless_told(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_instrument", str(DEMO.with_suffix(".csv")), "--program", program.slug)

    with program_context(program):
        assert not QuestionnaireVersion.objects.exists()

    call_command("import_instrument", str(DEMO), "--program", program.slug, "--publish", "--apply")

    with program_context(program):
        assert QuestionnaireVersion.objects.get().published_at is not None
    assert "45 ítems" in capsys.readouterr().out


def test_the_command_wants_to_know_which_programme(program: Program, other_program: Program) -> None:
    with pytest.raises(CommandError, match="--program"):
        call_command("import_instrument", str(DEMO), "--apply")
