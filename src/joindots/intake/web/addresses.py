"""Web addresses in one spelling, whatever form their host was written in."""

import re
import unicodedata
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

from msgspec import Struct

from joindots.intake.web.errors import FetchError

DEFAULT_PORTS = {"http": 80, "https": 443}
MOST_CHARACTERS = 8_000
"""Of one address. Source: RFC 9110, 4.1, which asks for this much at least."""

# Of two letters at least: one is a drive.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}://")
# Never part of an address; bytes that are no text stand as lone surrogates.
_UNFIT = re.compile(r"[\x00-\x20\x7f\\\ud800-\udfff]")
_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# What may stand in a path or query as it is: reserved and unreserved characters of RFC 3986, and existing escapes.
_KEPT = "%/?:@!$&'()*+,;=-._~[]|"

INVALID = "It is no valid web address."


class Address(Struct, frozen=True, kw_only=True):
    """An http or https address.

    Attributes:
        scheme: `http` or `https`.
        host: Lower case, as ASCII, without a final dot; an IP address in its one canonical form, without brackets.
        port: The scheme's own unless the address names one.
        target: Path and query, beginning with `/`, escaped.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as they begin the address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.target


def is_address(path: str) -> bool:
    """Whether what the user gave is a web address (or some other scheme's) and no path."""
    return _SCHEME.match(path) is not None


def parse_address(text: str) -> Address:
    """Read an address; a fragment is dropped.

    Raises:
        FetchError: It is malformed, of another scheme, or holds a user name.
    """
    if len(text) > MOST_CHARACTERS or _UNFIT.search(text):
        raise FetchError(INVALID)
    try:
        parts = urlsplit(text)
        scheme, host, port = parts.scheme, parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchError(INVALID) from error
    if scheme not in DEFAULT_PORTS:
        raise FetchError("Only http and https addresses are read.")
    if "@" in parts.netloc:
        raise FetchError("An address that holds a user name or password is not fetched.")
    if port == 0:
        raise FetchError(INVALID)
    target = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_KEPT)
    return Address(scheme=scheme, host=_read_host(host), port=port or DEFAULT_PORTS[scheme], target=target)


def normalise_address(text: str) -> str | None:
    """The one spelling of an address, or None where it is none that can be fetched."""
    try:
        return parse_address(text).url
    except FetchError:
        return None


def resolve_reference(base: Address, reference: str) -> Address:
    """The address that a `Location` or link leads to.

    Raises:
        FetchError: As `parse_address`.
    """
    try:
        joined = urljoin(base.url, _UNFIT.sub(lambda unfit: quote(unfit.group()), reference.strip()))
    except ValueError as error:
        raise FetchError(INVALID) from error
    return parse_address(joined)


def _read_host(host: str) -> str:
    if ":" in host:
        return _read_ipv6(host)
    # Full-width and other compatible letters, digits and dots mean what they look like. Source: UTS 46, section 4.
    plain = unicodedata.normalize("NFKC", host).lower().replace("\u3002", ".").removesuffix(".")
    name = plain if plain.isascii() else _encode_name(plain)
    if not _NAME.fullmatch(name) or len(name) > 253:
        raise FetchError(INVALID)
    return _read_ipv4(name) if _NUMBER.fullmatch(name.rpartition(".")[2]) else name


def _encode_name(name: str) -> str:
    import idna  # noqa: PLC0415 - only where a name is not ASCII

    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise FetchError(INVALID) from error


def _read_ipv6(host: str) -> str:
    try:
        address = IPv6Address(host)
    except ValueError as error:
        raise FetchError(INVALID) from error
    if address.scope_id:
        raise FetchError(INVALID)
    return str(address)


def _read_ipv4(name: str) -> str:
    """An IPv4 address in decimal, octal or hexadecimal parts, of which there may be fewer than four.

    Source: the URL standard's IPv4 parser, https://url.spec.whatwg.org/#concept-ipv4-parser
    """
    numbers = [_read_number(part) for part in name.split(".")]
    *bytes_before, last = numbers
    if len(numbers) > 4 or any(number > 255 for number in bytes_before) or last >= 256 ** (5 - len(numbers)):
        raise FetchError(INVALID)
    high = sum(number << (24 - 8 * place) for place, number in enumerate(bytes_before))
    return str(IPv4Address(high + last))


def _read_number(part: str) -> int:
    if not _NUMBER.fullmatch(part):
        raise FetchError(INVALID)
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    try:
        return int(part, 8 if part.startswith("0") else 10)
    except ValueError as error:
        raise FetchError(INVALID) from error
