import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("networks", "0006_agreements")]
    operations = [
        migrations.AlterField(
            model_name="schoolattendance",
            name="network_school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.networkschool"
            ),
        ),
    ]
