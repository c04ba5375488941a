from django.db import migrations

from lar.tenancy.operations import AppendOnly, IsolateByProgram

TENANT_MODELS = [
    "Authority",
    "Coordination",
    "Cycle",
    "LeverChoice",
    "Network",
    "NetworkSchool",
    "NetworkTerritory",
    "Purpose",
    "RosterSeat",
    "Territory",
]


class Migration(migrations.Migration):
    dependencies = [("networks", "0001_networks"), ("tenancy", "0003_isolation")]
    operations = [*(IsolateByProgram(name) for name in TENANT_MODELS), AppendOnly("Purpose")]
