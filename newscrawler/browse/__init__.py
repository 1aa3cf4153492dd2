"""The browser's side of an export: Datasette over the SQLite file, with pages of our own.

Datasette gives the tables, the SQL and JSON of everything; the pages here give what a reader of news asks
for: full-text search with facets, an article with everything marked that was read in it, a person with
timeline and companions. All of it is read-only and answers this machine alone, unless told otherwise.
"""
