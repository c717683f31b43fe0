from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0007_first_review")]

    operations = [
        migrations.AddField(
            model_name="itemversion",
            name="commitment",
            field=models.JSONField(
                db_default=models.Value({}, models.JSONField()),
                default=dict,
                help_text="告知承诺：{materials, conditions, days, consequence}，空为不实行",
            ),
        ),
    ]
