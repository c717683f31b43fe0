from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_reference_lists")]

    operations = []
