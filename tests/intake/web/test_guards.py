from ipaddress import ip_address

import pytest

from joindots.intake.web.addresses import parse_address
from joindots.intake.web.errors import FetchError
from joindots.intake.web.guards import PRIVATE, PUBLIC_GUARD, UNKNOWN, Guard, is_public

PRIVATE_HOSTS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0177.0.0.1",
    "0x7f.0.0.1",
    "0x7f000001",
    "１２７．０．０．１",
    "0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "2852039166",
    "100.64.0.1",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "192.0.2.1",
    "198.18.0.1",
    "203.0.113.1",
    "192.88.99.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[::]",
    "[::1]",
    "[::127.0.0.1]",
    "[::8.8.8.8]",
    "[::ffff:127.0.0.1]",
    "[::ffff:a9fe:a9fe]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::10.0.0.1]",
    "[64:ff9b:1::8.8.8.8]",
    "[2002:7f00:1::]",
    "[2002:808:808::]",
    "[2001::1]",
    "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
    "[2001:db8::1]",
    "[3fff::1]",
    "[100::1]",
    "[5f00::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[4000::1]",
]


@pytest.mark.parametrize("host", PRIVATE_HOSTS)
def test_no_form_of_a_private_address_passes(host) -> None:
    address = parse_address(f"http://{host}/")
    with pytest.raises(FetchError) as refused:
        PUBLIC_GUARD.find(address.host, address.port)
    assert refused.value.reason == PRIVATE


@pytest.mark.parametrize(
    "text", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
)
def test_public_addresses_pass(text) -> None:
    assert is_public(ip_address(text))


def test_this_machine_is_refused_by_name() -> None:
    with pytest.raises(FetchError) as refused:
        PUBLIC_GUARD.find("localhost", 80)
    assert refused.value.reason == PRIVATE


def make_guard(*addresses: str) -> Guard:
    return Guard(resolve=lambda _host, _port: addresses, allows=is_public)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(FetchError, match="private"):
        make_guard("8.8.8.8", "10.0.0.1").find("news.example", 443)


def test_addresses_keep_the_order_of_the_resolver() -> None:
    found = make_guard("2606:4700::1111", "8.8.8.8", "8.8.8.8").find("news.example", 443)
    assert [str(each) for each in found] == ["2606:4700::1111", "8.8.8.8"]


@pytest.mark.parametrize("addresses", [(), ("no address",)])
def test_a_host_without_an_address_is_unknown(addresses) -> None:
    with pytest.raises(FetchError) as refused:
        make_guard(*addresses).find("news.example", 443)
    assert refused.value.reason == UNKNOWN
