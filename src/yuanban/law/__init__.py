"""The law as pure rules: who may, when due, what next. No Django, no database, no clock."""
