#include "format/json_diag.h"

static void put(struct json *j, str key, str value)
{
    json_key(j, key);
    json_str(j, value);
}

static void put_number(struct json *j, str key, i64 value)
{
    json_key(j, key);
    json_i64(j, value);
}

static void put_diag(struct json *j, const struct diag *d)
{
    json_object(j);
    put(j, S("file"), d->file);
    if (d->at.line) {
        put_number(j, S("line"), d->at.line);
        put_number(j, S("column"), d->at.column);
        put_number(j, S("length"), d->at.length);
    }
    put(j, S("severity"), str_c(diag_severity_name(d->severity)));
    put(j, S("code"), str_c(d->code));
    put(j, S("message"), d->message);
    if (d->hint.n)
        put(j, S("hint"), d->hint);
    json_end(j);
}

void json_diags(struct json *j, const struct diags *d)
{
    json_array(j);
    for (i64 i = 0; i < d->list.n; i++)
        put_diag(j, &d->list.v[i]);
    json_end(j);
}
