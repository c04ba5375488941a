from scaling.actions.snoozing import bring_back, snooze

__all__ = ["bring_back", "snooze"]
