"""Downloader middlewares: bounds, robots.txt, truncation, anti-bot pages, back-off, budget.

Their order stands in :mod:`newscrawler.settings`.
"""
