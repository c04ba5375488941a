from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "lar.accounts"
    label = "accounts"
    verbose_name = _("Personas")

    def ready(self) -> None:
        from lar.ui.navigation import MenuEntry, Place, register_menu

        # The jobs' app stands on the same level as the design system, so its pages are offered here.
        register_menu(
            MenuEntry(
                _("Mis trabajos"),
                "jobs:list",
                allowed=lambda request: True,
                order=70,
                place=Place.ACCOUNT,
            )
        )
        register_menu(
            MenuEntry(
                _("Estado de la plataforma"),
                "health:state",
                allowed=lambda request: bool(getattr(request.user, "is_operator", False)),
                order=90,
                place=Place.ACCOUNT,
                needs_program=False,
            )
        )
        register_menu(
            MenuEntry(
                _("Mis llaves de la API"),
                "accounts:api_keys",
                allowed=lambda request: True,
                order=80,
                place=Place.ACCOUNT,
            )
        )
