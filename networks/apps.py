from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    name = "networks"
    label = "networks"
    verbose_name = _("Redes")

    def ready(self) -> None:
        from lar.tenancy.actors import register_reach_loader
        from networks import (
            activity_contributions,
            activity_notices,
            agreement_contributions,
            calendar_contributions,
            change_contributions,
            closing_contributions,
            contributions,
            enrolment_contributions,
            notice_contributions,
            registries,
            strategy_contributions,
        )
        from networks.menu import register_navigation
        from networks.reach import network_reach

        register_reach_loader(network_reach)
        registries.register_step_evidence(contributions.own_evidence)
        registries.register_home_items(contributions.own_home_items)
        registries.register_step_evidence(activity_contributions.activity_evidence)
        registries.register_home_items(activity_contributions.activity_home_items)
        registries.register_network_rows(contributions.own_rows)
        registries.register_step_evidence(agreement_contributions.agreement_evidence)
        registries.register_home_items(agreement_contributions.agreement_home_items)
        registries.register_network_rows(agreement_contributions.agreement_rows)
        registries.register_step_evidence(closing_contributions.closing_evidence)
        registries.register_home_items(closing_contributions.closing_home_items)
        registries.register_home_items(enrolment_contributions.enrolment_home_items)
        registries.register_step_evidence(strategy_contributions.strategy_evidence)
        registries.register_home_items(strategy_contributions.strategy_home_items)
        registries.register_calendar_items(calendar_contributions.agreement_days)
        registries.register_calendar_items(calendar_contributions.purpose_days)
        registries.register_changes(change_contributions.WORDS)
        notice_contributions.register()
        activity_notices.register()
        register_navigation()
