"""Each component with what it requires, and the promises that its markup makes."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory

from lar.ui.components import Action, Choice, Column, JobProgress, JobState, StepItem, StepState, Table
from lar.ui.samples import SampleForm
from tests.lar.ui.markup import inline_code, read, render

JOB = JobProgress("Informe", JobState.RUNNING, "/trabajos/1/", "/informes/1/")
REQUIRED: dict[str, tuple[str, dict[str, Any]]] = {
    "icon": ("{% icon 'check' %}", {}),
    "status_tag": ("{% status_tag 'Abierta' %}", {}),
    "band": ("{% band '5–9' %}", {}),
    "measure": ("{% measure '57 %' '8 de 14' 'De acuerdo' %}", {}),
    "scale_key": ("{% scale_key labels %}", {"labels": ["no", "ni", "sí"]}),
    "date_text": ("{% date_text day %}", {"day": date(2026, 11, 23)}),
    "page_header": ("{% page_header 'Título' %}", {}),
    "section": ("{% section 'Título' %}texto{% endsection %}", {}),
    "notice": ("{% notice %}texto{% endnotice %}", {}),
    "disclosure": ("{% disclosure 'Más' %}texto{% enddisclosure %}", {}),
    "empty_state": ("{% empty_state 'Aún nada' %}", {}),
    "definitions": ("{% definitions pairs %}", {"pairs": [("Tipo", "RME")]}),
    "button": ("{% button 'Guardar' %}", {}),
    "action_list": ("{% action_list actions %}", {"actions": [Action("Elige", "/x/")]}),
    "steps": ("{% steps items %}", {"items": [StepItem(1, "Preparación", StepState.AHEAD)]}),
    "job_progress": ("{% job_progress job %}", {"job": JOB}),
    "confirm": ("{% confirm submit='Sí' cancel_url='/x/' %}texto{% endconfirm %}", {}),
    "lar_form": ("{% lar_form form 'Guardar' %}", {"form": SampleForm(), "csrf_token": "x"}),
    "likert": ("{% likert 'd1' 'Frase' options %}", {"options": [Choice("1", "No"), Choice("2", "Sí")]}),
    "data_table": ("{% data_table table %}", {"table": Table("Redes", [Column("Red")], [["Itata"]])}),
}


@pytest.mark.parametrize("name", REQUIRED)
def test_component_renders_with_what_it_requires(name: str) -> None:
    source, context = REQUIRED[name]

    html = render(source, **context)

    assert read(html).elements
    assert inline_code(read(html)) == []


@pytest.mark.parametrize(
    "source",
    [
        "{% status_tag words %}",
        "{% page_header words lead=words kicker=words %}",
        "{% notice title=words %}{{ words }}{% endnotice %}",
        "{% section words note=words %}{{ words }}{% endsection %}",
        "{% button words url='/x/' %}",
        "{% empty_state words text=words %}",
        "{% measure words words words %}",
    ],
)
def test_component_escapes_what_people_wrote(source: str) -> None:
    html = render(source, words="<b onclick=x>Red</b>")

    assert read(html).all("b") == []
    assert "&lt;b" in html


def test_words_inside_a_sentence_bring_no_space_of_their_own() -> None:
    inline = (
        "{% icon 'check' %}",
        "{% status_tag 'Abierta' %}",
        "{% date_text day %}",
        "{% button 'Ir' url='/' %}",
    )
    sentence = "".join(f"({tag})" for tag in inline)

    assert re.findall(r"\(\s|\s\)", render(sentence, day=date(2026, 11, 23))) == []


def test_status_says_its_words_and_hides_its_shape_from_the_ear() -> None:
    markup = read(render("{% status_tag 'Sellada' shape='lock' %}"))

    assert markup.words == "Sellada"
    assert [found["aria-hidden"] for found in markup.all("svg")] == ["true"]
    assert markup.all("use")[0]["href"].endswith("#lock")


def test_icon_with_a_label_is_an_image_with_that_name() -> None:
    (drawing,) = read(render("{% icon 'print' label='Imprimir' %}")).all("svg")

    assert (drawing["role"], drawing["aria-label"]) == ("img", "Imprimir")
    assert "aria-hidden" not in drawing


def test_button_is_a_link_with_an_address_and_submits_without() -> None:
    link = read(render("{% button 'Ver' url='/x/' kind='secondary' %}"))
    submit = read(render("{% button 'Guardar' name='what' value='draft' %}"))

    assert link.elements == [("a", {"class": "btn btn-secondary", "href": "/x/"})]
    assert submit.all("button") == [
        {"class": "btn btn-primary", "type": "submit", "name": "what", "value": "draft"}
    ]


def test_notice_takes_the_level_of_a_message_and_names_it_in_words() -> None:
    words = [
        read(render(f"{{% notice kind='{kind}' %}}x{{% endnotice %}}")).words for kind in ("error", "debug")
    ]

    assert words == ["Hay un problema x", "Para saber x"]


def test_late_action_says_so_in_words() -> None:
    action = Action("Elige", "/x/", due=date(2026, 11, 20), late=True, button="Elegir")

    markup = read(render("{% action_list actions %}", actions=[action]))

    assert "Atrasado: era para el viernes 20 de noviembre de 2026" in markup.words
    assert markup.all("a", class_="btn btn-primary")[0]["aria-label"] == "Elegir: Elige"


def test_nothing_to_do_is_said() -> None:
    assert "Por ahora no hay nada pendiente." in read(render("{% action_list actions %}", actions=[])).words


def test_steps_say_their_state_and_mark_the_current_one() -> None:
    items = [StepItem(number, "T", state) for number, state in enumerate(StepState, start=1)]

    markup = read(render("{% steps items %}", items=items))

    assert [found.get("aria-current") for found in markup.all("li")] == [None, "step", None]
    for words in ("Con evidencia", "En curso", "Por venir"):
        assert words in markup.words


@pytest.mark.parametrize(
    ("state", "asks"), [("waiting", True), ("running", True), ("done", False), ("failed", False)]
)
def test_job_asks_again_only_while_it_is_not_over(state: str, asks: bool) -> None:
    job = JobProgress("Informe", JobState(state), "/trabajos/1/", "/informes/1/")

    markup = read(render("{% job_progress job %}", job=job))

    assert bool(markup.elements[0][1].get("hx-get")) is asks
    assert bool(markup.all("a", href="/informes/1/")) is asks, (
        "without JavaScript there is a link to the page"
    )


def test_finished_job_leads_to_its_result() -> None:
    job = JobProgress("Informe", JobState.DONE, "/t/", "/p/", result_url="/i/", result_label="Abrir")

    assert [found["href"] for found in read(render("{% job_progress job %}", job=job)).all("a")] == ["/i/"]


def test_job_without_a_known_share_has_no_value() -> None:
    assert "value" not in read(render("{% job_progress job %}", job=JOB)).all("progress")[0]


def test_likert_item_is_one_fieldset_with_one_group_of_radios() -> None:
    options, others = [Choice(str(n), f"o{n}") for n in range(1, 6)], [Choice("-7", "No aplica")]

    markup = read(
        render("{% likert 'd1' 'Frase' options others=others value=4 %}", options=options, others=others)
    )

    radios = markup.all("input")
    assert len(markup.all("fieldset")) == len(markup.all("legend")) == 1
    assert {(found["type"], found["name"]) for found in radios} == {("radio", "d1")}
    assert [found["value"] for found in radios if "checked" in found] == ["4"]
    assert len(markup.all("label")) == len(radios) == 6


def test_likert_error_is_tied_to_its_group() -> None:
    markup = read(render("{% likert 'd1' 'Frase' options error='elige una.' %}", options=[Choice("1", "No")]))

    assert markup.all("fieldset")[0]["aria-describedby"] in markup.ids()
    assert "Falta algo: elige una." in markup.words


def test_table_names_rows_and_repeats_headings_for_phones() -> None:
    table = Table("Redes", [Column("Red"), Column("n", numeric=True)], [["Itata", 8], ["Ñuble", 14]])

    markup = read(render("{% data_table table %}", table=table))

    assert [found["scope"] for found in markup.all("th")] == ["col", "col", "row", "row"]
    assert markup.all("td") == [{"data-label": "n", "class": "num"}] * 2


def test_table_refuses_a_row_of_another_length() -> None:
    with pytest.raises(ValueError, match="zip"):
        render("{% data_table table %}", table=Table("Redes", [Column("Red")], [["Itata", 8]]))


def test_scale_key_refuses_a_scale_that_charts_do_not_draw() -> None:
    with pytest.raises(ValueError, match="three blocks or five points"):
        render("{% scale_key labels %}", labels=["a", "b"])


def test_pagination_keeps_the_filters_of_the_address() -> None:
    request = RequestFactory().get("/redes/", {"estado": "abierta", "page": "2"})

    markup = read(render("{% pagination page %}", page=Paginator(range(30), 10).page(2), request=request))

    assert [found["href"] for found in markup.all("a")] == [
        "?estado=abierta&page=1",
        "?estado=abierta&page=3",
    ]
    assert "Página 2 de 3" in markup.words


def test_single_page_has_no_pagination() -> None:
    request = RequestFactory().get("/redes/")

    assert render("{% pagination page %}", page=Paginator([1], 10).page(1), request=request).strip() == ""


def test_confirm_posts_with_its_seal_and_has_a_way_back() -> None:
    markup = read(
        render("{% confirm submit='Sí' cancel_url='/x/' kind='danger' %}x{% endconfirm %}", csrf_token="s3al")
    )

    assert markup.all("form")[0]["method"] == "post"
    assert markup.all("input", name="csrfmiddlewaretoken")[0]["value"] == "s3al"
    assert markup.all("a", href="/x/")
