"""Feedback stands on what was commented, says when that is gone, and its mirror is one's own."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from lar.accounts.models import User
from lar.authorization import Actor
from lar.tenancy.actors import load_actor
from lar.tenancy.context import program_context
from logbook.actions.feedback import comment_on, reply_to, resolve_comment, say_it_made_think
from logbook.actions.writing import set_entry, write_block
from logbook.models import Block, Comment, CommentKind, Readers
from logbook.notices import feedback
from logbook.prose import plain_of
from logbook.queries.feedback import own_balance, threads_of
from logbook.rules import Anchor, anchor_of
from networks.errors import NotAllowedNow
from networks.notice_registry import Notice, reader_of
from tests.logbook.conftest import Team
from tests.logbook.test_writing import begin, words

pytestmark = pytest.mark.django_db


def actor_of(team: Team, who: str) -> Actor:
    return load_actor(team.people[who].pk, team.program.pk, date(2026, 5, 4))


def say(team: Team, block: Block, who: str = "facilitator", **more: str) -> Comment:
    said = {"kind": CommentKind.QUESTION, "text": "¿Por qué?", **more}
    return comment_on(block, **said, by=team.people[who])  # type: ignore[arg-type]


def told(team: Team, who: str) -> list[Notice]:
    reader = reader_of(actor_of(team, who), team.program, datetime(2026, 5, 4, 18, tzinfo=UTC))
    return list(feedback(reader))


@pytest.mark.parametrize(
    ("passage", "text", "version", "anchor"),
    [
        ("", "Uno", 1, Anchor.STANDS),
        ("", "Uno y más", 2, Anchor.CHANGED),
        ("", "", 2, Anchor.GONE),
        ("Uno", "Antes. Uno y más", 2, Anchor.STANDS),
        ("Uno", "Dos", 2, Anchor.GONE),
    ],
)
def test_what_became_of_what_was_commented(passage: str, text: str, version: int, anchor: Anchor) -> None:
    assert anchor_of(passage, text, read=1, version=version) is anchor


def test_words_are_found_as_they_read_without_marks() -> None:
    assert plain_of("## Uno\n\n**Dos**, *tres*\n- cua & tro") == "Uno Dos, tres cua & tro"


def test_a_comment_survives_edits_and_says_when_its_words_are_gone(team: Team) -> None:
    with program_context(team.program):
        block = begin(team, "Leímos **juntas** hoy.").blocks.get()
        say(team, block, passage="juntas hoy")
        with pytest.raises(NotAllowedNow, match="no están en el párrafo"):
            say(team, block, passage="otra cosa")
        write_block(block, text="Antes. Leímos *juntas* hoy, más.", version=1, by=team.people["ines"])
        kept = threads_of(list(Block.objects.all()), actor_of(team, "ines"))[block.pk][0].anchor
        write_block(block, text="Nada de eso.", version=2, by=team.people["ines"])
        gone = threads_of(list(Block.objects.all()), actor_of(team, "ines"))[block.pk][0].anchor
    page = words(team.client("facilitator").get(f"{team.here}entradas/{block.entry_id}/"))

    assert (kept, gone) == (Anchor.STANDS, Anchor.GONE)
    assert "«juntas hoy»" in page
    assert "Estas palabras ya no están en el párrafo." in page


def test_the_team_and_who_said_it_resolve_and_nobody_else(team: Team) -> None:
    with program_context(team.program):
        block = begin(team).blocks.get()
        hers, teams = say(team, block), say(team, block, who="raul")
    facilitator = team.client("facilitator")

    def resolve(comment: Comment) -> int:
        path = f"{team.here}comentarios/{comment.pk}/"
        return int(facilitator.post(path, {"act": "resolve"}).status_code)

    assert (resolve(hers), resolve(teams)) == (302, 403)
    assert (
        team.client("ines").post(f"{team.here}comentarios/{hers.pk}/", {"act": "reopen"}).status_code == 302
    )
    with program_context(team.program):
        assert Comment.objects.filter(resolved_at=None).count() == 2


def test_an_answer_without_words_comes_back_with_its_page(team: Team) -> None:
    with program_context(team.program):
        said = say(team, begin(team).blocks.get())

    answer = team.client("ines").post(f"{team.here}comentarios/{said.pk}/", {"text": "  "})

    assert answer.status_code == 422
    assert "¿Por qué?" in words(answer)


def test_who_may_not_read_the_entry_may_not_comment_it(team: Team) -> None:
    with program_context(team.program):
        entry = begin(team)
        said = say(team, entry.blocks.get(), who="raul")
        set_entry(entry, title="Nuestra", readers=Readers.TEAM, help_asked="", by=team.people["ines"])
    client = team.client("facilitator")
    paths = [f"{team.here}parrafos/{said.block_id}/comentar/", f"{team.here}comentarios/{said.pk}/"]

    assert [client.post(path, {"kind": "apoyo", "text": "Sí."}).status_code for path in paths] == [404, 404]


def test_a_team_is_told_and_whoever_is_answered_too(team: Team) -> None:
    with program_context(team.program):
        entry = begin(team)
        said = say(team, entry.blocks.get())
        assert [notice.title for notice in told(team, "ines")] == ["Comentaron «Visita»"]
        assert told(team, "facilitator") == []
        assert told(team, "neighbour") == []

        reply_to(said, text="Porque sí.", by=team.people["ines"])
        assert [notice.text for notice in told(team, "facilitator")] == ["Hay 1 comentario nuevo."]

        resolve_comment(said, is_open=False, by=team.people["ines"])
        assert told(team, "ines") == []


def test_the_mirror_shows_ones_own_balance_only(team: Team) -> None:
    with program_context(team.program):
        block = begin(team).blocks.get()
        said = say(team, block)
        say(team, block, who="raul", kind=CommentKind.SUPPORT)
        say_it_made_think(said, by=team.people["ines"])
        with pytest.raises(NotAllowedNow):
            say_it_made_think(said, by=team.people["facilitator"])
        mine = own_balance(actor_of(team, "facilitator"))
    page = words(team.client("facilitator").get("/demo/bitacora/como-comento/"))

    assert dict(mine.lines) == {"Apoyo": 0, "Pregunta": 1, "Contraste": 0, "Sugerencia": 0}
    assert mine.made_think == 1
    assert "<dt>Apoyo</dt><dd>0</dd>" in page
    assert "Raúl" not in page


def test_it_is_taken_back_by_saying_it_again(team: Team) -> None:
    with program_context(team.program):
        said = say(team, begin(team).blocks.get())
        ines: User = team.people["ines"]
        say_it_made_think(said, by=ines)
        say_it_made_think(said, by=ines)

        assert said.thoughts.count() == 0
