#include "http/file.h"

#include "http/dispatch.h"

#include <zlib.h>

static const struct file *find_file(const struct site *site, str name)
{
    for (i64 set = 0; site->files[set]; set++)
        for (const struct file *f = site->files[set]; f->name; f++)
            if (str_eq(name, str_c(f->name)))
                return f;
    return NULL;
}

/* Whether the request lets us answer in `coding` ("gzip;q=0" says no). */
static bool accepts(const struct call *c, str coding)
{
    str rest = http_field(&c->request, S("Accept-Encoding")), one;
    while (rest.n) {
        str name, weight;
        str_cut(rest, ',', &one, &rest);
        str_cut(str_trim(one), ';', &name, &weight);
        if (str_eq_fold(str_trim(name), coding))
            return !str_eq(str_trim(weight), S("q=0"));
    }
    return false;
}

/* For the rare client that takes nothing packed. */
static void unpack(struct call *c, const struct file *f)
{
    enum { WINDOW_OF_GZIP = 15 + 16 };
    char part[16 << 10];
    z_stream z = {.next_in = (Bytef *)(uintptr_t)f->gzip.p, .avail_in = (uInt)f->gzip.n};
    if (inflateInit2(&z, WINDOW_OF_GZIP) != Z_OK) {
        call_refuse(c, 503, "busy", "%s", message("no memory to decompress"));
        return;
    }
    i32 state = Z_OK;
    while (state == Z_OK) {
        z.next_out = (Bytef *)part;
        z.avail_out = sizeof part;
        state = inflate(&z, Z_NO_FLUSH);
        buf_put(&c->response.body, (str){part, (i64)(sizeof part - z.avail_out)});
    }
    inflateEnd(&z);
    assert(state == Z_STREAM_END); /* our own build packed it */
    c->response.status = 200;
    c->response.type = f->type;
}

static enum http_turn give(struct call *c, const struct file *f)
{
    bool brotli = f->brotli.n && accepts(c, S("br"));
    bool packed = brotli || (f->gzip.n && accepts(c, S("gzip")));
    str bytes = brotli ? f->brotli : packed ? f->gzip : (str){f->bytes, f->n};
    if (!packed && !f->bytes)
        unpack(c, f);
    else
        call_fixed(c, f->type, bytes, str_c(f->etag));
    if (packed)
        http_response_field(&c->response, S("Content-Encoding"), brotli ? S("br") : S("gzip"));
    if (f->gzip.n)
        http_response_field(&c->response, S("Vary"), S("Accept-Encoding"));
    c->response.cache = f->name_has_hash ? "public, max-age=31536000, immutable" : "no-cache";
    return HTTP_ANSWERED;
}

static enum http_turn give_named(struct call *c, str name)
{
    const struct file *f = find_file(c->dispatcher->site, name);
    if (f)
        return give(c, f);
    call_not_found(c);
    return HTTP_ANSWERED;
}

enum http_turn file_answer(struct call *c)
{
    return give_named(c, call_param(c, "file"));
}

enum http_turn file_index_answer(struct call *c)
{
    return give_named(c, S("index.html"));
}
