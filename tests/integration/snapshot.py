"""What the asset graph looks like, as plain data: the file asset_specs.json holds what it should look like.

After a change of the graph that is meant, write the file anew and review its difference:

    python -m tests.integration.snapshot
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from orchestration.definitions import defs

SNAPSHOT: Final = Path(__file__).with_name("asset_specs.json")


def asset_specs() -> dict[str, Any]:
    """Return dependencies, group, kinds and owners of every asset, by its key."""
    return {
        spec.key.to_user_string(): {
            "deps": sorted(dep.asset_key.to_user_string() for dep in spec.deps),
            "group": spec.group_name,
            "kinds": sorted(spec.kinds),
            "owners": sorted(spec.owners),
        }
        for spec in sorted(defs().resolve_all_asset_specs(), key=lambda spec: spec.key)
    }


if __name__ == "__main__":
    SNAPSHOT.write_text(json.dumps(asset_specs(), indent=2) + "\n", encoding="utf-8")
