from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "lar.accounts"
    label = "accounts"
    verbose_name = _("Personas")

    def ready(self) -> None:
        from lar.ui.navigation import MenuEntry, Place, register_menu

        register_menu(
            MenuEntry(
                _("Mis llaves de la API"),
                "accounts:api_keys",
                allowed=lambda request: True,
                order=80,
                place=Place.ACCOUNT,
            )
        )
