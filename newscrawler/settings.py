"""Scrapy settings of the project, in the checkout and installed; ``-s NAME=VALUE`` overrides each.

Values that differ from Scrapy's defaults were measured or follow from the promises of docs/operations.md;
the reason stands beside each. Times are seconds, sizes bytes, unless a comment says otherwise.
"""

from __future__ import annotations

from scrapy.settings import default_settings

from newscrawler.version import __version__

BOT_NAME = "newscrawler"
SPIDER_MODULES = ["newscrawler.spiders"]
NEWSPIDER_MODULE = "newscrawler.spiders"
COMMANDS_MODULE = "newscrawler.commands"

# Where everything is written: state, JSON Lines, reports, quarantine, archive; from the working folder.
OUTPUT_DIR = "output"
# Words of one's own for the extraction of attendees.
LEXICON_DIR = ""
# Ask a model too for names that the rules leave open (`--ner`; extra ner).
NER_ENABLED = False
CHECKPOINT_INTERVAL = 300.0  # how often a long run writes its output while it goes on; 0: at the end only
# A folder with profiles (<portal>.toml) beside those that come with the program; empty: none.
PORTALS_DIR = ""
# Every response of a run as WARC under OUTPUT_DIR/archive/<portal>/ (`newscrawler crawl --archive`).
ARCHIVE_ENABLED = False
ARCHIVE_MAX_BYTES = 1_000_000_000  # then another file; what the WARC guidelines recommend

# --- Who we are, and what we ask for
USER_AGENT = f"newscrawler/{__version__} (crawler of public news pages for research; obeys robots.txt)"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.3",  # Scrapy's "en" makes some portals answer in English
}
COOKIES_ENABLED = False  # no login anywhere; with cookies Scrapy would fetch the public suffix list

# --- Politeness
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # one connection at a time for a portal
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.0  # a delay is the least gap between two requests, not their mean
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
# Hours in which nothing is asked for, portal's time zone: "08:00-11:30,13:00-18:00". Empty: none.
QUIET_HOURS = ""
# Budgets of one run; 0: none. (`newscrawler crawl --max-requests N --max-time S` set them.)
MAX_REQUESTS = 0
MAX_TIME = 0.0

# --- Servers that refuse, fail or trap
RETRY_TIMES = 4  # with one answer in five broken, 3 tries would lose 1% of the articles
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the report counts what failed; one page is no error of the run
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408, 429]
RETRY_AFTER_MAX = 300.0  # a server that asks for a longer wait is left alone until the next run
BACKOFF_BASE = 2.0  # first pause after 429, or 503 in a row; doubles each time, up to BACKOFF_MAX
BACKOFF_MAX = 120.0
BLOCK_PAUSE = 5.0  # before an anti-bot page is asked for again; doubles while they persist
BLOCK_LIMIT = 4  # anti-bot pages in a row that end the run with status 3
FAILURE_LIMIT = 12  # requests in a row without answer, after which the home page is asked: none ends the run
DOWNLOAD_TIMEOUT = 30.0
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024  # also bounds what a compressed body may inflate to
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024
DOWNLOAD_VERIFY_CERTIFICATES = True
REDIRECT_MAX_TIMES = 5
METAREFRESH_MAXDELAY = 30
ALLOW_PRIVATE_ADDRESSES = False  # only tests without a proxy need it
LIST_PAGES_MAX = 5000  # pages of one list in one walk
LISTS_MAX = 2000  # lists and topic homes of one run
ARTICLE_PAGES_MAX = 40  # addresses over which one article may run
HTTPCACHE_ENABLED = False

# --- When known articles are looked at again (see newscrawler.state.recheck)
RECHECK_SHORTEST_HOURS = 6.0
RECHECK_SHARE = 0.2
RECHECK_LONGEST_DAYS = 180.0
# A missing article counts as gone at a second look, in a later run or at least this long after the first.
CONFIRM_GONE_HOURS = 1.0
# Days after which a run walks all lists to their end by itself, known pages included.
SWEEP_DAYS = 30.0
# The callable that says what time it is; tests name another one to look at a portal a month later.
CLOCK = "newscrawler.state.codec.utc_now"

# --- Who is told
# Where the report of a run is posted as JSON whose exit status is one of these; see newscrawler.alerts.
ALERT_WEBHOOK = ""
ALERT_STATUSES = [1, 3, 4]

# --- The engine
CONCURRENT_ITEMS = 4  # 2.19 makes that many tasks for every response: 100 costs up to half the speed
REMOTE_CONTROL_ENABLED = False  # an HTTP server that runs posted Python
TELNETCONSOLE_ENABLED = False
DUPEFILTER_CLASS = (
    "scrapy.dupefilters.BaseDupeFilter"  # the spider knows what it asked for; memory stays flat
)
FEED_EXPORT_ENCODING = "utf-8"
LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOG_DATEFORMAT = "%Y-%m-%dT%H:%M:%S%z"
LOGSTATS_INTERVAL = 60.0
STATS_DUMP = False  # the run report has them
LOG_FORMATTER = "newscrawler.extensions.logs.CalmFormatter"

DOWNLOADER_MIDDLEWARES = {
    # Bounds do more than Scrapy's offsite filter, and tell the spider what they refuse.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "newscrawler.middlewares.bounds.BoundsMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newscrawler.middlewares.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "newscrawler.middlewares.refresh.GlancingMetaRefreshMiddleware": 580,
    # From here on answers pass upwards after decompression (590) and before retries (550).
    "newscrawler.middlewares.truncation.TruncationMiddleware": 570,
    "newscrawler.middlewares.blocking.BlockingMiddleware": 585,
    "newscrawler.middlewares.backoff.BackoffMiddleware": 586,
    "newscrawler.middlewares.budget.BudgetMiddleware": 890,
}
SPIDER_MIDDLEWARES = {"newscrawler.middlewares.state.StateMiddleware": 10}
ITEM_PIPELINES = {
    "newscrawler.pipelines.extract.ExtractPipeline": 100,
    "newscrawler.pipelines.validate.ValidatePipeline": 200,
    "newscrawler.pipelines.store.StorePipeline": 300,
}
# Even None among EXTENSIONS has an extension imported: RemoteControl costs 0.2 s and 15 MB where aiohttp is
# installed. The progress line takes the place of LogStats.
EXTENSIONS_BASE = {
    name: place
    for name, place in default_settings.EXTENSIONS_BASE.items()
    if name.rpartition(".")[2] not in ("LogStats", "RemoteControl")
}
EXTENSIONS = {
    "newscrawler.extensions.run.RunExtension": 100,
    "newscrawler.extensions.archive.ArchiveExtension": 150,
    "newscrawler.extensions.progress.ProgressExtension": 200,
}
DOWNLOAD_HANDLERS = dict.fromkeys(("http", "https"), "newscrawler.handlers.PoliteHTTP11DownloadHandler")
DOWNLOADER = "newscrawler.downloader.PatientDownloader"
PROGRESS = True  # the live line, where standard error is a terminal
