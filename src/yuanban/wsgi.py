import os

from django.core.wsgi import get_wsgi_application

from yuanban.ledger.intake.whole import whole_bodies
from yuanban.processes import keep_what_is_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuanban.settings")
application = whole_bodies(get_wsgi_application())
keep_what_is_loaded()
