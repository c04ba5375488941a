"""The PDF of a programme's results, drawn once and kept beside them."""

import django.db.models.deletion
from django.db import migrations, models

from lar.tenancy.operations import AppendOnly, IsolateByProgram


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0018_local_items")]
    operations = [
        migrations.CreateModel(
            name="ProgramReportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pdf", models.BinaryField()),
                ("drawn_at", models.DateTimeField(auto_now_add=True)),
                (
                    "program",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.program"
                    ),
                ),
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="file",
                        to="questionnaires.programrelease",
                    ),
                ),
            ],
            options={
                "verbose_name": "PDF de los resultados del programa",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        IsolateByProgram("ProgramReportFile"),
        AppendOnly("ProgramReportFile"),
    ]
