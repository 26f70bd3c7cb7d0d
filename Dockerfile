# Warmline in a small container: no compiler, no root, one folder for data.
FROM python:3.11-slim AS packages

RUN python -m venv /venv
WORKDIR /build
# Only the list of packages: this layer is made anew when the list changes, not with every edit.
COPY pyproject.toml constraints.txt ./
RUN touch README.md && /venv/bin/pip install --no-cache-dir --constraint constraints.txt .


FROM python:3.11-slim

RUN useradd --uid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin warmline \
    && install --directory --owner=warmline --mode=0700 /data
COPY --from=packages /venv /venv
WORKDIR /app
COPY run_bot.py LICENSE ./
COPY bot ./bot
COPY practice ./practice
COPY knowledge ./knowledge

ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATA_DIR=/data \
    KNOWLEDGE_DIR=/app/knowledge \
    LOG_FORMAT=json
USER warmline
VOLUME /data

# 503 while the database is away; the port is HEALTH_PORT.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ.get('HEALTH_PORT', '8090') + '/healthz', timeout=4)"]
ENTRYPOINT ["python", "run_bot.py"]
CMD ["run"]
