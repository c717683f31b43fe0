from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0007_first_review")]

    operations = []
