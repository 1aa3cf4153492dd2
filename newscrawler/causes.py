"""What an exception of the download means: one cause of the closed list."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newscrawler.refusals import Refusal
from newscrawler.verdict import Cause

_KINDS: tuple[tuple[type[BaseException], Cause], ...] = (
    (CannotResolveHostError, Cause.DNS),
    (DownloadTimeoutError, Cause.TIMEOUT),
    (TimeoutError, Cause.TIMEOUT),
    (DownloadConnectionRefusedError, Cause.CONNECTION),
    (DownloadCancelledError, Cause.TOO_LARGE),
    (ResponseDataLossError, Cause.TRUNCATED),
    (UnsupportedURLSchemeError, Cause.OFFSITE),
    (EOFError, Cause.TRUNCATED),
)
TRANSPORT = frozenset({Cause.DNS, Cause.TIMEOUT, Cause.CONNECTION, Cause.TLS})
"""The portal did not answer at all."""


def cause_of(failure: Failure) -> tuple[Cause, str, str]:
    """→ cause, finer kind, one line for a person."""
    error = failure.value or RuntimeError("unknown")
    detail = " ".join(str(error).split())[:300] or type(error).__name__
    if isinstance(error, Refusal):
        return error.cause, error.kind, detail
    if isinstance(error, HttpError):
        status = error.response.status
        if status in (404, 410):
            return Cause.NOT_FOUND, str(status), f"status {status}"
        if 300 <= status < 400:
            return Cause.REDIRECTS, str(status), f"status {status} without a usable address"
        return (Cause.HTTP_5XX if status >= 500 else Cause.HTTP_4XX), str(status), f"status {status}"
    for kind, cause in _KINDS:
        if isinstance(error, kind):
            return cause, "", detail
    words = detail.lower()
    if isinstance(error, IgnoreRequest):
        if "redirection" in words:
            return Cause.REDIRECTS, "", detail
        return (Cause.TOO_LARGE if "size" in words or "maxsize" in words else Cause.CONNECTION), "", detail
    if isinstance(error, DownloadFailedError):
        tls = any(mark in words for mark in ("ssl", "tls", "certificate"))
        return (Cause.TLS if tls else Cause.CONNECTION), "", detail
    if "gzip" in type(error).__name__.lower() or type(error).__module__ in ("zlib", "gzip", "brotli"):
        return Cause.TRUNCATED, "encoding", detail
    if isinstance(error, ValueError) and any(mark in words for mark in ("url", "port", "netloc", "label")):
        return Cause.OFFSITE, "malformed", detail  # a redirect to what is no address
    if isinstance(error, OSError):
        return Cause.CONNECTION, "", detail
    return Cause.INTERNAL, type(error).__name__, f"{type(error).__name__}: {detail}"
