"""What can go wrong while starting, said in one sentence that a person can act on."""


class DevserverError(Exception):
    """Its text is printed as it is, without a traceback."""


class FolderInUseError(DevserverError):
    """Another supervisor holds the data folder."""
