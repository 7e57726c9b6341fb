/* file.h - files that are part of the program: put into it at build time (tools/embed, and
 * web/tools/embed.mjs for the interface), with the hash of their content as entity tag. Nothing
 * is ever read from a disk, so no path can lead anywhere else. */
#pragma once

#include "http/route.h"

struct file {
    const char *name;  /* as asked for: "api.css" */
    const char *type;  /* "text/css; charset=utf-8" */
    const char *bytes; /* NULL: held packed only */
    i64 n;
    const char *etag;   /* with its quotes */
    bool name_has_hash; /* another content has another name: browsers may keep it for good */
    str gzip, brotli;   /* the same content, packed; empty: not held so */
};

/* Sets of files, each ended by one without a name. */
extern const struct file files_api[]; /* the style of the page of the API */
extern const struct file files_web[]; /* the interface: index.html and what it asks for */

/* Handler of a row such as GET /assets/{file}: the file of that name among the site's. */
enum http_turn file_answer(struct call *c);

/* Handler of GET /: the file "index.html". */
enum http_turn file_index_answer(struct call *c);
