"""Tables, migrations, and one class a port, for SQLite and PostgreSQL."""
