/* file.h - files that are part of the program: put into it at build time by tools/embed, byte
 * for byte, with the hash of their content as entity tag. Nothing is ever read from a disk,
 * so no path can lead anywhere else. */
#pragma once

#include "http/route.h"

struct file {
    const char *name; /* as asked for: "api.css" */
    const char *type; /* "text/css; charset=utf-8" */
    const char *bytes;
    i64 n;
    const char *etag;   /* with its quotes */
    bool name_has_hash; /* another content has another name: browsers may keep it for good */
};

extern const struct file file_api_css;

/* Handler of a row such as GET /assets/{file}: the file of that name among the site's. */
enum http_turn file_answer(struct call *c);
