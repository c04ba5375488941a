"""A second questionnaire with an open question in one network: answered, read by two, published."""

from __future__ import annotations

import random
import uuid
from dataclasses import replace
from datetime import timedelta

from lar.accounts.models import User
from lar.demo import story, texts
from lar.demo.surveys import close_and_seal, opening_of, plan_of
from networks.models import Cycle
from questionnaires.instruments.editing import put_item
from questionnaires.instruments.files import DEMO_CAPITAL, read_instrument
from questionnaires.instruments.formats import InstrumentContent, ItemContent, ItemKind
from questionnaires.instruments.models import Item, QuestionnaireVersion
from questionnaires.results.actions import open_release, open_voices, publish_voices, review_text
from questionnaires.results.models import TextUse
from questionnaires.results.queries.voices import texts_of, voices_release
from questionnaires.surveys.actions import confirm_roster, open_survey, prepare_survey
from questionnaires.surveys.answering import Outcome, Sending, submit
from questionnaires.surveys.models import Survey

POINTS, CHANCES = (1, 2, 3, 4, 5), (2, 6, 18, 48, 26)


def capital_with_question() -> InstrumentContent:
    """The second demonstration instrument, with the story's open question at its end."""
    question = ItemContent(texts.QUESTION_CODE, texts.QUESTION_NODE, texts.QUESTION, kind=ItemKind.OPEN)
    return put_item(read_instrument(DEMO_CAPITAL), item=question)


def live_voices(
    cycle: Cycle, plan: story.NetworkPlan, *, coordinator: User, facilitator: User, seed: int
) -> Survey:
    """Ask the network the second questionnaire; everybody answers and some write. Returns it sealed."""
    version = QuestionnaireVersion.objects.get(questionnaire__code=read_instrument(DEMO_CAPITAL).code)
    opening = opening_of(cycle.year, story.Outcome.SHARED) + timedelta(days=20)
    survey = prepare_survey(
        cycle, plan=replace(plan_of(plan, opening), version=version, own_items=()), by=coordinator
    )
    confirm_roster(survey, by=facilitator)
    survey = open_survey(survey, on=opening, by=coordinator)
    _answer(survey, plan.answering, random.Random(f"{seed}:voces"))
    return close_and_seal(survey)


def _answer(survey: Survey, people: int, chance: random.Random) -> None:
    items = list(survey.version.items.filter(kind=ItemKind.SCALE).order_by("position"))
    codes = list(survey.invitations.order_by("?").values_list("code", flat=True))[:people]
    for place, code in enumerate(codes):
        answers = {item.code: _point(item, chance) for item in items}
        if place < len(texts.WRITTEN):
            answers[texts.QUESTION_CODE] = texts.WRITTEN[place].text
        sending = Sending(
            program_id=survey.program_id,
            survey_id=survey.pk,
            version_id=survey.version_id,
            client_key=uuid.uuid4(),
            at=survey.opens_at,
            code=code,
            answers=answers,
        )
        result = submit(sending)
        if result.outcome is not Outcome.ACCEPTED:
            raise RuntimeError(f"The demonstration's answer was not accepted: {result.outcome}")


def _point(item: Item, chance: random.Random) -> str:
    point = chance.choices(POINTS, CHANCES)[0]
    return str(6 - point if item.is_reversed else point)


def publish_the_voices(survey: Survey, *, reviewers: list[User], coordinator: User) -> None:
    """Share the results with members; two facilitators agree on each text; the team shares what they left."""
    if voices_release(survey) is not None:
        return
    results = survey.releases.latest("number")
    open_release(results, audience="members", on=survey.closes_at + timedelta(days=9), by=coordinator)
    read = {written.text: written for written in texts.WRITTEN}
    for question in texts_of(survey):
        for one in question.texts:
            known = read[one.text]
            for reviewer in reviewers:
                review_text(
                    survey,
                    text_key=one.key,
                    use=TextUse.QUOTE if known.is_quoted else TextUse.THEME,
                    masked=known.masked if known.is_quoted else "",
                    theme=known.theme,
                    by=reviewer,
                )
    voices = publish_voices(survey, by=reviewers[0])
    open_voices(voices, on=max(survey.closes_at + timedelta(days=16), voices.created_at), by=coordinator)
