#include "api/answer_check_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/parts.h"

static i64 checked;

i64 answers_checked(void)
{
    return checked;
}

void check_answer(const struct call *c)
{
    const struct http_response *r = &c->response;
    struct diags d;
    if (!c->route || r->status >= 300 || r->status == 204 || !r->type ||
        !str_eq(str_c(r->type), S("application/json")))
        return;
    if (!c->route->answer && c->route->answer_type)
        return; /* a file, of this type or another */
    if (!c->route->answer)
        fail_msg("%s: its row promises no answer", c->route->id);
    struct arena a;
    arena_init(&a, 64 << 20);
    diags_init(&d, &a);
    str body = http_response_body(r);
    const struct json_value *v = json_parse(&a, body, &d);
    if (!v || !shape_check(c->route->answer, v, body, &d))
        fail_msg("%s: the answer is not as promised: %.*s\n%.*s", c->route->id,
                 STR_ARG(d.list.v[0].message), STR_ARG(str_sub(body, 0, 3000)));
    checked++;
    arena_release(&a);
}
