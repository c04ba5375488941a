"""The cache's table. Django makes it with a command of its own; here nobody can forget it."""

from django.db import migrations

CREATE = """
CREATE TABLE cache_entries (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX cache_entries_expires ON cache_entries (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0003_isolation")]
    operations = [migrations.RunSQL(CREATE, "DROP TABLE cache_entries")]
