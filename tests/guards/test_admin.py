"""Rule: ``/admin/`` shows shared tables only, to operators only, and nothing that opens a door.

Reason: an operator runs the platform and has no business in a programme (ARCHITECTURE 4).
Usual mistake: registering a tenant model «just to look», or installing an app that registers its own.
"""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client

from lar.accounts.models import User
from lar.audit.models import PlatformEvent
from lar.authorization import RoleCode
from lar.tenancy.models import ApiToken, Membership, Program, TenantModel
from tests.factories import ProgramFactory, SchoolFactory, UserFactory, make_person
from tests.lar.accounts.people import sign_in

REGISTERED = {
    "accounts.user",
    "audit.platformevent",
    "networks.comuna",
    "networks.deprov",
    "networks.region",
    "networks.school",
    "networks.schoolsostenedor",
    "networks.sostenedor",
    "tenancy.apitoken",
    "tenancy.membership",
    "tenancy.program",
}
SECRETS = {"password", "token_hash", "data", "key", "session_data"}


def pages() -> list[str]:
    return [f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in admin.site._registry] + [
        "/admin/"
    ]


@pytest.fixture
def operator(db: None) -> User:
    return UserFactory.create(is_operator=True)


@pytest.fixture
def at_the_desk(client: Client, operator: User) -> Client:
    sign_in(client, operator.email)
    return client


def test_only_these_tables_are_there() -> None:
    assert {model._meta.label_lower for model in admin.site._registry} == REGISTERED


def test_none_of_them_is_a_programmes() -> None:
    assert [model for model in admin.site._registry if issubclass(model, TenantModel)] == []


def test_no_table_shows_a_secret() -> None:
    for model, registered in admin.site._registry.items():
        in_forms = registered.fields or [field.name for field in model._meta.fields]
        shown = {str(name) for name in (*registered.list_display, *registered.search_fields, *in_forms)}
        assert not shown & SECRETS, model


def test_nothing_can_be_deleted(at_the_desk: Client) -> None:
    person = UserFactory.create()
    page = "/admin/accounts/user/"

    assert at_the_desk.post(f"{page}{person.pk}/delete/", {"post": "yes"}).status_code == 403
    at_the_desk.post(page, {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"})
    assert User.objects.filter(pk=person.pk).exists()


@pytest.mark.django_db
def test_strangers_are_sent_to_our_sign_in(client: Client) -> None:
    for page in pages():
        response = client.get(page, follow=False)
        login = client.get(response["Location"])
        assert login["Location"].startswith("/entrar/?next="), page


def test_people_of_a_programme_stay_out(client: Client, program: Program) -> None:
    sign_in(client, make_person(program, RoleCode.ADMINISTRATOR).email)

    for page in pages():
        assert client.get(page, follow=True).status_code == 403, page


def test_an_operator_sees_every_table(at_the_desk: Client, program: Program) -> None:
    SchoolFactory.create()
    make_person(program, RoleCode.COORDINATOR)

    for page in pages():
        assert at_the_desk.get(page).status_code == 200, page


def test_an_operator_is_nobody_in_a_programme(at_the_desk: Client, program: Program) -> None:
    assert at_the_desk.get("/demo/").status_code == 404


def test_each_write_is_recorded(at_the_desk: Client, operator: User) -> None:
    form = {"email": "Ana@Ejemplo.cl", "name": "Ana", "is_active": "on"}
    at_the_desk.post("/admin/accounts/user/add/", form)
    person = User.objects.get(email="ana@ejemplo.cl")
    at_the_desk.post(f"/admin/accounts/user/{person.pk}/change/", form | {"name": "Ana María"})

    events = PlatformEvent.objects.filter(action__startswith="admin.").order_by("id")
    assert list(events.values_list("action", "by_id", "details")) == [
        ("admin.added", operator.pk, {"table": "accounts.user", "key": str(person.pk)}),
        ("admin.changed", operator.pk, {"table": "accounts.user", "key": str(person.pk)}),
    ]
    assert not person.has_usable_password()


def test_operators_name_administrators_only(at_the_desk: Client) -> None:
    program, person = ProgramFactory.create(), UserFactory.create()

    for role in RoleCode:
        at_the_desk.post(
            "/admin/tenancy/membership/add/",
            {"program": program.pk, "user": person.pk, "role": role.value, "valid_from": "01-03-2026"},
        )

    assert list(Membership.objects.values_list("role", flat=True)) == ["administrator"]


@pytest.mark.parametrize("page", ["accounts/user/add/", "tenancy/program/add/", "networks/school/add/"])
def test_forms_open(at_the_desk: Client, page: str) -> None:
    assert at_the_desk.get(f"/admin/{page}").status_code == 200


@pytest.mark.parametrize("model", [ApiToken, PlatformEvent])
def test_some_are_only_looked_at(at_the_desk: Client, model: type) -> None:
    page = f"/admin/{model._meta.app_label}/{model._meta.model_name}/add/"  # type: ignore[attr-defined]
    assert at_the_desk.get(page).status_code == 403
