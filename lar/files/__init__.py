"""Files that people upload: looked at, cleaned, kept in the database, served after a question of rights."""
