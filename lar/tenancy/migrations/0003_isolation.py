from django.db import migrations

from lar.tenancy.operations import AppendOnly, IsolateByProgram


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_roles"), ("tenancy", "0002_programs")]
    operations = [IsolateByProgram("PrivacyNotice"), AppendOnly("PrivacyNotice")]
