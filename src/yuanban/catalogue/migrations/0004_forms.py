import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_reference_lists")]

    operations = [
        migrations.AddField(
            model_name="itemversion",
            name="guidance",
            field=models.JSONField(
                db_default=models.Value({}, models.JSONField()),
                default=dict,
                help_text="情形引导：{questions, outcomes}",
            ),
        ),
        migrations.AlterField(
            model_name="itemversion",
            name="form",
            field=models.JSONField(
                default=list,
                help_text="[{key, label, type, unit, required, options, help, min, max, fact, section, when, checks, prefill, same, fields}]",
            ),
        ),
        migrations.CreateModel(
            name="FormStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.JSONField()),
                ("guidance", models.JSONField()),
                ("change", models.CharField(help_text="这一步改了什么", max_length=200)),
                ("by", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="form_steps",
                        to="catalogue.itemversion",
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
    ]
