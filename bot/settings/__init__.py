"""app.yaml: read once, every mistake reported at once with its line."""

from bot.settings.file import SettingsError, read_settings

__all__ = ["SettingsError", "read_settings"]
