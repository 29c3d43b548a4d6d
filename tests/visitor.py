"""Somebody who uses the service as a browser without JavaScript does: opens pages, fills their forms, follows links."""

from __future__ import annotations

import re
from email.message import EmailMessage
from typing import Any

import httpx
from lxml import html


class Visitor:
    """A browser's worth of cookies, and a page that is open."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        self.answer: httpx.Response = httpx.Response(204)

    @property
    def page(self) -> Any:
        return html.fromstring(self.answer.text)

    @property
    def text(self) -> str:
        return " ".join(self.page.text_content().split())

    @property
    def heading(self) -> str:
        return str(self.page.find(".//h1").text_content())

    def open(self, path: str) -> Visitor:
        self.answer = self.client.get(path, follow_redirects=True)
        return self

    def submit(self, action: str, fields: dict[str, Any] | None = None, **headers: str) -> Visitor:
        """Press the button of the open page's form that is sent to `action`, with fields filled in anew or added.

        A field without a value of its own is sent as the page has it, a box only where it is ticked.
        """
        (form,) = [form for form in self.page.forms if (form.action or "").split("?")[0] == action]
        sent: dict[str, Any] = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        origin = str(self.client.base_url).rstrip("/")
        self.answer = self.client.post(
            form.action, data=sent | (fields or {}), headers={"origin": origin, **headers}, follow_redirects=True
        )
        return self

    def boxes(self, name: str) -> dict[str, bool]:
        """The boxes of that name on the open page, and whether each is ticked."""
        found = self.page.xpath(f"//input[@type='checkbox' and @name='{name}']")
        return {box.get("value"): box.get("checked") is not None for box in found}


def link_in(message: EmailMessage) -> str:
    """The one link of a mail, without scheme and host."""
    (link,) = re.findall(r"https?://[^/\s]+(/\S+)", message.get_content())
    return str(link)
