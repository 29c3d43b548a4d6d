"""All the rules: those that hold before a brief is chosen, and those that hold before anything is published.

What belongs here: the two lists. What does not: the rules themselves (a module a stage).
"""

from __future__ import annotations

from typing import Final

from assets.suites import brief, insights, language, podcasts
from assets.suites.rule import Rule

WAREHOUSE_RULES: Final[tuple[Rule, ...]] = (*podcasts.RULES, *language.RULES, *insights.RULES)
BRIEF_RULES: Final[tuple[Rule, ...]] = brief.RULES
