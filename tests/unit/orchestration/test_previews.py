"""What the Dagster UI shows of tables."""

from __future__ import annotations

import polars as pl

from orchestration.column_docs import column_descriptions
from orchestration.previews import column_schema, markdown_table


def test_columns_carry_the_description_of_their_docs_block() -> None:
    schema = column_schema(pl.Schema({"char_end": pl.Int32, "of_nobody": pl.String}))

    assert [column.name for column in schema.columns] == ["char_end", "of_nobody"]
    assert schema.columns[0].description == column_descriptions()["char_end"]
    assert schema.columns[1].description is None


def test_what_could_be_markup_is_escaped_in_a_sample() -> None:
    table = markdown_table(["title"], [["<b>a|b</b> [x](y)"]])

    assert table.splitlines()[-1] == r"| \<b\>a\|b\</b\> \[x\]\(y\) |"
