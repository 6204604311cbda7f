"""What a user would write with Scrapy: lists, reports, the title and the numbers of table three, into SQLite with a
transaction for each report. Tuned: no delay, no throttling, no cookies, no telnet, no statistics but the counts.

Asked with the path of a database and a JSON list of first lists; prints JSON: wall and CPU seconds, peak memory in MB.
"""

import json
import re
import resource
import sqlite3
import sys
import time

begun = time.monotonic()

import scrapy  # noqa: E402  (its loading is part of the work)
from scrapy.crawler import CrawlerProcess  # noqa: E402

CONCURRENCY = 32
COLUMNS = 7
NUMBER = re.compile(r"^-?\d+(?:\.\d+)?$")
BLANKS = re.compile(r"\s+")
HIGH_WATER = re.compile(r"VmHWM:\s+(\d+) kB")

path, starts = sys.argv[1], json.loads(sys.argv[2])
database = sqlite3.connect(path)
database.execute("pragma journal_mode = wal")
database.executescript(
    """
    create table report (report_id integer primary key, url text not null unique, title text);
    create table cell (report_id integer, ordinal integer, value real, primary key (report_id, ordinal))
      without rowid;
    """
)


def store(url, title, numbers):
    with database:
        row = database.execute("insert into report (url, title) values (?, ?)", (url, title))
        cells = [
            (row.lastrowid, ordinal, float(number) if number else None)
            for ordinal, number in enumerate(numbers)
        ]
        database.executemany("insert into cell values (?, ?, ?)", cells)


def read_numbers(response):
    """The last seven cells of every row of table three that ends in seven numbers or blanks."""
    for table in response.xpath("//table"):
        if "本年新收" not in table.xpath("string(.)").get():
            continue
        numbers = []
        for row in table.xpath(".//tr"):
            texts = [BLANKS.sub("", cell.xpath("string(.)").get()) for cell in row.xpath("./td|./th")]
            last = texts[-COLUMNS:]
            if len(texts) <= COLUMNS or not all(text == "" or NUMBER.match(text) for text in last):
                continue
            if any(last):
                numbers.extend(last)
        return numbers
    return []


class Reports(scrapy.Spider):
    name = "reports"
    start_urls = starts

    def parse(self, response):
        yield from response.follow_all(css="li a", callback=self.parse_report)
        yield from response.follow_all(css="a[href^='index_']", callback=self.parse)

    def parse_report(self, response):
        title = (response.xpath("string(//title)").get() or "").strip()
        store(response.url, title, read_numbers(response))


process = CrawlerProcess(
    {
        "CONCURRENT_REQUESTS": CONCURRENCY,
        "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY,
        "ROBOTSTXT_OBEY": False,
        "COOKIES_ENABLED": False,
        "RETRY_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "ERROR",
        "REQUEST_FINGERPRINTER_IMPLEMENTATION": "2.7",
    },
    install_root_handler=True,
)
process.crawl(Reports)
process.start()
database.close()

usage = resource.getrusage(resource.RUSAGE_SELF)
with open("/proc/self/status") as status:
    peak = int(HIGH_WATER.search(status.read()).group(1)) / 1024
print(
    json.dumps(
        {
            "wallSeconds": time.monotonic() - begun,
            "cpuSeconds": usage.ru_utime + usage.ru_stime,
            "peakMb": peak,
        }
    )
)
