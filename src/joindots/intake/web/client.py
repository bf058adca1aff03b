"""The one client for everything that comes from the web."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace

from joindots.intake.web.addresses import DEFAULT_PORTS, Address, parse_address, resolve_reference
from joindots.intake.web.errors import FetchError, OutageError
from joindots.intake.web.exchanges import Exchange, Wire
from joindots.intake.web.records import Validators, read_validators, write_records
from joindots.intake.web.robots import Rules, read_rules
from joindots.intake.web.schedules import Clock, Schedule, read_retry_after
from joindots.model import InputError

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({429, 502, 503, 504})
"""Statuses that ask for another try."""
_WHOLE = 200
_UNCHANGED = 304
_GONE = frozenset({404, 410})
_FORBIDDEN = frozenset({401, 402, 403, 407, 451})
_SERVER_FAILURE = 500


class Way(Struct, frozen=True, kw_only=True):
    """What holds for all requests on the way to one page.

    Attributes:
        deadline: When it must be over (`Clock.seconds`).
        ports: That may be asked: the schemes' own, and the one the user named.
    """

    deadline: float
    ports: frozenset[int]


class Client:
    """Fetches pages one after the other; remembers each host's robots.txt and when it was last asked."""

    def __init__(self, wire: Wire, clock: Clock | None = None) -> None:
        """Take how requests are made, and for tests another clock to wait by."""
        self.wire = wire
        self.limits = wire.limits
        self.clock = clock or Clock()
        self.schedule = Schedule(self.clock)
        self.rules: dict[str, Rules] = {}

    def fetch(self, address: str, kept: bytes | None = None) -> bytes:
        """Fetch a page with all redirects on the way to it.

        Args:
            address: An http or https address.
            kept: What `fetch` gave for it in an earlier run, or None; a server that says that the page is still the
                same gets us to take that again.

        Returns:
            A WARC file: one response record each for the redirects and the page.

        Raises:
            InputError: It is not fetched; says why.
        """
        try:
            asked = parse_address(address)
            validators = read_validators(kept) if kept else {}
            exchanges = self._follow(asked, validators)
        except FetchError as error:
            raise InputError(address, error.reason) from error
        if kept and exchanges[-1].status == _UNCHANGED:
            return kept
        return write_records(exchanges, self.wire.agent)

    def _follow(self, asked: Address, validators: dict[str, Validators]) -> list[Exchange]:
        """Requests from the address asked for to a page."""
        way = Way(
            deadline=self.clock.seconds() + self.limits.fetch_seconds,
            ports=frozenset({asked.port, *DEFAULT_PORTS.values()}),
        )
        exchanges: list[Exchange] = []
        address = asked
        while len(exchanges) <= self.limits.redirects:
            self._check_robots(address, way)
            known = validators.get(address.url)
            exchange = self._ask(address, way, known.headers if known else ())
            exchanges.append(exchange)
            if exchange.status not in _REDIRECTS:
                _check_status(exchange.status, conditional=known is not None)
                return exchanges
            address = _next_address(address, exchange, way)
            if any(address.url == passed.url for passed in exchanges):
                raise FetchError("It redirects in a circle.")
        raise FetchError(f"It redirects more than {self.limits.redirects} times.")

    def _ask(self, address: Address, way: Way, headers: Sequence[tuple[str, str]] = ()) -> Exchange:
        """One request for a page."""
        rules = self.rules.get(address.origin, Rules())
        pause = min(max(self.limits.pause_seconds, rules.delay), self.limits.most_pause_seconds)
        return self._try(address, way, pause, lambda: self.wire.exchange(address, self.limits.page_bytes, headers))

    def _ask_for_rules(self, address: Address, way: Way) -> Exchange:
        """One request for a robots.txt; one that is too long is cut."""
        pause = self.limits.pause_seconds
        return self._try(address, way, pause, lambda: self.wire.exchange(address, self.limits.robots_bytes, cut=True))

    def _try(self, address: Address, way: Way, pause: float, exchange: Callable[[], Exchange]) -> Exchange:
        """Make a request, again where the reason of its failure may pass."""
        for tried in range(1, self.limits.tries + 1):
            self.schedule.wait(address.host, pause, way.deadline)
            wait = self.limits.backoff_seconds * 4 ** (tried - 1)
            try:
                answer = exchange()
            except OutageError:
                if tried == self.limits.tries:
                    raise
            else:
                if answer.status not in _PASSING or tried == self.limits.tries:
                    break
                asked = read_retry_after(answer.find_header("retry-after"), self.wire.now())
                wait = wait if asked is None else asked
            self.schedule.sleep(wait, way.deadline)
        return answer

    def _check_robots(self, address: Address, way: Way) -> None:
        """Stop where the site does not want to be read."""
        if address.origin not in self.rules:
            self.rules[address.origin] = self._load_rules(address, way)
        rules = self.rules[address.origin]
        if rules.denial:
            raise FetchError(rules.denial)
        if not rules.allow(address.url):
            raise FetchError("The site's robots.txt does not allow it.")

    def _load_rules(self, address: Address, way: Way) -> Rules:
        """A site's rules. Where there are none everything is allowed; where they cannot be had, nothing."""
        place = replace(address, target="/robots.txt")
        try:
            exchange = self._ask_for_rules(place, way)
            for _ in range(self.limits.robots_redirects):
                if exchange.status not in _REDIRECTS:
                    break
                place = _next_address(place, exchange, way)
                exchange = self._ask_for_rules(place, way)
        except OutageError as error:
            return Rules(denial=error.reason)
        if exchange.status == _WHOLE:
            return read_rules(exchange.unpack(self.limits.robots_bytes))
        if exchange.status >= _SERVER_FAILURE or exchange.status in _PASSING:
            return Rules(denial=f"The site's robots.txt cannot be had now (status {exchange.status}).")
        return Rules()


def _next_address(address: Address, exchange: Exchange, way: Way) -> Address:
    """Where a redirect leads, if one may go there."""
    location = exchange.find_header("location")
    if not location:
        raise FetchError("It redirects without saying where.")
    with suppress(UnicodeDecodeError):  # else it stays Latin-1, which every sequence of bytes is
        location = location.encode("latin-1").decode("utf-8")
    found = resolve_reference(address, location)
    if address.scheme == "https" and found.scheme == "http":
        raise FetchError("It redirects from https to an unprotected http address.")
    if found.port not in way.ports:
        raise FetchError(f"It redirects to an unusual port ({found.port}).")
    return found


def _check_status(status: int, *, conditional: bool) -> None:
    """Stop where what came is not the page."""
    if status == _WHOLE or (status == _UNCHANGED and conditional):
        return
    if status in _GONE:
        raise FetchError(f"There is no such page (status {status}).")
    if status in _FORBIDDEN:
        raise FetchError(f"The server does not give it to everybody (status {status}).")
    if status in _PASSING:
        raise FetchError(f"The server is overloaded or limits requests (status {status}); try again later.")
    raise FetchError(f"The server answers with status {status}.")
