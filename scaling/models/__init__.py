from scaling.models.snooze import Snooze

__all__ = ["Snooze"]
