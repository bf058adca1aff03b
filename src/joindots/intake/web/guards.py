"""Which machines may be asked: public ones, judged by the address that is connected to.

Source: the IANA registries of special-purpose addresses, https://www.iana.org/assignments/iana-ipv4-special-registry
and https://www.iana.org/assignments/iana-ipv6-special-registry
"""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from msgspec import Struct

from joindots.intake.web.errors import FetchError

IPAddress = IPv4Address | IPv6Address

PRIVATE = "The address leads to this machine or a private network."
UNKNOWN = "No such host is known; check the address and the connection."

# Beyond what the standard library knows as not global, in all its versions.
_REFUSED_IPV4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "100.64.0.0/10",  # between a carrier and its customers; cloud metadata of one provider
        "168.63.129.16/32",  # a public address that one cloud answers from inside the machine's own host
        "169.254.0.0/16",  # link-local; cloud metadata
        "192.0.0.0/24",  # protocol assignments; cloud metadata of one provider
        "192.88.99.0/24",  # relays from IPv6, withdrawn
        "224.0.0.0/3",  # multicast, reserved, broadcast
    )
)
# The only part of IPv6 given out to public hosts, less what in it is documentation or carries an IPv4 address.
_PUBLIC_IPV6 = IPv6Network("2000::/3")
_REFUSED_IPV6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, among them Teredo, benchmarks and identifiers that are no addresses
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: the IPv4 address inside may be any
        "3fff::/20",  # documentation
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")


class Guard(Struct, frozen=True, kw_only=True):
    """Decides where connections go. Tests put their own in; there is no flag for it.

    Attributes:
        resolve: The addresses behind a host name and port, each in text form.
        allows: Whether a connection to an address may be made.
    """

    resolve: Callable[[str, int], Sequence[str]]
    allows: Callable[[IPAddress], bool]

    def find(self, host: str, port: int) -> list[IPAddress]:
        """The addresses to connect to, each checked.

        Raises:
            FetchError: The host is unknown, or any one of its addresses is not allowed.
        """
        try:
            found = [ip_address(each) for each in dict.fromkeys(self.resolve(host, port))]
        except (OSError, UnicodeError, ValueError) as error:
            raise FetchError(UNKNOWN) from error
        if not found:
            raise FetchError(UNKNOWN)
        if not all(self.allows(each) for each in found):
            raise FetchError(PRIVATE)
        return found


def is_public(address: IPAddress) -> bool:
    """Whether an address belongs to a public host.

    An IPv4 address inside an IPv6 one is judged itself where the connection is certain to go there (mapped addresses,
    and NAT64 with the well-known prefix, through which networks without IPv4 reach the rest); all other ways of
    carrying one are refused.
    """
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _REFUSED_IPV4)
    if address.ipv4_mapped:
        return is_public(address.ipv4_mapped)
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    inside = address in _PUBLIC_IPV6 and not address.scope_id
    return inside and address.is_global and not any(address in network for network in _REFUSED_IPV6)


def resolve_host(host: str, port: int) -> list[str]:
    """Ask the system's resolver, in its order of preference."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


PUBLIC_GUARD = Guard(resolve=resolve_host, allows=is_public)
