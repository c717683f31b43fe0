import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Runs from before this migration are named after the one who applied; they keep having no events of their own.
NAMED = """
UPDATE cases_bundlecase r SET applicant_id = c.applicant_id, applicant_name = c.applicant_name, enterprise_id = c.enterprise_id
FROM cases_case c WHERE c.bundle_case_id = r.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_is_demo"),
        ("cases", "0004_gaps"),
        ("catalogue", "0005_bundles"),
        ("places", "0004_calendar_years"),
    ]

    operations = [
        migrations.AddField(
            model_name="bundlecase",
            name="accepted_on",
            field=models.DateField(help_text="同时开始的各件都已受理之日，联合期限自此起算", null=True),
        ),
        migrations.AddField(
            model_name="bundlecase",
            name="alert_on",
            field=models.DateField(help_text="灯色下一次变化之日", null=True),
        ),
        migrations.AddField(
            model_name="bundlecase",
            name="applicant",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="bundlecase",
            name="applicant_name",
            field=models.CharField(blank=True, db_default="", default="", max_length=120),
        ),
        migrations.AddField(
            model_name="bundlecase",
            name="choice",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="有一件没有办成以后：go-on继续，stop其余撤回",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="bundlecase",
            name="closed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="bundlecase",
            name="decided_on",
            field=models.DateField(help_text="最后一件办出结果之日", null=True),
        ),
        migrations.AddField(
            model_name="bundlecase",
            name="early",
            field=models.BooleanField(db_default=False, default=False, help_text="申请人要求先办好的先领"),
        ),
        migrations.AddField(
            model_name="bundlecase",
            name="enterprise",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.enterprise"
            ),
        ),
        migrations.AddField(
            model_name="bundlecase",
            name="head",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.AddField(
            model_name="bundlecase",
            name="left_out",
            field=models.JSONField(
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="没有包括的事：[{key, name, why, kind}]",
            ),
        ),
        migrations.AddField(
            model_name="bundlecase",
            name="light",
            field=models.CharField(blank=True, db_default="", default="", max_length=8),
        ),
        migrations.AddField(
            model_name="bundlecase",
            name="promised_due",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="bundlecase",
            name="situations",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddField(
            model_name="bundlecase",
            name="statutory_due",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="bundlecase",
            name="version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="bundlecase",
            index=models.Index(condition=models.Q(("alert_on__isnull", False)), fields=["alert_on"], name="run_alert"),
        ),
        migrations.AddIndex(
            model_name="bundlecase",
            index=models.Index(fields=["park", "-applied_at"], name="run_park"),
        ),
        migrations.RunSQL(NAMED, migrations.RunSQL.noop),
    ]
