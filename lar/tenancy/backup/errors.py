class BackupError(Exception):
    """What went wrong, in one sentence for whoever runs the installation."""
