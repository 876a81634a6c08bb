"""The desk as a WSGI application: ``granian --interface wsgi asylon.desk.wsgi:application``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asylon.desk.settings")

application = get_wsgi_application()
