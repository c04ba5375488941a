"""Embedded PostgreSQL and Valkey, and the supervisor behind `make run` and `make test`.

Development only: nothing in the product imports it but `manage.py` and the development settings.
"""
