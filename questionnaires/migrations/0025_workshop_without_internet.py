"""Workshops without internet or without a laptop: what was brought comes in once; their papers as PDF."""

import django.db.models.deletion
from django.db import migrations, models

from lar.tenancy.operations import IsolateByProgram


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaires", "0024_results_have_their_moment"),
        ("tenancy", "0010_workshop_doors"),
    ]

    operations = [
        migrations.AddField(
            model_name="socializationworkshop",
            name="bundle_id",
            field=models.UUIDField(editable=False, null=True, verbose_name="archivo que se cargó"),
        ),
        migrations.CreateModel(
            name="WorkshopPapers",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=24)),
                ("pdf", models.BinaryField()),
                (
                    "program",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.program",
                    ),
                ),
                (
                    "workshop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="questionnaires.socializationworkshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "papeles de un taller",
                "verbose_name_plural": "papeles de los talleres",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        IsolateByProgram("WorkshopPapers"),
    ]
