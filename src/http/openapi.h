/* openapi.h - the documents of the API, printed from the route table that is served: OpenAPI
 * 3.1 for programs, a page without scripts for people. They cannot say anything else than
 * what the dispatcher does. What each request is for is said in the language spoken (message.h);
 * members of schemas are described in English. */
#pragma once

#include "http/dispatch.h"

void openapi_print(struct buf *out, const struct site *site);
/* Handler: the same as application/json. */
enum http_turn openapi_answer(struct call *c);

/* The page; it wants the style sheet /assets/api.css (files_api). */
void openapi_page_print(struct buf *out, const struct site *site);
/* Handler: the same as text/html. */
enum http_turn openapi_page_answer(struct call *c);

/* The schemas that rows speak of, each once, those they contain after them. */
enum { OPENAPI_SCHEMAS_MAX = 500 };
struct openapi_schemas {
    const struct shape *v[OPENAPI_SCHEMAS_MAX];
    i64 n;
};
void openapi_collect(struct openapi_schemas *all, const struct site *site);
/* "/api/v1/versions/{version:int}" without the types, at `out` (room for as much). */
str openapi_path(const char *pattern, char *out);
