#include "http/file.h"

#include "http/dispatch.h"

enum http_turn file_answer(struct call *c)
{
    const struct site *site = c->dispatcher->site;
    str name = call_param(c, "file");
    for (i64 i = 0; i < site->file_count; i++) {
        const struct file *f = &site->files[i];
        if (!str_eq(name, str_c(f->name)))
            continue;
        call_fixed(c, f->type, (str){f->bytes, f->n}, str_c(f->etag));
        c->response.cache = f->name_has_hash ? "public, max-age=31536000, immutable" : "no-cache";
        return HTTP_ANSWERED;
    }
    call_not_found(c);
    return HTTP_ANSWERED;
}
