"""What one fetch may cost in time and bytes."""

from msgspec import Struct

from joindots.intake.limits import MOST_PART_BYTES


class Limits(Struct, frozen=True, kw_only=True):
    """Times in seconds, sizes in bytes.

    Attributes:
        connect_seconds: For the connection to one address, and for its TLS handshake.
        silence_seconds: Without a single byte from the server.
        request_seconds: For one request from connecting to the last byte, however busily it drips.
        fetch_seconds: For one address with all redirects, pauses and further tries.
        page_bytes: Of a page as sent, and again once unpacked; what a reader takes from a container.
        robots_bytes: Of a robots.txt; what is beyond them is not read. Source: RFC 9309, 2.5.
        redirects: On the way to one page. Source: as many as browsers' HTTP standard takes, halved: ten.
        robots_redirects: On the way to a robots.txt. Source: RFC 9309, 2.3.1.2.
        tries: Of a request that failed for a reason that may pass.
        backoff_seconds: Before the second try; four times as long before each further one.
        pause_seconds: Between two requests to one host.
        most_pause_seconds: The longest `Crawl-delay` that is kept to; of a longer one this much.
    """

    connect_seconds: float = 10.0
    silence_seconds: float = 20.0
    request_seconds: float = 60.0
    fetch_seconds: float = 180.0
    page_bytes: int = MOST_PART_BYTES
    robots_bytes: int = 500 * 2**10
    redirects: int = 10
    robots_redirects: int = 5
    tries: int = 3
    backoff_seconds: float = 2.0
    pause_seconds: float = 1.0
    most_pause_seconds: float = 30.0
