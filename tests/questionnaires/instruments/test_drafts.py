"""A draft is edited whole and checked each time; what it says comes back from any export as it is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.models import Program
from questionnaires.instruments.actions import (
    InstrumentRefused,
    change_draft,
    delete_draft,
    load_instrument,
    publish_version,
    save_item,
    start_version,
)
from questionnaires.instruments.actions.drafts import SameQuestion
from questionnaires.instruments.editing import (
    move_item,
    put_item,
    put_nodes,
    put_translation,
    remove_item,
    remove_translation,
)
from questionnaires.instruments.files import DEMO, DEMO_CAPITAL, read_instrument
from questionnaires.instruments.formats import (
    InstrumentContent,
    ItemContent,
    ItemKind,
    read_instrument_file,
    to_csv_and_json,
    to_json,
    translatable,
    write_xlsx,
)
from questionnaires.instruments.models import Item, ItemEquivalence, Questionnaire, QuestionnaireVersion
from questionnaires.instruments.queries import content_of, dropped_items
from questionnaires.instruments.rules import obstacles
from tests.factories import make_person


@pytest.fixture
def editor(inside: Program) -> User:
    return make_person(inside, RoleCode.FACILITATOR)


@pytest.fixture
def draft(inside: Program) -> QuestionnaireVersion:
    return load_instrument(read_instrument(DEMO_CAPITAL), by=None)


@pytest.fixture
def second(draft: QuestionnaireVersion) -> QuestionnaireVersion:
    return start_version(publish_version(draft, by=None), by=None)


def rich() -> InstrumentContent:
    """Six points, no *no sé*, an open question, a complete and an incomplete translation."""
    content = replace(
        read_instrument(DEMO_CAPITAL),
        scale_labels=("Nada", "Casi nada", "Poco", "Algo", "Bastante", "Mucho"),
        agreement_points=3,
        dont_know_label=None,
    )
    question = ItemContent("abierta", "KP_H", "¿Qué aprendiste este año?", kind=ItemKind.OPEN)
    content = put_item(content, item=question)
    english = {key: f"({text})" for key, text in translatable(content).items()}
    english = {key: text[:60] if key.startswith("escala") else text for key, text in english.items()}
    content = put_translation(content, language="en", texts=english)
    return put_translation(content, language="arn", texts={"escala.1": "Chem rume"})


@pytest.mark.parametrize("content", [read_instrument(DEMO), rich()], ids=["demonstration", "everything"])
def test_what_is_exported_and_imported_is_an_equal_version(editor: User, content: InstrumentContent) -> None:
    load_instrument(content, by=None)
    stored = content_of(QuestionnaireVersion.objects.get())
    table, about = to_csv_and_json(stored)
    files = [(write_xlsx(stored), None), (to_json(stored).encode(), None), (table.encode(), about.encode())]

    assert stored == content
    for data, beside in files:
        reading = read_instrument_file(data, beside=beside)
        assert reading.content is not None
        delete_draft(QuestionnaireVersion.objects.get(), by=editor)
        load_instrument(reading.content, by=None)
        assert content_of(QuestionnaireVersion.objects.get()) == content


def test_changing_keeps_each_row_and_identity(draft: QuestionnaireVersion, editor: User) -> None:
    before = {item.code: (item.pk, item.identity) for item in draft.items.all()}

    change_draft(draft, change=partial(move_item, code="kp_h_03", up=True), what="order", by=editor)
    change_draft(draft, change=partial(remove_item, code="kp_h_01"), what="items", by=editor)

    codes = list(draft.items.order_by("position").values_list("code", "position"))
    assert codes[:3] == [("kp_h_03", 1), ("kp_h_02", 2), ("kp_h_04", 3)]
    after = {item.code: (item.pk, item.identity) for item in draft.items.all()}
    assert after == {code: kept for code, kept in before.items() if code != "kp_h_01"}


def test_a_change_that_leaves_no_instrument_is_refused_and_nothing_stays(
    draft: QuestionnaireVersion, editor: User
) -> None:
    before = content_of(draft)

    with pytest.raises(InstrumentRefused, match="«KP_D», que no está en la lista"):
        change_draft(draft, change=partial(put_nodes, nodes=before.nodes[:-1]), what="nodes", by=editor)

    assert content_of(QuestionnaireVersion.objects.get(pk=draft.pk)) == before


def test_nodes_change_order_label_and_number(draft: QuestionnaireVersion, editor: User) -> None:
    first, human, social, decisional = content_of(draft).nodes
    extra = replace(human, code="KP_X", name="extra", label="Otro capital")
    nodes = (first, decisional, extra, replace(social, label="Capital de vínculos"), human)

    change_draft(draft, change=partial(put_nodes, nodes=nodes), what="nodes", by=editor)

    assert content_of(QuestionnaireVersion.objects.get(pk=draft.pk)).nodes == nodes


def test_a_text_that_changes_loses_its_translation_and_no_other(
    draft: QuestionnaireVersion, editor: User
) -> None:
    item = content_of(draft).items[0]
    texts = {"ítem.kp_h_01": "First", "ítem.kp_h_02": "Second"}
    change_draft(
        draft, change=partial(put_translation, language="en", texts=texts), what="translation", by=editor
    )

    changed = save_item(draft, item=replace(item, text="Con otras palabras."), by=editor)

    assert changed.translations == {"en": {"ítem.kp_h_02": "Second"}}


def test_publishing_lists_everything_that_is_missing(inside: Program) -> None:
    content = rich()
    items = (replace(content.items[0], high_score_meaning=""), *content.items[1:])
    version = load_instrument(replace(content, items=items), by=None)

    with pytest.raises(InstrumentRefused) as caught:
        publish_version(version, by=None)

    assert "puntaje alto en: kp_h_01." in str(caught.value)
    assert "«arn» le falta: cuestionario.título, cuestionario.presentación" in str(caught.value)
    assert "«en»" not in str(caught.value)
    assert not QuestionnaireVersion.objects.exclude(published_at=None).exists()


def test_nothing_stands_against_publishing_a_complete_one() -> None:
    content = remove_translation(rich(), language="arn")

    assert obstacles(replace(content, translations={})) == []
    assert obstacles(read_instrument(DEMO)) == []


def test_the_next_version_says_the_same_with_the_same_identities(second: QuestionnaireVersion) -> None:
    first = second.questionnaire.versions.get(number=1)

    assert second.number == 2
    assert second.published_at is None
    assert replace(content_of(second), number=1) == content_of(first)
    assert list(second.items.values_list("identity")) == list(first.items.values_list("identity"))


def test_there_is_one_draft_at_a_time(second: QuestionnaireVersion) -> None:
    with pytest.raises(InstrumentRefused, match="la versión 2"):
        start_version(second.questionnaire.versions.get(number=1), by=None)


def test_a_reworded_item_is_another_question_unless_it_is_declared_the_same(
    second: QuestionnaireVersion, editor: User
) -> None:
    items = content_of(second).items
    identities = dict(second.items.values_list("code", "identity"))

    save_item(second, item=replace(items[0], text="Otra frase."), by=editor)
    save_item(
        second,
        item=replace(items[1], text="La misma, sin la coma."),
        same_as=SameQuestion(identities["kp_h_02"], "Solo se corrigió la puntuación."),
        by=editor,
    )

    after = dict(second.items.values_list("code", "identity"))
    assert after["kp_h_01"] != identities["kp_h_01"]
    assert after["kp_h_02"] == identities["kp_h_02"]
    assert [item.code for item in dropped_items(second)] == ["kp_h_01"]
    [declared] = ItemEquivalence.objects.all()
    assert (declared.item.code, declared.reason, declared.by) == (
        "kp_h_02",
        "Solo se corrigió la puntuación.",
        editor,
    )


def test_a_declaration_can_be_taken_back_while_it_is_a_draft(
    second: QuestionnaireVersion, editor: User
) -> None:
    item = replace(content_of(second).items[0], text="Otra frase.")
    identity = second.items.get(code="kp_h_01").identity
    save_item(second, item=item, same_as=SameQuestion(identity, "Dice lo mismo."), by=editor)

    save_item(second, item=item, by=editor)

    assert second.items.get(code="kp_h_01").identity != identity
    assert not ItemEquivalence.objects.exists()


def test_two_items_cannot_continue_one_question(second: QuestionnaireVersion, editor: User) -> None:
    item = replace(content_of(second).items[0], text="Otra frase.")
    taken = second.items.get(code="kp_h_02").identity

    with pytest.raises(InstrumentRefused, match="Otro ítem"):
        save_item(second, item=item, same_as=SameQuestion(taken, "Se parecen."), by=editor)


def test_a_published_declaration_does_not_change(second: QuestionnaireVersion, editor: User) -> None:
    item = replace(content_of(second).items[0], text="Otra frase.")
    identity = second.items.get(code="kp_h_01").identity
    save_item(second, item=item, same_as=SameQuestion(identity, "Dice lo mismo."), by=editor)
    publish_version(second, by=editor)

    with pytest.raises(IntegrityError, match="do not change"), transaction.atomic():
        ItemEquivalence.objects.update(reason="Otra razón.")
    with pytest.raises(InstrumentRefused, match="está publicada"):
        save_item(second, item=item, by=editor)
    with pytest.raises(InstrumentRefused, match="está publicada"):
        delete_draft(second, by=editor)


def test_a_draft_is_thrown_away_with_a_questionnaire_that_was_nothing_else(
    draft: QuestionnaireVersion, editor: User
) -> None:
    delete_draft(draft, by=editor)

    assert not Item.objects.exists()
    assert not Questionnaire.objects.exists()


def test_the_title_of_what_was_published_stays(second: QuestionnaireVersion) -> None:
    content = replace(content_of(second), title="Otro título")

    with pytest.raises(InstrumentRefused, match="su título y su advertencia ya no cambian"):
        load_instrument(content, by=None)
