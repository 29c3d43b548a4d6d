from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.podcasts.encoding import Decoded, decode

CYRILLIC = "<a>Подкаст о хлебе</a>"


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_or_the_zeros_between_letters_tell_the_encoding(name: str) -> None:
    assert decode(CYRILLIC.encode(name), "text/xml; charset=koi8-r") == Decoded(CYRILLIC, None)


def test_what_http_says_goes_before_what_the_document_says() -> None:
    document = f'<?xml version="1.0" encoding="windows-1251"?>{CYRILLIC}'
    assert decode(document.encode("koi8-r"), 'text/xml; charset="KOI8-R"') == Decoded(document, None)
    assert decode(document.encode("cp1251")) == Decoded(document, None)


def test_utf_8_is_read_as_utf_8_whatever_is_declared() -> None:
    document = f'<?xml version="1.0" encoding="iso-8859-1"?>{CYRILLIC}'
    text, damage = decode(document.encode())
    assert text == document
    assert damage == "declared as cp1252, written in utf-8"


def test_a_wrong_declaration_of_plain_ascii_does_no_harm() -> None:
    document = '<?xml version="1.0" encoding="utf-16"?><a>plain</a>'
    assert decode(document.encode(), "text/xml; charset=no-such-thing") == Decoded(document, None)


def test_an_undeclared_western_text_is_windows_1252() -> None:
    text, damage = decode("<a>“Café”</a>".encode("cp1252"))
    assert text == "<a>“Café”</a>"
    assert damage
    assert "windows-1252" in damage


def test_a_stray_byte_does_not_spoil_the_rest() -> None:
    text, damage = decode("Müsli für Ärzte, caf".encode() + b"\xe9.")
    assert text == "Müsli für Ärzte, café."
    assert damage


def test_a_document_that_was_cut_within_a_letter_is_read_up_to_there() -> None:
    assert decode(CYRILLIC.encode()[:8]).text == CYRILLIC[:5]


@pytest.mark.parametrize("name", ["iso-2022-jp", "shift_jis", "euc-jp", "gb18030", "big5"])
def test_the_encodings_of_the_east_are_known(name: str) -> None:
    document = f'<?xml version="1.0" encoding="{name}"?><a>日本</a>'
    assert decode(document.encode(name)) == Decoded(document, None)


@pytest.mark.parametrize("name", ["zip", "idna", "punycode", "rot13", "unicode_escape", "utf-7"])
def test_a_codec_that_is_no_charset_is_not_used(name: str) -> None:
    assert codecs.lookup(name)
    assert decode(b"<a>+AGE-\\x41</a>", f"text/xml; charset={name}").text == "<a>+AGE-\\x41</a>"


@given(st.binary(), st.text())
def test_any_bytes_are_some_text(document: bytes, content_type: str) -> None:
    decode(document, content_type)
