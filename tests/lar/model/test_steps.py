"""Three steps, told differently in year 1, in year 2 and in the follow-up."""

import pytest

from lar.model import steps
from lar.model.steps import Stage, Step


@pytest.mark.parametrize(
    ("year", "stage"),
    [(1, Stage.FIRST_YEAR), (2, Stage.SECOND_YEAR), (3, Stage.FOLLOW_UP), (7, Stage.FOLLOW_UP)],
)
def test_from_the_third_year_a_network_is_followed_up(year: int, stage: Stage) -> None:
    assert steps.stage_for(year) is stage


@pytest.mark.parametrize("year", [0, -1])
def test_there_is_no_year_before_the_first(year: int) -> None:
    with pytest.raises(ValueError, match="starts at 1"):
        steps.stage_for(year)


@pytest.mark.parametrize("year", [1, 2, 3])
def test_every_year_has_its_three_steps_in_order(year: int) -> None:
    guides = steps.guides_for_year(year)

    assert [guide.step for guide in guides] == [Step.PREPARATION, Step.IMPLEMENTATION, Step.LEARNING]
    assert {guide.stage for guide in guides} == {steps.stage_for(year)}


def test_every_place_has_a_text_of_its_own_and_something_expected() -> None:
    assert len(steps.STEP_GUIDES) == len(Step) * len(Stage)
    assert len({guide.guidance for guide in steps.STEP_GUIDES}) == len(steps.STEP_GUIDES)
    assert all(guide.expected for guide in steps.STEP_GUIDES)


def test_labels_are_what_people_read() -> None:
    assert Step.IMPLEMENTATION.label == "Paso 2 · Implementación de estrategias"
    assert [stage.label for stage in Stage] == ["Primer año", "Segundo año", "Seguimiento"]
