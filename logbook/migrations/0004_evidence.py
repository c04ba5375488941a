import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lar.tenancy.operations import IsolateByProgram


class Migration(migrations.Migration):

    dependencies = [
        ('logbook', '0003_consent_and_removal'),
        ('tenancy', '0010_workshop_doors'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('bar', 'Resultado'), ('agreement', 'Acuerdo'), ('activity', 'Actividad'), ('comment', 'Comentario')], max_length=9, verbose_name='tipo')),
                ('subject', models.BigIntegerField()),
                ('code', models.CharField(blank=True, max_length=20)),
                ('title', models.CharField(max_length=400, verbose_name='título')),
                ('words', models.TextField(blank=True, max_length=2000, verbose_name='como estaba')),
                ('frozen_on', models.DateField(verbose_name='del')),
                ('removed_at', models.DateTimeField(null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('block', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='logbook.block')),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
            ],
            options={
                'verbose_name': 'tarjeta de evidencia',
                'verbose_name_plural': 'tarjetas de evidencia',
                'ordering': ['pk'],
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('program', 'block', 'kind', 'subject', 'code'), name='logbook_card_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'bar'), models.Q(('code', ''), _negated=True)), models.Q(('code', ''), ('kind__in', ['agreement', 'activity', 'comment'])), _connector='OR'), name='logbook_card_code_of_bar')],
            },
        ),
        IsolateByProgram("Card"),
    ]
