"""Surveys whose band stands still, looked at every some days, and what facilitators wrote to their teams."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lar.tenancy.operations import AppendOnly, IsolateByProgram

PROGRAM = models.ForeignKey(
    editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.program"
)


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaires", "0015_complete_small_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="BandMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("band", models.PositiveSmallIntegerField()),
                ("looked_on", models.DateField()),
                ("stands_still", models.BooleanField(default=False)),
                ("program", PROGRAM),
                ("survey", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="band_mark", to="questionnaires.survey")),
            ],
            options={
                "verbose_name": "tramo visto de una aplicación",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="TeamMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=1000, verbose_name="mensaje")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("program", PROGRAM.clone()),
                ("survey", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="team_messages", to="questionnaires.survey")),
            ],
            options={
                "verbose_name": "mensaje al equipo de una red",
                "ordering": ["pk"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        IsolateByProgram("BandMark"),
        IsolateByProgram("TeamMessage"),
        AppendOnly("TeamMessage"),
    ]
