"""The rubric of the critical friend: every skill, in verbs that can be seen and words that are no score."""

from __future__ import annotations

import json
import re

from lar.model.critical_friend import SKILLS
from logbook.template_files import FOLDER

RUBRIC = json.loads((FOLDER.parent / "critical_friend.json").read_text(encoding="utf-8"))


def test_every_skill_of_the_model_has_its_verbs_levels_and_question() -> None:
    assert [entry["skill"] for entry in RUBRIC] == [skill.code for skill in SKILLS]
    assert {len(entry["verbs"]) for entry in RUBRIC} == {3}
    assert {tuple(entry["levels"]) for entry in RUBRIC} == {("starting", "growing", "steady")}
    assert [entry["skill"] for entry in RUBRIC if not entry["question"].endswith("?")] == []


def test_no_level_is_a_number() -> None:
    words = [word for entry in RUBRIC for word in (*entry["verbs"], *entry["levels"].values())]

    assert len(set(words)) == len(words)
    assert [word for word in words if re.search(r"\d", word) or not word.endswith(".")] == []
