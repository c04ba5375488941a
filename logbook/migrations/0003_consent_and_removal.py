import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lar.tenancy.operations import IsolateByProgram


class Migration(migrations.Migration):

    dependencies = [
        ('logbook', '0002_feedback'),
        ('tenancy', '0010_workshop_doors'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='QuoteConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'consentimiento para citar',
                'verbose_name_plural': 'consentimientos para citar',
                'ordering': ['-given_at', '-pk'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='block',
            name='removed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='block',
            name='removed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='entry',
            name='readers',
            field=models.CharField(choices=[('team', 'Solo el equipo coordinador'), ('facilitator', 'El equipo y quienes facilitan el programa'), ('peers', 'También las redes hermanadas con la nuestra')], default='facilitator', max_length=12, verbose_name='quién la lee'),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='logbook_block_removed_by_somebody'),
        ),
        migrations.AddField(
            model_name='quoteconsent',
            name='ended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='quoteconsent',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='logbook.entry'),
        ),
        migrations.AddField(
            model_name='quoteconsent',
            name='given_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='quoteconsent',
            name='program',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program'),
        ),
        migrations.AddConstraint(
            model_name='quoteconsent',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('program', 'entry'), name='logbook_quotable_once'),
        ),
        migrations.AddConstraint(
            model_name='quoteconsent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='logbook_consent_ended_by_somebody'),
        ),
        IsolateByProgram("QuoteConsent"),
    ]
