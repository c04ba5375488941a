"""An address keeps the number of the last round of reminders that reached it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0009_paper")]
    operations = [
        migrations.AddField(
            model_name="invitation",
            name="reminders",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
