import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lar.tenancy.operations import AppendOnly, IsolateByProgram

TENANT_MODELS = ["Agreement", "AgreementReview"]


class Migration(migrations.Migration):

    dependencies = [
        ('networks', '0005_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=600, verbose_name='acuerdo')),
                ('owner_words', models.CharField(blank=True, max_length=120, verbose_name='quién')),
                ('due', models.DateField(verbose_name='para cuándo')),
                ('how_known', models.TextField(max_length=400, verbose_name='cómo lo sabremos')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='se revisa el')),
                ('state', models.CharField(choices=[('going', 'en curso'), ('adapted', 'adaptado'), ('kept', 'cumplido'), ('dropped', 'dejado')], default='going', max_length=8, verbose_name='estado')),
                ('agreed_on', models.DateField(verbose_name='acordado el')),
                ('release_id', models.BigIntegerField(blank=True, null=True)),
                ('bar_node', models.CharField(blank=True, max_length=12)),
                ('bar_code', models.CharField(blank=True, max_length=20)),
                ('bar_words', models.CharField(blank=True, max_length=400, verbose_name='afirmación o dimensión que lo motivó')),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='networks.activity')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='networks.cycle')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='networks.network')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'acuerdo',
                'ordering': ['-cycle__year', 'due', 'pk'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='AgreementReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('adapted', 'adaptado'), ('kept', 'cumplido'), ('dropped', 'dejado')], max_length=8, verbose_name='qué pasó')),
                ('because', models.TextField(max_length=600, verbose_name='porque')),
                ('reviewed_on', models.DateField(verbose_name='revisado el')),
                ('text_before', models.TextField(max_length=600)),
                ('due_before', models.DateField()),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='networks.agreement')),
                ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.program')),
                ('reviewed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'revisión de un acuerdo',
                'verbose_name_plural': 'revisiones de un acuerdo',
                'ordering': ['-reviewed_on', '-pk'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddIndex(
            model_name='agreement',
            index=models.Index(condition=models.Q(('state__in', ['going', 'adapted'])), fields=['program', 'network', 'review_on'], name='agreement_to_review'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('owner_words', ''), _negated=True), ('owner__isnull', False), _connector='OR'), name='agreement_has_owner', violation_error_message='Di quién se encarga.'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['going', 'adapted', 'kept', 'dropped'])), name='agreement_state_known'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['kept', 'dropped']), ('review_on__isnull', False), _connector='OR'), name='agreement_live_is_reviewed', violation_error_message='Un acuerdo en curso tiene fecha de revisión.'),
        ),
        migrations.AddConstraint(
            model_name='agreementreview',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['adapted', 'kept', 'dropped'])), name='agreement_review_known'),
        ),
        migrations.AddConstraint(
            model_name='agreementreview',
            constraint=models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='agreement_review_says_why', violation_error_message='Cuenta por qué.'),
        ),
        *(IsolateByProgram(name) for name in TENANT_MODELS),
        AppendOnly("AgreementReview"),
    ]
