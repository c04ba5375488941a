# syntax=docker/dockerfile:1
# Two images: «application» (web, worker, beat, commands) and «proxy» (TLS in front of it).

FROM python:3.11-slim-bookworm AS dependencies
WORKDIR /srv/lar
COPY bin/uv.txt requirements.lock build-constraints.txt ./
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r uv.txt \
    && .venv/bin/uv pip install --no-cache --python .venv/bin/python --require-hashes --compile-bytecode \
        --build-constraints build-constraints.txt -r requirements.lock \
    && .venv/bin/pip uninstall --yes --quiet uv


FROM python:3.11-slim-bookworm AS application
# Pango draws the PDFs. No compiler and no package lists stay in the image.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 lar \
    && useradd --uid 10001 --gid lar --no-create-home --home-dir /tmp --shell /usr/sbin/nologin lar \
    && install --directory --owner=lar --group=lar --mode=0700 /backups /backups/tmp
WORKDIR /srv/lar
ENV PATH=/srv/lar/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=lar.settings.production
COPY --from=dependencies /srv/lar/.venv .venv
COPY . .
# Static files need no secret and no database: these values exist during this line only.
RUN LAR_SECRET_KEY=only-for-building LAR_ALLOWED_HOSTS=build.invalid \
    DATABASE_URL=postgresql://nobody@127.0.0.1:1/none REDIS_URL=redis://127.0.0.1:1/0 \
    python manage.py collectstatic --no-input --verbosity 0 \
    && python -m compileall -q lar networks questionnaires logbook scaling
USER 10001:10001
EXPOSE 8000
CMD ["granian", "lar.wsgi:application", "--interface=wsgi", "--host=0.0.0.0", "--port=8000"]


FROM caddy:2.11-alpine AS proxy
# Certificates are kept by a user who is not root: the volumes take their owner from these folders.
RUN mkdir -p /data /config && chown -R 10001:10001 /data /config
COPY deploy/proxy/Caddyfile /etc/caddy/Caddyfile
COPY deploy/proxy/503.html /srv/503.html
USER 10001:10001
