"""Meta refresh, with a glance first: Scrapy's own decodes every page to find out that it has none."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response

_HEAD = 16 * 1024
"""Bytes that hold the 4,096 characters in which Scrapy looks for the tag."""


class GlancingMetaRefreshMiddleware(MetaRefreshMiddleware):
    """Set in place of Scrapy's."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """The response, or the request for the page that it refreshes to."""
        if b"refresh" not in response.body[:_HEAD].lower():
            return response
        return super().process_response(request, response)
