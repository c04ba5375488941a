from __future__ import annotations

from django_filters import rest_framework as filters

from questionnaires.surveys.models import SurveyState


class SurveyFilter(filters.FilterSet):
    network = filters.NumberFilter(field_name="network_id")
    cycle = filters.NumberFilter(field_name="cycle_id")
    state = filters.ChoiceFilter(choices=SurveyState.choices)
