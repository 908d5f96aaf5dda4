"""What every test may ask for."""

from __future__ import annotations

from hypothesis import settings

from tests.support.browser import browser, page
from tests.support.postgres import postgres_server, postgres_url

__all__ = ["browser", "page", "postgres_server", "postgres_url"]

# The same examples on every run: a failure is a fact, not luck.
settings.register_profile("askfirst", derandomize=True, deadline=None, database=None)
settings.load_profile("askfirst")
