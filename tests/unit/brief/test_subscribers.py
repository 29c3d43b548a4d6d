"""The file of subscribers."""

from __future__ import annotations

import pytest

from assets.brief.subscribers import Subscriber, SubscribersError, read_subscribers

WHOLE = b"""
subscribers:
  - id: ida
    interests: [Marlow Freight, " Ost   wick ", Marlow Freight, 737]
    subjects: [storing power]
    follow: {shows: [Quay Notes], people: [Ben Ode]}
    mute: {shows: [Crane Talk], people: [Cy Dee]}
    most_per_show: 1
    time_zone: Europe/Berlin
    email: Ida@Quay.example
    hour: 0
    slack_url: https://hooks.example/T1
    webhook_url: https://ida.example/brief
    webhook_secret: whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
  - id: bo
"""


def test_an_entry_says_all_or_nothing_but_its_id() -> None:
    found, problems = read_subscribers(WHOLE, "subscribers.yaml")

    assert problems == []
    assert found == [
        Subscriber(
            id="ida",
            interests=("Marlow Freight", "Ost wick", "737"),
            subjects=("storing power",),
            followed_shows=("Quay Notes",),
            followed_people=("Ben Ode",),
            muted_shows=("Crane Talk",),
            muted_people=("Cy Dee",),
            most_per_show=1,
            time_zone="Europe/Berlin",
            email="Ida@quay.example",
            hour=0,
            slack_url="https://hooks.example/T1",
            webhook_url="https://ida.example/brief",
            webhook_secret="whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        ),
        Subscriber(id="bo"),
    ]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("ida", "is no mapping"),
        ("{interests: [Marlow]}", "`id` takes"),
        ("{id: ../../etc}", "`id` takes"),
        ("{id: }", "`id` takes"),
        ("{id: no}", "`id` takes"),
        ("{id: ida, intrests: [Marlow]}", "`intrests` is not known"),
        ("{id: ida, interests: Marlow}", "`interests` takes a list"),
        ("{id: ida, interests: [[Marlow]]}", "`interests` takes a list"),
        ("{id: ida, subjects: ['']}", "`subjects` takes at most"),
        (f"{{id: ida, subjects: [{'x' * 201}]}}", "`subjects` takes at most"),
        ("{id: ida, follow: [Quay Notes]}", "`follow` takes shows and people"),
        ("{id: ida, mute: {podcasts: [Quay Notes]}}", "`mute`: `podcasts` is not known"),
        ("{id: ida, mute: {shows: 7}}", "`mute: shows` takes a list"),
        ("{id: ida, most_per_show: 0}", "`most_per_show` takes a whole number"),
        ("{id: ida, most_per_show: true}", "`most_per_show` takes a whole number"),
        ("{id: ida, time_zone: Europe/Atlantis}", "`time_zone` 'Europe/Atlantis' is not known"),
        ("{id: ida, time_zone: ../passwd}", "`time_zone` '../passwd' is not known"),
        ("{id: ida, email: ida}", "`email` takes an address"),
        ("{id: ida, email: 'ida@quay.example\\nBcc: bo@quay.example'}", "`email` takes an address"),
        ("{id: ida, hour: 24}", "`hour` takes a whole number"),
        ("{id: ida, hour: '7'}", "`hour` takes a whole number"),
        ("{id: ida, slack_url: hooks.example}", "`slack_url` takes an address that begins with https://"),
        ("{id: ida, webhook_url: 'https://ida.example'}", "needs `webhook_secret`"),
        ("{id: ida, webhook_secret: short}", "`webhook_secret` takes 24 to 64 random bytes"),
        ("{id: ok}", "an earlier entry has the same id"),
    ],
)
def test_a_bad_entry_costs_only_itself_and_says_what_to_do(entry: str, said: str) -> None:
    content = f"subscribers:\n  - id: ok\n  - {entry}\n  - id: last\n".encode()

    found, (problem,) = read_subscribers(content, "subscribers.yaml")

    assert [subscriber.id for subscriber in found] == ["ok", "last"]
    assert problem.startswith("subscribers.yaml, entry 2")
    assert said in problem


@pytest.mark.parametrize(
    "content",
    [b"", b"subscribers: 7", b"- id: ida", b"subscribers: [", b"\xff\xfe\xff", b"!!python/object:os.system {}"],
)
def test_a_file_that_is_no_list_of_subscribers_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(SubscribersError, match=r"subscribers\.yaml"):
        read_subscribers(content, "subscribers.yaml")
