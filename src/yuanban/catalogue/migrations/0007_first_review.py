from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0006_waivable")]

    operations = []
