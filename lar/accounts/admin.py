"""``/admin/`` behind our own sign-in, and the shared tables of people and programmes.

Those of ``lar.tenancy`` are here because that package lies below the record of what operators do.
"""

from __future__ import annotations

from typing import Any

# Imported first, so that what these libraries register can be taken off again.
import allauth.account.admin
import allauth.mfa.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from lar.accounts.models import User
from lar.audit.operators import OperatorAdmin, ReadOnlyAdmin
from lar.authorization import ROLES, RoleCode
from lar.tenancy.models import ApiToken, Membership, Program

# Groups are not used; the others hold what signs people in.
for _model in (Group, EmailAddress, EmailConfirmation, Authenticator):
    if admin.site.is_registered(_model):
        admin.site.unregister(_model)


def change_password(request: HttpRequest, extra_context: object = None) -> HttpResponse:
    """One's password is changed where everybody's is."""
    return redirect("account_change_password")


admin.site.site_header = admin.site.site_title = _("Plataforma LAR")
admin.site.index_title = _("Tablas compartidas")
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.password_change = change_password  # type: ignore[method-assign,assignment]


@admin.register(User)
class UserAdmin(OperatorAdmin):
    """People. A new one signs in with a code by mail and chooses a password then, or never."""

    list_display = ["email", "name", "is_active", "is_operator", "last_login"]
    list_filter = ["is_active", "is_operator"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "is_active", "is_operator", "date_joined", "last_login"]
    readonly_fields = ["date_joined", "last_login"]
    ordering = ["email"]

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm[User], change: bool) -> None:
        obj.email = obj.email.lower()
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        # An address that is no longer theirs opens nothing.
        EmailAddress.objects.filter(user_id=obj.pk).exclude(email=obj.email).delete()


@admin.register(Program)
class ProgramAdmin(OperatorAdmin):
    list_display = ["name", "slug", "institution", "contact_email", "is_demonstration"]
    search_fields = ["name", "slug"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """The address is printed on slips and in documents: it stays."""
        return ["created_at"] if obj is None else ["created_at", "slug"]


@admin.register(Membership)
class MembershipAdmin(OperatorAdmin):
    """Operators name a programme's administrators; these name everybody else."""

    list_display = ["program", "user", "role", "valid_from", "valid_to"]
    list_filter = ["role", "program"]
    list_select_related = ["program", "user"]
    search_fields = ["user__email"]
    autocomplete_fields = ["program", "user"]

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "role":
            role = ROLES[RoleCode.ADMINISTRATOR]
            kwargs["choices"] = [(role.code, role.label)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [] if obj is None else ["program", "user", "role", "valid_from"]


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    """Who reads by the API until when. Not even the hash of a key is shown."""

    list_display = ["program", "user", "name", "created_at", "expires_at", "revoked_at"]
    list_select_related = ["program", "user"]
    fields = ["program", "user", "name", "created_at", "expires_at", "revoked_at"]
