"""A sheet says whether its slips replace lost ones: those are the facilitator's to take, not the team's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0016_team_messages")]
    operations = [
        migrations.AddField(
            model_name="slipsheet",
            name="replaces_lost",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
