from __future__ import annotations

from django_filters import rest_framework as filters


class ReleaseFilter(filters.FilterSet):
    network = filters.NumberFilter(field_name="survey__network_id")
    survey = filters.NumberFilter(field_name="survey_id")
