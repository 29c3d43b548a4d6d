"""Conformance: every case of the folder of formats, and a table of how they turned out.

What belongs here: running and printing. What does not: reading a folder (bench/conform).

Passed is what agrees in every field that we model. A difference that is kept is shown with its reason and counts as
passed for nobody. What is left failed, and the command with it.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.conform import feeds, transcripts
from bench.conform.result import FolderResult


def main() -> int:
    """Run every case, print the table, and return 1 if any failed."""
    arguments = _arguments()
    found = [*feeds.results(arguments.formats), *transcripts.results(arguments.formats)]
    show(found, Console())
    if arguments.json:
        text = json.dumps([asdict(result) for result in found], indent=2, ensure_ascii=False)
        arguments.json.write_text(text + "\n", encoding="utf-8")
    return 1 if any(result.failed for result in found) else 0


def show(found: list[FolderResult], console: Console) -> None:
    """Print a row a folder, then the differences that are kept with their reasons, then what failed."""
    table = Table("folder", "cases", "passed", "kept", "failed", "note")
    for result in found:
        kept = sum(map(len, result.kept.values()))
        figures = (result.case_count, result.passed_count, kept, len(result.failed))
        table.add_row(result.folder, *map(str, figures), result.note or "")
    console.print(table)
    for result in found:
        for reason, cases in result.kept.items():
            console.print(f"kept, {result.folder}, {len(cases)}: {reason} ({', '.join(cases)})", markup=False)
        for case, difference in result.failed.items():
            console.print(f"FAILED, {result.folder}, {case}: {difference}", markup=False)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Read every case of a folder of formats and say how they turned out.")
    parser.add_argument("--formats", type=Path, default=Path("../shared/formats"), help="the folder of cases")
    parser.add_argument("--json", type=Path, help="write the results here")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
