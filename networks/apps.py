from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    name = "networks"
    label = "networks"
    verbose_name = _("Redes")

    def ready(self) -> None:
        from lar.tenancy.actors import register_reach_loader
        from networks.reach import network_reach

        register_reach_loader(network_reach)
