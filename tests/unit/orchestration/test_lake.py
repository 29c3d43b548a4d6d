"""The lake: whole partitions with the record of what they hold, and files by their hash."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from orchestration.lake import Lake, merge_day
from orchestration.tables import FEEDS, LAKE_TABLES, SEGMENTS, UNREADABLE
from tests.unit.orchestration.conftest import DAY, MakeFrame

NEXT_DAY = date(2025, 3, 5)


def test_a_partition_is_read_as_it_was_written(lake: Lake, frame_of: MakeFrame) -> None:
    anchors = [{"char_start": 0, "start_seconds": 1.5}]
    frame = frame_of(SEGMENTS, {"segment_id": "s1", "published_on": DAY, "text": "Ünï 🙂", "anchors": anchors})
    lake.write_day(SEGMENTS, DAY, frame)
    assert lake.read_day(SEGMENTS, DAY).equals(frame)


def test_a_day_without_a_file_has_no_rows_but_every_column(lake: Lake) -> None:
    assert lake.read_day(SEGMENTS, DAY).equals(SEGMENTS.schema.to_frame())


def test_a_table_is_read_oldest_day_first(lake: Lake, frame_of: MakeFrame) -> None:
    for day in (NEXT_DAY, DAY):
        lake.write_day(SEGMENTS, day, frame_of(SEGMENTS, {"segment_id": str(day), "published_on": day}))
    assert lake.days(SEGMENTS) == [DAY, NEXT_DAY]
    assert lake.read(SEGMENTS)["segment_id"].to_list() == [str(DAY), str(NEXT_DAY)]


def test_a_table_of_one_file_is_replaced_whole(lake: Lake, frame_of: MakeFrame) -> None:
    lake.write(FEEDS, frame_of(FEEDS, {"show_id": "a"}, {"show_id": "b"}))
    lake.write(FEEDS, frame_of(FEEDS, {"show_id": "c"}))
    assert lake.read(FEEDS)["show_id"].to_list() == ["c"]


def test_columns_are_put_into_the_tables_order_and_types(lake: Lake, frame_of: MakeFrame) -> None:
    frame = frame_of(SEGMENTS, {"segment_id": "s1", "position": 3})
    lake.write_day(SEGMENTS, DAY, frame.select(reversed(frame.columns)).cast({"position": pl.Int64}))
    assert lake.read_day(SEGMENTS, DAY).schema == SEGMENTS.schema


def test_a_file_that_lacks_a_column_added_since_is_read_with_nulls(lake: Lake, frame_of: MakeFrame) -> None:
    lake.write(FEEDS, frame_of(FEEDS, {"show_id": "a", "title": "Quay Notes"}))
    path = Path(lake.root) / FEEDS.name / "part.parquet"
    pl.read_parquet(path).drop("title").write_parquet(path)
    assert lake.read(FEEDS).select("show_id", "title").rows() == [("a", None)]


def test_only_the_columns_asked_for_are_read_in_their_order(lake: Lake, frame_of: MakeFrame) -> None:
    columns = ("text", "segment_id")
    assert lake.read_day(SEGMENTS, DAY, columns).columns == list(columns)
    frame = frame_of(SEGMENTS, {"segment_id": "s1", "text": "Rents rose."})
    lake.write_day(SEGMENTS, DAY, frame)
    path = Path(lake.root) / SEGMENTS.name / f"published_on={DAY}" / "part.parquet"
    assert lake.read_days(SEGMENTS, [DAY, NEXT_DAY], columns).rows() == [("Rents rose.", "s1")]
    frame.drop("text").write_parquet(path)
    assert lake.read_day(SEGMENTS, DAY, columns).rows() == [(None, "s1")]


def test_the_record_of_a_partition_lies_in_its_file(lake: Lake, frame_of: MakeFrame) -> None:
    lake.write_day(SEGMENTS, DAY, frame_of(SEGMENTS), {"e1": "print-1"})
    assert lake.done(SEGMENTS, DAY) == {"e1": "print-1"}
    [path] = (Path(lake.root) / SEGMENTS.name).rglob("*.parquet")
    path.unlink()
    assert lake.done(SEGMENTS, DAY) == {}


def test_writing_a_partition_anew_replaces_its_record(lake: Lake, frame_of: MakeFrame) -> None:
    lake.write_day(SEGMENTS, DAY, frame_of(SEGMENTS), {"e1": "print-1", "e2": "print-2"})
    lake.write_day(SEGMENTS, DAY, frame_of(SEGMENTS), {"e1": "print-3"})
    assert lake.done(SEGMENTS, DAY) == {"e1": "print-3"}


def test_merging_keeps_the_rows_of_episodes_that_were_not_redone(lake: Lake, frame_of: MakeFrame) -> None:
    old = [{"episode_id": episode, "segment_id": f"old-{episode}"} for episode in ("kept", "redone", "gone")]
    lake.write_day(SEGMENTS, DAY, frame_of(SEGMENTS, *old))
    target = {"kept": "print-1", "redone": "print-2", "new": "print-3"}
    rows = frame_of(SEGMENTS, *({"episode_id": e, "segment_id": f"new-{e}"} for e in ("redone", "new"))).to_dicts()

    merge_day(lake, SEGMENTS, DAY, target=target, redone=("redone", "new"), rows=rows)

    assert lake.read_day(SEGMENTS, DAY)["segment_id"].to_list() == ["old-kept", "new-redone", "new-new"]
    assert lake.done(SEGMENTS, DAY) == target


def test_merging_a_quarantine_lets_go_of_an_episode_that_can_be_read_now(lake: Lake, frame_of: MakeFrame) -> None:
    lake.write_day(UNREADABLE, DAY, frame_of(UNREADABLE, {"item_id": "broken"}, {"item_id": "mended"}))
    merge_day(lake, UNREADABLE, DAY, target={"broken": "1", "mended": "2"}, redone=("mended",), rows=[])
    assert lake.read_day(UNREADABLE, DAY)["item_id"].to_list() == ["broken"]


def test_a_file_is_kept_under_its_hash_and_given_back(lake: Lake) -> None:
    content = b"\x00WEBVTT\r\n"
    sha256 = lake.put_file(content)
    assert lake.put_file(content) == sha256
    assert lake.get_file(sha256) == content
    assert [path.name for path in Path(lake.root).rglob("*") if path.is_file()] == [sha256]


def test_a_file_that_was_never_kept_is_not_found(lake: Lake) -> None:
    with pytest.raises(FileNotFoundError):
        lake.get_file("0" * 64)


@pytest.mark.parametrize("name", ["", "abc", "../" * 21 + "x", "G" * 64, "A" * 64, "0" * 63 + "/"])
def test_a_name_that_is_no_hash_is_refused(lake: Lake, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        lake.get_file(name)


def test_an_initialised_lake_answers_sql_over_every_table(lake: Lake) -> None:
    lake.initialise()
    for table in LAKE_TABLES.values():
        glob = f"{lake.location(table)}/{'*/' if table.partition_column else ''}part.parquet"
        relation = duckdb.sql(f"from read_parquet('{glob}')")
        assert set(table.schema) <= set(relation.columns)
        assert relation.fetchall() == []


def test_initialising_again_changes_nothing(lake: Lake, frame_of: MakeFrame) -> None:
    lake.initialise()
    lake.write(FEEDS, frame_of(FEEDS, {"show_id": "a"}))
    lake.initialise()
    assert lake.read(FEEDS)["show_id"].to_list() == ["a"]
    assert lake.days(SEGMENTS) == []


def test_a_write_that_dies_leaves_the_old_partition_and_nothing_that_is_read(
    lake: Lake, frame_of: MakeFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake.write_day(SEGMENTS, DAY, frame_of(SEGMENTS, {"segment_id": "old"}), {"e1": "1"})

    def die(_self: Path, _target: str) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", die)
    with pytest.raises(OSError, match="no space left"):
        lake.write_day(SEGMENTS, DAY, frame_of(SEGMENTS, {"segment_id": "new"}), {"e1": "2"})

    folder = Path(lake.root) / SEGMENTS.name
    left_over = [path for path in folder.rglob("*") if path.is_file() and path.name != "part.parquet"]
    assert len(left_over) == 1  # the temporary file: the write had got as far as the rename
    assert [path.name for path in folder.glob("*/*.parquet")] == ["part.parquet"]
    assert lake.read(SEGMENTS)["segment_id"].to_list() == ["old"]
    assert lake.done(SEGMENTS, DAY) == {"e1": "1"}
