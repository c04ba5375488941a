"""Files are kept in the database, within the programme's room, and handed out so that nothing runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.db import OperationalError
from django.http import Http404
from django.test import RequestFactory
from psycopg import errors

from lar.files.errors import NoRoom
from lar.files.forms import UploadField
from lar.files.inspection import CheckedFile, look_at
from lar.files.keeping import keep_upload, let_go, room_left
from lar.files.kinds import MAX_BYTES, FileKind
from lar.files.models import FileBytes, StoredFile
from lar.files.serving import file_response
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from tests.lar.files.samples import image, pdf

TEXT = CheckedFile(FileKind.TEXT, "acta de mayo.txt", b"hola")


@pytest.fixture(autouse=True)
def _inside(inside: Program) -> Iterator[None]:
    yield


def test_what_is_kept_comes_out_to_be_saved_and_never_to_run() -> None:
    kept = keep_upload(look_at(pdf(), "Reunión 1.pdf"), by=None)
    response = file_response(kept)

    assert response.content == pdf()
    assert response.headers["Content-Disposition"].startswith("attachment; filename")
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_photo_has_a_small_picture_and_a_text_has_none() -> None:
    photo, text = keep_upload(look_at(image(), "a.jpg"), by=None), keep_upload(TEXT, by=None)

    assert file_response(photo, preview=True).headers["Content-Type"] == "image/webp"
    with pytest.raises(Http404):
        file_response(text, preview=True)


def test_what_is_let_go_leaves_neither_bytes_nor_name() -> None:
    kept = keep_upload(TEXT, by=None)

    assert (let_go(kept, by=None), let_go(kept, by=None)) == (True, False)
    kept.refresh_from_db()
    assert (kept.name, kept.sha256, str(kept), kept.removed_at is None) == ("", "", "Archivo quitado", False)
    assert not FileBytes.objects.exists()
    with pytest.raises(Http404):
        file_response(kept)


def test_a_full_programme_says_so_and_keeps_what_it_has(settings: Any) -> None:
    settings.FILES_MAX_BYTES = 6
    kept = keep_upload(TEXT, by=None)

    with pytest.raises(NoRoom, match="no queda espacio"):
        keep_upload(TEXT, by=None)
    assert (room_left(), StoredFile.objects.get()) == (2, kept)
    let_go(kept, by=None)
    assert room_left() == 6


def test_a_full_disk_closes_uploads_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_values: object) -> None:
        raise OperationalError from errors.DiskFull("could not extend file")

    monkeypatch.setattr(FileBytes.objects, "create", full)
    with pytest.raises(NoRoom):
        keep_upload(TEXT, by=None)
    assert not StoredFile.objects.exists()


def test_another_programme_has_its_own_room_and_sees_nothing(other_program: Program) -> None:
    keep_upload(TEXT, by=None)

    with program_context(other_program):
        assert not StoredFile.objects.exists() and not FileBytes.objects.exists()


@pytest.mark.parametrize(("size", "held"), [(MAX_BYTES, MAX_BYTES), (MAX_BYTES + 1, 0)])
def test_a_file_that_is_too_large_is_counted_and_not_held(size: int, held: int) -> None:
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("largo.txt", b"a" * size)})
    sent = cast(UploadedFile, request.FILES["file"])

    assert (sent.size, len(sent.read()), type(request.upload_handlers[0]).__name__) == (
        size,
        held,
        "LimitedUploadHandler",
    )
    assert isinstance(request.upload_handlers[0], FileUploadHandler)
    field = UploadField()
    sent.seek(0)
    if held:
        assert field.clean(sent) is not None
    else:
        with pytest.raises(Exception, match="Pesa más de 10 MB"):
            field.clean(sent)
