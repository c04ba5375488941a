"""The pages of questionnaires: load a file, look, edit a draft, translate, publish, take it home."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.instruments.actions import load_instrument, publish_version, start_version
from questionnaires.instruments.files import DEMO, DEMO_CAPITAL, read_instrument
from questionnaires.instruments.formats import (
    InstrumentContent,
    ItemContent,
    ItemKind,
    read_instrument_file,
    template,
    to_csv_and_json,
    to_json,
    translatable,
    write_xlsx,
)
from questionnaires.instruments.formats.ours_xlsx import EXAMPLE
from questionnaires.instruments.models import CodebookFile, ItemEquivalence, QuestionnaireVersion
from questionnaires.instruments.queries import content_of
from tests.factories import make_coordinator, make_person
from tests.surveys import make_network


@pytest.fixture
def client(program: Program) -> Client:
    with program_context(program):
        return signed_in(make_person(program, RoleCode.FACILITATOR))


@pytest.fixture
def draft(program: Program) -> QuestionnaireVersion:
    with program_context(program):
        return load_instrument(read_instrument(DEMO_CAPITAL), by=None)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(program: Program, rest: str = "") -> str:
    return f"/{program.slug}/cuestionarios/{rest}"


def html(response: Any) -> str:
    return str(response.content.decode())


def stored(program: Program, version_id: int | None = None) -> InstrumentContent:
    with program_context(program):
        versions = QuestionnaireVersion.objects.all()
        return content_of(versions.get(pk=version_id) if version_id else versions.get())


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_file_is_read_shown_and_only_then_kept(client: Client, program: Program) -> None:
    page = client.post(url(program, "cargar/"), {"file": upload("x.xlsx", template())})

    assert page.status_code == 200
    assert "Todavía no se ha guardado nada" in html(page)
    assert "pregunta abierta" not in html(page)
    with program_context(program):
        assert not QuestionnaireVersion.objects.exists()

    kept = client.post(url(program, "cargar/"), page.context["confirm"].initial)

    assert kept.status_code == 302
    assert stored(program) == EXAMPLE


def test_a_csv_goes_with_its_json(client: Client, program: Program) -> None:
    table, about = to_csv_and_json(read_instrument(DEMO))
    alone = client.post(url(program, "cargar/"), {"file": upload("x.csv", table.encode())})
    both = client.post(
        url(program, "cargar/"),
        {"file": upload("x.csv", table.encode()), "beside": upload("x.json", about.encode())},
    )

    assert alone.status_code == 422
    assert "súbelo junto con su JSON" in html(alone)
    assert both.status_code == 200


def test_a_wrong_file_says_where_and_offers_no_way_to_keep_it(client: Client, program: Program) -> None:
    wrong = replace(EXAMPLE, items=(replace(EXAMPLE.items[0], node="ZZ"), *EXAMPLE.items[1:]))

    page = client.post(url(program, "cargar/"), {"file": upload("x.xlsx", write_xlsx(wrong))})

    assert page.status_code == 422
    assert "ítems, fila 2" in html(page)
    assert "«ZZ»" in html(page)
    assert 'name="content"' not in html(page)


def test_no_file_comes_back_with_a_word(client: Client, program: Program) -> None:
    page = client.post(url(program, "cargar/"), {})

    assert page.status_code == 422
    assert "Revisa lo siguiente" in html(page)


def test_what_was_tampered_with_is_not_kept(client: Client, program: Program) -> None:
    page = client.post(url(program, "cargar/"), {"content": "{", "number": "1"})

    assert page.status_code == 422
    assert "sube el archivo otra vez" in html(page)


def test_a_published_number_is_offered_the_next_and_refused_itself(
    client: Client, program: Program, draft: QuestionnaireVersion
) -> None:
    with program_context(program):
        publish_version(draft, by=None)
    data = to_json(read_instrument(DEMO_CAPITAL)).encode()

    page = client.post(url(program, "cargar/"), {"file": upload("x.json", data)})
    refused = client.post(url(program, "cargar/"), {"content": data.decode(), "number": "1"})

    assert page.context["confirm"].initial["number"] == 2
    assert refused.status_code == 422
    assert "ya está publicada" in html(refused)


def test_a_draft_says_what_it_lacks_and_is_published_when_it_lacks_nothing(
    client: Client, program: Program, draft: QuestionnaireVersion
) -> None:
    place = url(program, f"{draft.pk}/")
    item = {"node": "KP_H", "kind": "scale", "text": "Aprendo de las otras escuelas.", "code": "kp_h_08"}
    added = client.post(f"{place}item-nuevo/", item)

    assert added.status_code == 302
    assert "puntaje alto en: kp_h_08" in html(client.get(place))
    assert client.post(f"{place}publicar/").status_code == 422

    meaning = {**item, "high_score_meaning": "Un puntaje alto indica que aprende de otras."}
    client.post(f"{place}items/kp_h_08/", meaning)
    asked = client.get(f"{place}publicar/")
    done = client.post(f"{place}publicar/", follow=True)

    assert "Sí, publicar" in html(asked)
    assert "quedó publicada" in html(done)
    assert [item.code for item in stored(program).items][6:9] == ["kp_h_07", "kp_h_08", "kp_s_01"]
    assert client.get(f"{place}datos/").status_code == 404


def test_what_was_typed_stays_when_something_is_wrong(
    client: Client, program: Program, draft: QuestionnaireVersion
) -> None:
    place = url(program, f"{draft.pk}/")
    item = {"node": "KP_H", "kind": "scale", "text": "Mi texto recién escrito.", "code": "kp_h_01"}
    about = about_of(stored(program))

    taken = client.post(f"{place}item-nuevo/", item)
    scale = client.post(f"{place}datos/", {**about, "scale": "Solo uno", "introduction": "Recién escrita."})

    assert (taken.status_code, scale.status_code) == (422, 422)
    assert "Otro ítem ya tiene ese código" in html(taken)
    assert "Mi texto recién escrito." in html(taken)
    assert "se admiten de 2 a 10" in html(scale)
    assert "Recién escrita." in html(scale)


def about_of(content: InstrumentContent) -> dict[str, Any]:
    return {
        "title": content.title,
        "disclaimer": content.disclaimer,
        "introduction": content.introduction,
        "source_note": content.source_note,
        "language": content.language,
        "scale": "\n".join(content.scale_labels),
        "agreement_points": content.agreement_points,
        "not_applicable_label": content.not_applicable_label or "",
        "dont_know_label": content.dont_know_label or "",
    }


def test_data_and_scale_change(client: Client, program: Program, draft: QuestionnaireVersion) -> None:
    changes = {"title": "Otro título", "scale": "Nunca\nA veces\nSiempre", "agreement_points": 1}
    sent = {**about_of(stored(program)), **changes, "dont_know_label": ""}

    done = client.post(url(program, f"{draft.pk}/datos/"), sent)

    assert done.status_code == 302
    content = stored(program)
    assert (content.title, content.dont_know_label) == ("Otro título", None)
    assert content.scale_labels == ("Nunca", "A veces", "Siempre")
    preview = html(client.get(url(program, f"{draft.pk}/vista-previa/")))
    assert "No aplica" in preview
    assert 'value="-8"' not in preview


def nodes_form(content: InstrumentContent, **changes: str) -> dict[str, Any]:
    total = len(content.nodes) + 2
    data: dict[str, Any] = {"n-TOTAL_FORMS": total, "n-INITIAL_FORMS": len(content.nodes)}
    for number, node in enumerate(content.nodes):
        data |= {
            f"n-{number}-label": node.label,
            f"n-{number}-parent": node.parent,
            f"n-{number}-kind": node.kind.value,
            f"n-{number}-place": number + 1,
        }
    for number in range(len(content.nodes), total):
        data |= {f"n-{number}-code": "", f"n-{number}-label": "", f"n-{number}-kind": "effect"}
    return {**data, **changes}


def test_dimensions_are_renamed_added_and_not_lost(
    client: Client, program: Program, draft: QuestionnaireVersion
) -> None:
    place = url(program, f"{draft.pk}/dimensiones/")
    content = stored(program)
    new = {"n-4-code": "KP_X", "n-4-label": "Otro capital", "n-4-parent": "KP", "n-4-kind": "effect"}

    done = client.post(place, nodes_form(content, **{"n-1-label": "Capital de las personas"}, **new))
    lost = client.post(place, nodes_form(stored(program), **{"n-1-DELETE": "on"}))

    assert done.status_code == 302
    nodes = stored(program).nodes
    assert [node.code for node in nodes] == ["KP", "KP_H", "KP_S", "KP_D", "KP_X"]
    assert nodes[1].label == "Capital de las personas"
    assert lost.status_code == 422
    assert "«KP_H», que no está en la lista" in html(lost)


def test_items_change_places_and_go(client: Client, program: Program, draft: QuestionnaireVersion) -> None:
    place = url(program, f"{draft.pk}/items/")

    client.post(f"{place}kp_h_02/mover/", {"to": "up"})
    client.post(f"{place}kp_h_03/mover/", {"to": "down"})
    client.post(f"{place}kp_h_05/quitar/")

    codes = [item.code for item in stored(program).items][:5]
    assert codes == ["kp_h_02", "kp_h_01", "kp_h_04", "kp_h_03", "kp_h_06"]
    assert client.post(f"{place}kp_h_05/quitar/").status_code == 404
    assert "kp_h_06" in html(client.get(place))


def test_an_open_question_is_part_of_a_version(
    client: Client, program: Program, draft: QuestionnaireVersion
) -> None:
    place = url(program, f"{draft.pk}/")
    item = {"node": "KP_H", "kind": "open", "text": "¿Qué aprendiste?", "code": "abierta"}

    client.post(f"{place}item-nuevo/", item)

    expected = ItemContent("abierta", "KP_H", "¿Qué aprendiste?", kind=ItemKind.OPEN)
    assert expected in stored(program).items
    assert "abierta" not in html(client.get(f"{place}publicar/"))
    assert '<textarea name="abierta"' in html(client.get(f"{place}vista-previa/"))
    assert read_instrument_file(client.get(f"{place}descargar/planilla/").content).content == stored(program)


def test_a_translation_says_how_far_it_is(
    client: Client, program: Program, draft: QuestionnaireVersion
) -> None:
    place = url(program, f"{draft.pk}/traducciones/")
    started = client.post(place, {"language": "en"})
    client.post(f"{place}en/", {"text_0": "A title"})
    half = html(client.get(place))
    total = len(translatable(stored(program)))
    page = html(client.get(f"{place}en/"))
    client.post(f"{place}en/", {f"text_{number}": f"Text {number}" for number in range(total)})
    whole = html(client.get(place))

    assert started.status_code == 302
    assert f"1 de {total} textos" in half
    assert f"Faltan {total - 1} textos" in page
    assert "Completa" in whole
    client.post(f"{place}en/quitar/")
    assert stored(program).translations == {}
    assert client.get(f"{place}en/").status_code == 404
    assert client.post(place, {"language": "inglés"}).status_code == 422


def test_a_new_version_declares_what_is_still_the_same_question(
    client: Client, program: Program, draft: QuestionnaireVersion
) -> None:
    with program_context(program):
        publish_version(draft, by=None)
        identity = str(draft.items.get(code="kp_h_01").identity)
    started = client.post(url(program, f"{draft.pk}/version-nueva/"))
    again = client.post(url(program, f"{draft.pk}/version-nueva/"), follow=True)
    place = started["Location"]
    item = {
        "node": "KP_H",
        "kind": "scale",
        "text": "Otra redacción de lo mismo.",
        "high_score_meaning": "Un puntaje alto indica algo.",
        "same_as": identity,
    }

    unexplained = client.post(f"{place}items/kp_h_01/", item)
    done = client.post(f"{place}items/kp_h_01/", {**item, "reason": "Se acortó la frase."})

    assert "ya tiene un borrador" in html(again)
    assert "Di por qué es la misma pregunta" in html(unexplained)
    assert done.status_code == 302
    with program_context(program):
        assert str(ItemEquivalence.objects.get().item.identity) == identity
    assert "Se acortó la frase." in html(client.get(place))


def test_a_draft_goes_when_asked(client: Client, program: Program, draft: QuestionnaireVersion) -> None:
    page = client.post(url(program, f"{draft.pk}/eliminar/"), follow=True)

    assert "El borrador fue eliminado" in html(page)
    assert "todavía no tiene cuestionarios" in html(page)


@pytest.mark.parametrize("kind", ["planilla", "csv", "json"])
def test_what_is_downloaded_loads_as_an_equal_version(
    client: Client, program: Program, draft: QuestionnaireVersion, kind: str
) -> None:
    data, beside = client.get(url(program, f"{draft.pk}/descargar/{kind}/")).content, None
    if kind == "csv":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data, beside = (archive.read(f"lar-demo-capital.{ending}") for ending in ("csv", "json"))

    assert read_instrument_file(data, beside=beside).content == stored(program)


def test_the_codebook_comes_as_sheet_and_json_and_nothing_else(
    client: Client, program: Program, draft: QuestionnaireVersion
) -> None:
    place = url(program, f"{draft.pk}/descargar/")

    assert client.get(f"{place}codigos-planilla/").content.startswith(b"PK")
    assert client.get(f"{place}codigos-json/").json()["code"] == "lar-demo-capital"
    assert client.get(f"{place}otra-cosa/").status_code == 404
    assert client.get(url(program, "plantilla/")).content.startswith(b"PK")


def test_the_codebook_is_drawn_once_when_published(
    client: Client, program: Program, draft: QuestionnaireVersion
) -> None:
    place = url(program, f"{draft.pk}/codigos/")
    refused = client.post(place, follow=True)
    assert "cuando la versión está publicada" in html(refused)
    with program_context(program):
        publish_version(draft, by=None)

    with mock.patch("lar.jobs.publishing.publish", return_value=False):
        waiting = client.post(place, follow=True)
        with program_context(program):
            job = Job.objects.get(kind="questionnaires.instruments.draw_codebook")
        run_here(job)

    assert waiting.status_code == 200
    assert client.get(f"{place}pdf/").content.startswith(b"%PDF")
    assert "Descargar el PDF" in html(client.get(place))
    with program_context(program):
        assert CodebookFile.objects.count() == 1


def test_a_coordinator_reads_what_is_published_and_edits_nothing(
    program: Program, draft: QuestionnaireVersion
) -> None:
    with program_context(program):
        published = publish_version(load_instrument(read_instrument(DEMO), by=None), by=None)
        reader = signed_in(make_coordinator(program, make_network()))

    page = reader.get(url(program, f"{published.pk}/"))

    assert page.status_code == 200
    assert "Crear una versión nueva" not in html(page)
    assert reader.get(url(program, f"{draft.pk}/")).status_code == 404
    assert reader.get(url(program, f"{draft.pk}/datos/")).status_code == 403
    assert reader.post(url(program, "cargar/"), {}).status_code == 403
    assert reader.post(url(program, f"{published.pk}/version-nueva/")).status_code == 403


def test_the_list_leads_to_the_draft_in_hand(
    client: Client, program: Program, draft: QuestionnaireVersion
) -> None:
    with program_context(program):
        second = start_version(publish_version(draft, by=None), by=None)

    listed = html(client.get(url(program)))

    assert url(program, f"{second.pk}/") in listed
    assert "Seguir con el borrador de la versión 2" in html(client.get(url(program, f"{draft.pk}/")))
