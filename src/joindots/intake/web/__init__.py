"""Pages from the web, fetched by one guarded client and kept as WARC records.

Only `addresses` is light: the client and what it needs are imported when an address is given, never before.
"""
