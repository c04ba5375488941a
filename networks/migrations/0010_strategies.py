import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lar.tenancy.operations import IsolateByProgram

TENANT_MODELS = ["MicroStrategy", "Strategy", "StrategySession"]


class Migration(migrations.Migration):

    dependencies = [
        ('networks', '0009_purpose_together'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MicroStrategy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, verbose_name='código')),
                ('title', models.CharField(max_length=120, verbose_name='nombre')),
                ('node', models.CharField(choices=[('PN', 'Propósito nuclear'), ('LR', 'Liderazgo en red'), ('CP', 'Colaboración profunda'), ('CC', 'Confianza y corresponsabilidad'), ('KP', 'Desarrollo de capital profesional'), ('PR', 'Profundidad')], max_length=2, verbose_name='dimensión')),
                ('shapes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('consenso', 'consenso'), ('tendencia', 'tendencia'), ('disperso', 'disperso'), ('dividido', 'dividido')], max_length=10), size=None, verbose_name='responde a')),
                ('aim', models.TextField(max_length=600, verbose_name='para qué sirve')),
                ('steps', models.TextField(max_length=2000, verbose_name='pasos')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='minutos')),
                ('source', models.CharField(max_length=300, verbose_name='de dónde viene')),
                ('is_retired', models.BooleanField(default=False, verbose_name='retirada del catálogo')),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
            ],
            options={
                'verbose_name': 'microestrategia',
                'ordering': ['title', 'pk'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Strategy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('node', models.CharField(choices=[('PN', 'Propósito nuclear'), ('LR', 'Liderazgo en red'), ('CP', 'Colaboración profunda'), ('CC', 'Confianza y corresponsabilidad'), ('KP', 'Desarrollo de capital profesional'), ('PR', 'Profundidad')], max_length=2, verbose_name='dimensión')),
                ('title', models.CharField(max_length=120, verbose_name='nombre')),
                ('what', models.TextField(max_length=2000, verbose_name='qué haremos')),
                ('started_on', models.DateField(verbose_name='diseñada el')),
                ('evidence', models.TextField(blank=True, max_length=2000, verbose_name='evidencia')),
                ('members_said', models.TextField(blank=True, max_length=2000, verbose_name='qué dijeron las y los integrantes')),
                ('team_said', models.TextField(blank=True, max_length=2000, verbose_name='qué vio el equipo')),
                ('worked', models.CharField(blank=True, choices=[('yes', 'funcionó'), ('partly', 'funcionó en parte'), ('no', 'no funcionó')], max_length=6, verbose_name='resultado')),
                ('decision', models.CharField(blank=True, choices=[('continue', 'seguir igual'), ('adapt', 'seguir, con cambios'), ('end', 'terminarla')], max_length=8, verbose_name='decisión')),
                ('because', models.TextField(blank=True, max_length=600, verbose_name='porque')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decidido el')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='strategies', to='networks.cycle')),
                ('micro_strategy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='strategies', to='networks.microstrategy')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='strategies', to='networks.network')),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'estrategia',
                'ordering': ['-cycle__year', 'pk'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='StrategySession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='fecha')),
                ('words', models.TextField(max_length=1000, verbose_name='qué pasó')),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.activity')),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
                ('strategy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='networks.strategy')),
            ],
            options={
                'verbose_name': 'sesión de una estrategia',
                'verbose_name_plural': 'sesiones de una estrategia',
                'ordering': ['on', 'pk'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddConstraint(
            model_name='microstrategy',
            constraint=models.UniqueConstraint(fields=('program', 'code'), name='micro_strategy_code_once'),
        ),
        migrations.AddConstraint(
            model_name='strategy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_on', None), ('decision', '')), models.Q(('decided_on__isnull', False), models.Q(('decision', ''), _negated=True), models.Q(('because', ''), _negated=True), models.Q(('worked', ''), _negated=True)), _connector='OR'), name='strategy_decision_is_whole'),
        ),
        *(IsolateByProgram(name) for name in TENANT_MODELS),
    ]
