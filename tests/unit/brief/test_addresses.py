"""Addresses that people give."""

from __future__ import annotations

import base64

import pytest

from assets.brief.addresses import email_address, web_address, webhook_key
from tests.hostile import HOSTILE, HOSTILE_URLS


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ida@quay.example", "ida@quay.example"),
        ("Ida.Holm+brief@Quay.Example", "Ida.Holm+brief@quay.example"),
        ("o'neill@a-b.c.example", "o'neill@a-b.c.example"),
        ("x" * 64 + "@quay.example", "x" * 64 + "@quay.example"),
    ],
)
def test_a_plain_address_is_taken(given: str, expected: str) -> None:
    assert email_address(given) == expected


@pytest.mark.parametrize(
    "given",
    [
        *HOSTILE,
        *HOSTILE_URLS,
        "ida",
        "ida@",
        "@quay.example",
        "ida@quay",
        "ida@@quay.example",
        "ida@quay.example\n",
        "ida@quay.example\r\nBcc: x@evil.example",
        "ida@quay.example, bo@quay.example",
        "Ida <ida@quay.example>",
        '"ida holm"@quay.example',
        "ida@[127.0.0.1]",
        "ida..holm@quay.example",
        "ïda@quay.example",
        "ida@quäy.example",
        "x" * 65 + "@quay.example",
        "ida@-quay.example",
        "ida@" + "x." * 130 + "example",
    ],
)
def test_what_mail_servers_could_misread_is_not(given: str) -> None:
    with pytest.raises(ValueError, match="takes an address"):
        email_address(given)


def test_an_address_of_the_web_is_taken_as_it_is() -> None:
    assert web_address("https://hooks.example/T1/B2?x=1") == "https://hooks.example/T1/B2?x=1"


@pytest.mark.parametrize("given", [*HOSTILE_URLS, "hooks.example", "ftp://hooks.example/"])
def test_any_other_is_not(given: str) -> None:
    with pytest.raises(ValueError, match="https://"):
        web_address(given)


@pytest.mark.parametrize("given", ["https://a..b/", "https://hooks.example:99999/", "https://hooks.example:x/"])
def test_one_without_a_host_or_port_that_can_be_called_is_not(given: str) -> None:
    with pytest.raises(ValueError, match="takes an address"):
        web_address(given)


def test_a_secret_is_its_bytes() -> None:
    key = bytes(range(32))

    assert webhook_key("whsec_" + base64.b64encode(key).decode()) == key


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_c2hvcnQ=", "whsec_!!!", "whsec_" + "A" * 200, "secret"])
def test_a_secret_that_is_none_is_refused(secret: str) -> None:
    with pytest.raises(ValueError, match="24 to 64 random bytes"):
        webhook_key(secret)
