"""A copy of the whole installation, and the proof that it can be brought back.

A backup is a folder with PostgreSQL's own dump (``pg_dump -Fc``, made as ``lar_owner``) and a
manifest: rows and checksum of every table, taken inside the snapshot that was dumped. Proving it
means restoring it into a cluster made for the occasion and comparing (docs/operacion.md).
"""
