"""fourchette prices a community-management mandate from its traits, and says why."""

__version__ = "0.1.0"
