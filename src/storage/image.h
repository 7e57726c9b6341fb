/* image.h - a database made in memory and handed over as the bytes of its file, for formats that
 * are SQLite files (OCEL 2.0). Nothing of it touches a disk. Here, and only here, SQL is put
 * together while the program runs: names of tables are a format's. The same statements give the
 * same bytes. */
#pragma once

#include "storage/storage.h"

struct image;
/* On the engine's SQLite; lives in `a`. */
MUST_CHECK bool image_open(struct image **out, struct arena *a, struct storage_engine *engine,
                           struct err *e);
void image_close(struct image *i); /* NULL is fine */
/* Statements without values. */
void image_run(struct image *i, str sql);
/* A statement that is run again and again: its values are bound, then it is stepped. One at a
 * time; the text of `sql` is compared, so the same one is prepared once. */
void image_begin(struct image *i, str sql);
void image_text(struct image *i, str value); /* the next place */
void image_i64(struct image *i, i64 value);
void image_f64(struct image *i, f64 value);
void image_null(struct image *i);
void image_step(struct image *i);
/* The file, in a piece that lives until the image is closed. False with what went wrong first. */
MUST_CHECK bool image_bytes(struct image *i, str *out, struct err *e);
