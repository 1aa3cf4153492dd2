"""Commands that Scrapy's command line gains in this project: one module a command, named after it."""
