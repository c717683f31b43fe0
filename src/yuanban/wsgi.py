import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuanban.settings")
application = get_wsgi_application()

# What is loaded now stays: the collector need not walk through it again and again while requests come and go.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
