"""Who may come in, and what comes out."""

import asyncio

import pytest
from desk_parts import HOST, KEY
from litestar.testing import TestClient

from joindots.app.web.gates import POLICY, Gate

COME_IN = {"authorization": "Bearer the-key"}


async def echo(scope, receive, send):
    if scope["type"] == "lifespan":
        while (message := await receive())["type"] != "lifespan.shutdown":
            await send({"type": f"{message['type']}.complete"})
        await send({"type": "lifespan.shutdown.complete"})
        return
    if scope["path"] == "/slow":
        await asyncio.sleep(5)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"in"})


@pytest.fixture
def client():
    gate = Gate(echo, token=KEY, hosts=[HOST], patience=0.2)
    with TestClient(gate, base_url=f"http://{HOST}") as client:
        yield client


def test_nobody_comes_in_without_the_key(client):
    assert client.get("/").status_code == 401
    assert client.get("/?token=another").status_code == 401
    assert client.get("/", headers={"cookie": "joindots=1; a=b"}).status_code == 401
    assert client.get("/?" + "&".join("token=x" for _ in range(100))).status_code == 401


def test_the_key_is_taken_once_and_a_cookie_given_that_no_script_and_no_other_site_gets(client):
    answer = client.get("/?token=the-key", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "the-key" not in cookie
    assert client.get("/").text == "in"


def test_only_the_names_of_the_desk_are_answered(client):
    for host in ("evil.test", "evil.test:8417", "desk.test", "", "desk.test:8417.evil.test"):
        assert client.get("/", headers={"host": host, **COME_IN}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.test"},
        {"origin": "null"},
        {"origin": f"https://{HOST}"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_no_other_site_writes(client, headers):
    client.get("/?token=the-key")
    assert client.post("/decisions", headers=headers).status_code == 403
    assert client.post("/decisions", headers={"origin": f"http://{HOST}"}).status_code == 200
    assert client.post("/decisions", headers={"sec-fetch-site": "same-origin"}).status_code == 200


def test_a_program_writes_with_the_key_itself(client):
    assert client.post("/decisions", headers=COME_IN).status_code == 200


def test_every_answer_is_harmless(client):
    for answer in (client.get("/"), client.get("/", headers=COME_IN), client.get("/", headers={"host": "evil.test"})):
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers


def test_what_takes_too_long_is_given_up(client):
    assert client.get("/slow", headers=COME_IN).status_code == 503
    assert client.get("/", headers=COME_IN).text == "in"


def test_a_long_address_is_refused(client):
    assert client.get("/?q=" + "a" * 9000, headers=COME_IN).status_code == 414
