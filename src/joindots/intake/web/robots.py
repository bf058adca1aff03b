"""What a site's robots.txt allows. Source: RFC 9309."""

import re

from msgspec import Struct
from protego import Protego

PRODUCT = "joindots"
_AGENT = re.compile(r"[\s\ufeff]{0,9}user[- ]?agent[\s:]{0,9}", re.IGNORECASE)


class Rules(Struct, frozen=True):
    """The rules of one host.

    Attributes:
        rules: As parsed; None where there are none.
        denial: Why nothing at all may be fetched, or None.
    """

    rules: Protego | None = None
    denial: str | None = None

    def allow(self, url: str) -> bool:
        """Whether joindots may fetch an address of this host."""
        return self.rules is None or bool(self.rules.can_fetch(url, PRODUCT))

    @property
    def delay(self) -> float:
        """Seconds that are asked for between two requests, or 0."""
        delay = self.rules.crawl_delay(PRODUCT) if self.rules else None
        return float(delay or 0.0)


def read_rules(data: bytes) -> Rules:
    """Parse a robots.txt."""
    return Rules(rules=Protego.parse(_keep_ours(data.decode("utf-8", errors="replace"))))


def _keep_ours(text: str) -> str:
    """Give all other robots one name: a thousand names before a thousand rules would be a million rules to parse."""
    lines = []
    for line in text.splitlines():
        agent = _AGENT.match(line)
        if agent:
            name = line[agent.end() :].partition("#")[0].partition("/")[0].strip().lower()
            line = f"User-agent: {name if name in {'*', PRODUCT} else 'other'}"  # noqa: PLW2901 - the same line, shorter
        lines.append(line)
    return "\n".join(lines)
