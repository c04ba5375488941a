import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lar.tenancy.operations import IsolateByProgram


class Migration(migrations.Migration):

    dependencies = [
        ('networks', '0012_attachments'),
        ('tenancy', '0010_workshop_doors'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Pairing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_on', models.DateField(verbose_name='propuesta el')),
                ('guide_agreed_on', models.DateField(null=True)),
                ('guided_agreed_on', models.DateField(null=True)),
                ('began_on', models.DateField(null=True, verbose_name='desde')),
                ('ended_on', models.DateField(null=True, verbose_name='hasta')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('guide', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pairings_as_guide', to='networks.network')),
                ('guide_agreed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('guided', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pairings_as_guided', to='networks.network')),
                ('guided_agreed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'pareja de redes',
                'verbose_name_plural': 'parejas de redes',
                'ordering': ['-proposed_on', '-pk'],
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('program', 'guide', 'guided'), name='pairing_open_once'), models.CheckConstraint(condition=models.Q(('guide', models.F('guided')), _negated=True), name='pairing_of_two'), models.CheckConstraint(condition=models.Q(('began_on', None), models.Q(('guide_agreed_on__isnull', False), ('guided_agreed_on__isnull', False)), _connector='OR'), name='pairing_begins_with_both'), models.CheckConstraint(condition=models.Q(models.Q(('ended_by', None), ('ended_on', None)), models.Q(('ended_by__isnull', False), ('ended_on__isnull', False)), _connector='OR'), name='pairing_ended_by_somebody')],
            },
        ),
        IsolateByProgram("Pairing"),
    ]
