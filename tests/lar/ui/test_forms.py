"""Forms in our markup: labels, help and mistakes where they belong."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from django import forms

from lar.ui.forms import DayInput, LarFormRenderer, MomentInput
from lar.ui.samples import SampleForm, forms_sample
from tests.lar.ui.markup import read, render

OUR_RENDERER = LarFormRenderer()


def test_every_input_has_a_label_or_a_legend() -> None:
    markup = read(str(SampleForm(renderer=OUR_RENDERER)))

    labelled = {found["for"] for found in markup.all("label") if "for" in found}
    controls = [found for tag in ("input", "select", "textarea") for found in markup.all(tag)]
    assert controls
    assert [found["id"] for found in controls if found["id"] not in labelled] == []
    assert len(markup.all("legend")) == len(markup.all("fieldset")) == 2


def test_optional_fields_say_so_and_required_ones_have_no_asterisk() -> None:
    words = read(str(SampleForm(renderer=OUR_RENDERER))).words

    assert words.count("(opcional)") == 2
    assert "*" not in words


def test_error_summary_leads_to_an_input_of_each_wrong_field() -> None:
    wrong = forms_sample()["wrong_form"]

    markup = read(render("{{ form }}", form=wrong))

    summary_links = [found["href"].removeprefix("#") for found in markup.all("a")]
    assert len(summary_links) == len(wrong.errors) == 6
    assert [target for target in summary_links if target not in markup.ids()] == []


def test_mistakes_and_help_are_tied_to_their_input() -> None:
    html = str(forms_sample()["wrong_form"])

    described = re.findall(r'aria-describedby="([^"]+)"', html)

    ids = read(html).ids()
    assert len(described) >= 6
    assert [one for all_of_them in described for one in all_of_them.split() if one not in ids] == []


def test_mistake_of_the_whole_form_is_in_the_summary() -> None:
    class Refused(forms.Form):
        name = forms.CharField()

        def clean(self) -> None:
            raise forms.ValidationError("La red ya tiene dos palancas.")

    markup = read(str(Refused({"name": "x"}, renderer=OUR_RENDERER)))

    assert "La red ya tiene dos palancas." in markup.words
    assert markup.all("div", role="alert")


@pytest.mark.parametrize(
    ("widget", "kind", "value", "shown"),
    [
        (DayInput(), "date", date(2026, 11, 23), "2026-11-23"),
        (MomentInput(), "datetime-local", datetime(2026, 11, 23, 18, 30), "2026-11-23T18:30"),  # noqa: DTZ001
    ],
)
def test_pickers_get_the_iso_value_that_browsers_want(
    widget: forms.Widget, kind: str, value: date, shown: str
) -> None:
    (field,) = read(widget.render("day", value)).all("input")

    assert (field["type"], field["value"]) == (kind, shown)


def test_what_the_picker_sends_is_understood() -> None:
    field = forms.DateTimeField(widget=MomentInput)

    assert field.clean("2026-11-23T18:30").strftime("%d-%m-%Y %H:%M") == "23-11-2026 18:30"
