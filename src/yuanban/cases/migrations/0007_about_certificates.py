import django.db.models.deletion
from django.db import migrations, models

PURPOSES = [("new", "新办"), ("renewal", "延续"), ("change", "变更"), ("replacement", "补证"), ("cancel", "注销")]


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial"), ("cases", "0006_waivers")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="purpose",
            field=models.CharField(choices=PURPOSES, db_default="new", default="new", max_length=12),
        ),
        migrations.AddField(
            model_name="case",
            name="certificate",
            field=models.ForeignKey(
                help_text="延续、变更、补证、注销的证照",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="certificates.certificate",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="purpose",
            field=models.CharField(choices=PURPOSES, db_default="new", default="new", max_length=12),
        ),
        migrations.AddField(
            model_name="draft",
            name="certificate",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, to="certificates.certificate"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("certificate__isnull", True), ("purpose", "new"))
                | (~models.Q(("purpose", "new")) & models.Q(("certificate__isnull", False))),
                name="case_purpose_of_certificate",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("certificate__isnull", False), ("closed_on__isnull", True)),
                fields=("certificate", "purpose"),
                name="case_one_open_of_a_kind",
            ),
        ),
    ]
