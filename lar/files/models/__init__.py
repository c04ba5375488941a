from lar.files.models.stored_file import FileBytes, StoredFile

__all__ = ["FileBytes", "StoredFile"]
