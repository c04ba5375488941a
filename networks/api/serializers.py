from __future__ import annotations

from rest_framework import serializers

from networks.models import Cycle, Network


class NetworkSerializer(serializers.ModelSerializer[Network]):
    class Meta:
        model = Network
        fields = ["id", "name", "kind", "cohort", "enrolled_on", "left_on", "time_zone"]
        read_only_fields = fields


class CycleSerializer(serializers.ModelSerializer[Cycle]):
    network = serializers.IntegerField(source="network_id", read_only=True)
    levers = serializers.SerializerMethodField()

    class Meta:
        model = Cycle
        fields = ["id", "network", "year", "programme_year", "step", "levers"]
        read_only_fields = fields

    def get_levers(self, cycle: Cycle) -> list[str]:
        """Codes of the levers chosen for the year, in the model's order."""
        return sorted(choice.node for choice in cycle.levers.all())
