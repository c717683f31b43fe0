"""New measures: nothing of the old count stays, and every matter waits to be counted. Writers wait for a moment, no longer."""

from django.db import migrations

ANEW = "TRUNCATE insight_fact, insight_rollup; INSERT INTO insight_pending (case_id) SELECT id FROM cases_case;"


class Migration(migrations.Migration):
    dependencies = [("insight", "0003_pending")]
    operations = [migrations.RunSQL(ANEW, migrations.RunSQL.noop)]
