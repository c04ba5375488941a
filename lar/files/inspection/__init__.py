"""What a file is, by its content, and what of it may be kept."""

from lar.files.inspection.looking import CheckedFile, look_at

__all__ = ["CheckedFile", "look_at"]
