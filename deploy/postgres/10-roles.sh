#!/bin/sh
# The two roles and the database, when PostgreSQL starts for the first time (docs/adr/0002).
# lar_owner migrates, seals, backs up and restores; lar_app is what pages and answers run as.
set -eu
folder="${LAR_SECRETS_DIR:-/run/secrets}"

psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    --set=owner_password="$(cat "$folder/owner_password")" \
    --set=app_password="$(cat "$folder/app_password")" <<'SQL'
CREATE ROLE lar_owner LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB BYPASSRLS PASSWORD :'owner_password';
CREATE ROLE lar_app LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS PASSWORD :'app_password';
CREATE DATABASE lar OWNER lar_owner;
REVOKE ALL ON DATABASE lar FROM PUBLIC;
GRANT CONNECT ON DATABASE lar TO lar_app;
SQL
