"""Spiders: they move between pages, and extract nothing. See :mod:`newscrawler.spiders.portal`."""
