from django.db import migrations

from lar.tenancy.operations import AppendOnly, IsolateByProgram


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_events"), ("tenancy", "0003_isolation")]
    operations = [IsolateByProgram("Event"), AppendOnly("Event"), AppendOnly("PlatformEvent")]
