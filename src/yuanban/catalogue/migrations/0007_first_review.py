import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0006_waivable"), ("places", "0004_calendar_years")]

    operations = [
        migrations.AddField(
            model_name="itemversion",
            name="first_reviewer",
            field=models.ForeignKey(
                help_text="先行审查的下级机关（许可法第三十五条）",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.body",
            ),
        ),
    ]
