"""Scrapy extensions: the run's end, the archive, the progress line, and calm log lines.

They are switched on in :mod:`newscrawler.settings`.
"""
