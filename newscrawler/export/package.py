"""What describes the tables of an export: datapackage.json (Frictionless), croissant.json (MLCommons)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from newscrawler.tables.schema import TABLES, Column, Table
from newscrawler.version import __version__

DATAPACKAGE = "datapackage.json"
CROISSANT = "croissant.json"

_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
_NAME = "newscrawler-export"
_TITLE = "Articles of government portals, and who attended what, when and in which post"
_ABOUT = (
    "Extracted by newscrawler. Tables of origin `record` say what single articles say; tables of origin "
    "`people` are conclusions over many articles, each with its confidence and reasons."
)
# Frictionless: https://specs.frictionlessdata.io/table-schema/. JSON arrays and objects stay text: exact.
_FRICTIONLESS = {"text": "string", "json": "string", "integer": "integer", "number": "number", "date": "date"}
# Croissant 1.0: https://docs.mlcommons.org/croissant/docs/croissant-spec.html
_SCHEMA_ORG = {
    "text": "sc:Text",
    "json": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "date": "sc:Date",
}


def describe(folder: Path, to: str, rows: dict[str, int], *, excel: bool = False) -> None:
    """Write both descriptions of a folder of ``<table>.csv`` or ``<table>.parquet``."""
    files = {name: folder / f"{name}.{to}" for name in TABLES}
    sums = {name: _sha256(path) for name, path in files.items()}
    sizes = {name: path.stat().st_size for name, path in files.items()}
    for name, value in (
        (DATAPACKAGE, datapackage(to, rows, sums, sizes, excel=excel)),
        (CROISSANT, croissant(to, sums, sizes)),
    ):
        text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
        (folder / name).write_text(text, encoding="utf-8")


def format_of(folder: Path) -> str | None:
    """The format of the export in a folder; None where there is none of ours."""
    try:
        found = json.loads((folder / DATAPACKAGE).read_text(encoding="utf-8"))
        return str(found["resources"][0]["format"]) if found["name"] == _NAME else None
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        return None


def datapackage(
    to: str, rows: dict[str, int], sums: dict[str, str], sizes: dict[str, int], *, excel: bool = False
) -> dict[str, Any]:
    """The Frictionless Data Package of an export."""
    return {
        "name": _NAME,
        "title": _TITLE,
        "description": _ABOUT,
        "version": __version__,
        "profile": "tabular-data-package" if to == "csv" else "data-package",
        "resources": [
            {
                "name": table.name,
                "path": f"{table.name}.{to}",
                "title": table.name,
                "description": table.about,
                **({"profile": "tabular-data-resource"} if to == "csv" else {}),
                "format": to,
                "mediatype": _MEDIA[to],
                **({"encoding": "utf-8-sig" if excel else "utf-8"} if to == "csv" else {}),
                "hash": f"sha256:{sums[table.name]}",
                "bytes": sizes[table.name],
                "rows": rows[table.name],
                "schema": table_schema(table),
            }
            for table in TABLES.values()
        ],
    }


def table_schema(table: Table) -> dict[str, Any]:
    """A table's Frictionless Table Schema."""
    return {
        "fields": [
            {
                "name": column.name,
                "type": _FRICTIONLESS[column.type],
                "description": column.about,
                **(
                    {}
                    if column.null or column.type in ("text", "json")
                    else {"constraints": {"required": True}}
                ),
            }
            for column in table.columns
        ],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {
                "fields": list(reference.columns),
                "reference": {"resource": reference.table, "fields": list(reference.to)},
            }
            for reference in table.refers
        ],
        "missingValues": [""],
    }


def croissant(to: str, sums: dict[str, str], sizes: dict[str, int]) -> dict[str, Any]:
    """The Croissant description of an export."""
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": _NAME,
        "description": f"{_TITLE}. {_ABOUT}",
        "version": __version__,
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": f"{name}.{to}",
                "name": f"{name}.{to}",
                "contentUrl": f"{name}.{to}",
                "contentSize": f"{sizes[name]} B",
                "encodingFormat": "text/csv" if to == "csv" else "application/x-parquet",
                "sha256": sums[name],
            }
            for name in TABLES
        ],
        "recordSet": [_record_set(table, to) for table in TABLES.values()],
    }


def _record_set(table: Table, to: str) -> dict[str, Any]:
    key = [{"@id": f"{table.name}/{name}"} for name in table.key]
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.about,
        "key": key if len(key) > 1 else key[0],
        "field": [_field(table, column, to) for column in table.columns],
    }


def _field(table: Table, column: Column, to: str) -> dict[str, Any]:
    target = {
        name: f"{reference.table}/{to_name}"
        for reference in table.refers
        for name, to_name in zip(reference.columns, reference.to, strict=True)
    }
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.about,
        "dataType": _SCHEMA_ORG[column.type],
        "source": {"fileObject": {"@id": f"{table.name}.{to}"}, "extract": {"column": column.name}},
        **({"references": {"field": {"@id": target[column.name]}}} if column.name in target else {}),
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# The context that the specification gives, whole: readers compare it.
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
