/* import.h - from the files a person has to one history. Each file is recognised by its
 * headers (and, for any other CSV, by its values), its columns are mapped to our fields,
 * files are joined by ids, and every row is accounted for: for each file
 * rows = used + rejected + duplicates + unmatched, and over the files of deals
 * rows_read = deals + rejected + duplicates. What could be read in two ways is never
 * guessed: it becomes a question, with the line of the mapping file that answers it.
 *
 * Cost: the text of every file and 16 bytes a cell, in the arena. One thread, except where
 * event logs are read (options.threads). Files are read here (base/os.h) unless their
 * bytes are given. */
#pragma once

#include "exchange/field.h"
#include "history/history.h"

enum {
    IMPORT_FILES_MAX = 256,
    IMPORT_COLUMNS_MAX = 2000,     /* of one file */
    IMPORT_REJECTIONS_KEPT = 1000, /* past it rows are only counted */
    IMPORT_SAMPLES = 3,            /* values of a column that are shown */
    IMPORT_SAMPLE_BYTES = 60,
};
#define IMPORT_BYTES_MAX (1ll << 30) /* of one table; event logs have their own limit */

struct import_source {
    str name;  /* path, as the person wrote it */
    str bytes; /* when `given`; else the file at `name` is read */
    bool given;
};

/* What a person says when a file does not: see docs/import.md. */
struct mapping;

struct import_options {
    const struct mapping *mapping; /* may be NULL */
    i64 as_of_ms;                  /* 0 or TIME_NONE: from the mapping, else from the data */
    i32 threads;                   /* 0: as many as there are cores */
};

/* What became of one file. */
struct import_file {
    str name;
    str format; /* "Salesforce", "HubSpot", …, "CSV", "XES", "spreadsheet" */
    enum import_role role;
    str why;      /* it is ignored, or of this role; a sentence */
    str encoding; /* "UTF-8", "UTF-8 with BOM", "UTF-16LE", "Windows-1252"… */
    char delimiter;
    i64 bytes;
    /* Rows of data: without header, blank lines, title block, footer and subtotals. */
    i64 rows, used, rejected, duplicates;
    i64 unmatched;      /* read well, but of a deal that no file has; not an error */
    i64 lines_left_out; /* title block, footer, subtotals, repeated headers */
    char sha256[65];
};

/* One column and what we take it for, in the order of the file. */
struct import_column {
    i32 file;
    str source; /* as the file writes it */
    enum import_field field;
    str attribute; /* name of FIELD_ATTRIBUTE, stage of FIELD_STAGE_ENTERED; else empty */
    enum import_sure sure;
    str note;                   /* "dates are day/month/year: 31/12/2024 decides"; may be empty */
    str sample[IMPORT_SAMPLES]; /* distinct values of it, the first ones; then empty */
};

struct import_rejection {
    i32 file;
    i64 line;    /* where the row begins, from 1 */
    str reason;  /* "the close date "31/02/2024" is not a date" */
    str excerpt; /* first 120 bytes of the row or the cell; control characters as they are */
};

/* Something that can be read in two ways. The import stops. */
struct import_question {
    i32 file;
    str text;   /* "is 03/04/2024 in column "Close Date" the 3rd of April or March 4th?" */
    str answer; /* the lines of the mapping file, with the possible values */
};

struct import_warning {
    i32 file; /* -1: of no single file */
    i64 line; /* the first; 0: none */
    i64 count;
    str text;
};

struct import_report {
    struct arena *arena;
    VEC(struct import_file) files; /* in the order given */
    VEC(struct import_column) columns;
    VEC(struct import_column) columns_aside; /* of tables that are ignored */
    VEC(struct import_rejection) rejections; /* the first IMPORT_REJECTIONS_KEPT */
    VEC(struct import_question) questions;
    VEC(struct import_warning) warnings;
    /* over the files of deals; when there are only events, over those: deals = distinct
     * deals seen and rows_read = rows used + rejected + duplicates */
    i64 rows_read, deals, rejected, duplicates;
    bool from_events; /* there was no file of deals */
    i64 as_of_ms;
    str as_of_from;        /* "the last change of a record (column "LastModifiedDate")" */
    char input_sha256[65]; /* of all files, in the order given */
};

/* The rows that could not be used, as CSV: file, line, reason, the row's beginning. */
void import_report_rejected(struct buf *out, const struct import_report *r);

/* Reads everything into `history`. False with `e` set when nothing can be used or when a
 * question is open (e->text is the first one, e->hint the line that answers it); `report`
 * is filled as far as the import came, so it can be shown either way. */
MUST_CHECK bool import_files(struct history *history, struct import_report *report, struct arena *a,
                             const struct import_source *files, i64 n,
                             const struct import_options *options, struct err *e);
