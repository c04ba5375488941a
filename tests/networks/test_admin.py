"""Operators read the directory in ``/admin/``; they write the names of sostenedores and nothing else."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import RequestFactory

from networks.models import Comuna, Deprov, Region, School, Sostenedor
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Comuna, Deprov, Region, School])
def test_the_directory_is_only_read(model: type[School], rf: RequestFactory) -> None:
    request = rf.get("/admin/")
    request.user = UserFactory.create(is_operator=True)
    page = admin.site._registry[model]

    assert page.has_view_permission(request)
    assert not page.has_change_permission(request)
    assert not page.has_add_permission(request)
    assert not page.has_delete_permission(request)


def test_a_sostenedor_may_be_named(rf: RequestFactory) -> None:
    request = rf.get("/admin/")
    request.user = UserFactory.create(is_operator=True)
    page = admin.site._registry[Sostenedor]

    assert page.has_change_permission(request)
    assert page.get_readonly_fields(request) == ["rut"]
