"""What may be asked of the lists, declared: a filter on a tenant table can't be guessed from its model."""

from __future__ import annotations

from django_filters import rest_framework as filters

from networks.models import NetworkKind


class NetworkFilter(filters.FilterSet):
    cohort = filters.NumberFilter()
    kind = filters.ChoiceFilter(choices=NetworkKind.choices)


class CycleFilter(filters.FilterSet):
    network = filters.NumberFilter(field_name="network_id")
    year = filters.NumberFilter()
