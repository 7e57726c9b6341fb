/* text.h - the bytes of a file as UTF-8, or what the file is instead. The encoding is told
 * by a byte-order mark, else by whether the bytes are UTF-8, else it is Windows-1252 (of
 * which Latin-1's letters are part). Cost: one pass, a copy only when bytes must change. */
#pragma once

#include "base/base.h"

enum text_kind {
    TEXT_PLAIN, /* may be a table */
    TEXT_EMPTY,
    TEXT_XML, /* perhaps XES */
    TEXT_GZIP,
    TEXT_JSON,
    TEXT_HTML,
    TEXT_ZIP,
    TEXT_SPREADSHEET, /* .xlsx, .ods, .xls */
    TEXT_PDF,
    TEXT_BINARY,
    TEXT_KIND_COUNT,
};

struct text {
    enum text_kind kind;
    str utf8;             /* of plain text, XML, JSON and HTML */
    const char *encoding; /* "UTF-8 with BOM" */
    i64 replaced;         /* bytes that no encoding explains, now U+FFFD or gone (NUL) */
};

struct text text_open(struct arena *a, str bytes);

/* What it is and what to do: "a spreadsheet", "save it as CSV (UTF-8) and give that file". */
const char *text_kind_name(enum text_kind kind);
const char *text_kind_advice(enum text_kind kind);
