/* Any head of a request: what is decoded is sound UTF-8 without control characters, what is
 * found lies in what was given, a cursor that was not ours does not come back. */
#include "http/cursor.h"
#include "http/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena a;
    struct query q = {0};
    struct diags d;
    str text = {(const char *)data, (i64)size}, out;
    if (a.base == NULL)
        arena_init(&a, 256 << 20);
    arena_rewind(&a, 0);
    diags_init(&d, &a);
    query_parse(&q, &a, text, &d);
    for (i32 i = 0; i < q.n; i++) {
        assert(utf8_check(q.params[i].name) < 0 && utf8_check(q.params[i].value) < 0);
        assert(q.params[i].name.n > 0 && str_find_char(q.params[i].value, 0) < 0);
        for (i32 k = 0; k < i; k++)
            assert(!str_eq(q.params[i].name, q.params[k].name));
    }
    if (query_decode(&a, text, false, &out))
        assert(out.n <= text.n);
    out = query_cookie(text, S("session"));
    assert(out.n <= text.n && str_find_char(out, ';') < 0);
    query_accepts(text, S("application/json"));
    query_etag_listed(text, S("\"v1\""));
    i64 version = query_etag_version(text);
    assert(version < 0 || query_etag_version(query_version_etag(&a, version)) == version);
    assert(!cursor_parse(&a, 77, S("q"), text, &out));
    return 0;
}
