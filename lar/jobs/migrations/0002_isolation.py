from django.db import migrations

from lar.tenancy.operations import IsolateByProgram


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_jobs"), ("tenancy", "0003_isolation")]
    operations = [IsolateByProgram("Job", nullable=True)]
