from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScalingConfig(AppConfig):
    name = "scaling"
    label = "scaling"
    verbose_name = _("El programa")

    def ready(self) -> None:
        from scaling.menu import register_navigation

        register_navigation()
