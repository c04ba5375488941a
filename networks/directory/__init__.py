"""The official school directory as a file: read it, check it, count it. No Django, no database.

Start at `reader.read_directory`; `transfers` and `sostenedores` read the two small companion files.
Every problem with a file is a `DirectoryError`, whose text is Spanish and says what to do.
"""
