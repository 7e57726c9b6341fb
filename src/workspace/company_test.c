#include "workspace/company_test.h"

#include <stdio.h>
#include <string.h>

#include "base/os.h"
#include "standard/read.h"

/* The zone is not on a simulated disk. */
static str in_utc(struct arena *a, str text)
{
    str zone = S("Europe/Paris");
    i64 at = str_find(text, zone);
    assert(at > 0);
    return str_fmt(a, "%.*sUTC%.*s", (int)at, text.p, (int)(text.n - at - zone.n),
                   text.p + at + zone.n);
}

void company_init(struct company *c, struct arena *a, u64 seed)
{
    struct err e;
    struct diags d;
    str text;
    *c = (struct company){.arena = a, .rng = rng_from(seed)};
    bool ok = os_read_file(&text, a, S(TEST_ROOT "/tests/standards/good/small.yaml"), 1 << 20, &e);
    assert(ok);
    c->standard = in_utc(a, text);
    diags_init(&d, a);
    c->world.arena = a;
    ok = standard_read(&c->world.standard, a, S("small.yaml"), c->standard, &d) &&
         rules_compile(&c->world.rules, a, &c->world.standard, (str){0}, &d);
    assert(ok);
    c->world.rules.version = 1;
}

void company_print(void *context, const struct answer *a, struct buf *out)
{
    (void)context;
    buf_fmt(out, "status %d deal %lld revision %lld events %lld-%lld findings %d", a->status,
            (long long)a->deal, (long long)a->revision, (long long)a->first, (long long)a->last,
            a->verdict ? a->verdict->count : 0);
}

static struct request *fill(struct company *c, struct asking *a)
{
    memset(a, 0, sizeof *a);
    a->number = c->asked++;
    int n = snprintf(a->key, sizeof a->key, "key-%06lld", (long long)a->number);
    struct request *r = &a->request;
    r->intent.key = (str){a->key, n};
    r->intent.hash[0] = (u8)a->number;
    r->intent.expected = REVISION_ANY;
    r->print = company_print;
    r->body = a->body;
    r->body_max = sizeof a->body;
    return r;
}

void company_begin(struct company *c, struct workspace *w)
{
    static const char *const names[] = {"Ada", "Blaise", "Chloé"};
    struct asking a;
    struct request *r = fill(c, &a);
    r->intent.kind = INTENT_PUBLISH;
    r->intent.text = c->standard;
    workspace_do(w, r);
    assert(r->answer.status == ANSWER_ACCEPTED);
    company_hear(c, &a);
    for (i64 i = 0; i < LENGTH(names); i++) {
        r = fill(c, &a);
        r->intent.kind = INTENT_PERSON;
        r->intent.text = str_c(names[i]);
        workspace_do(w, r);
        assert(r->answer.status == ANSWER_ACCEPTED && r->answer.deal == i + 1);
        company_hear(c, &a);
    }
}

void company_ask(struct company *c, struct asking *a, i64 now_ms, const struct deal_state *state,
                 i64 deal)
{
    struct request *r = fill(c, a);
    struct rng *rng = &c->rng;
    int n = snprintf(a->text, sizeof a->text, "note %lld", (long long)a->number);
    r->intent.deal = deal;
    if (rng_below(rng, 2))
        r->intent.text = (str){a->text, n};
    if (deal && rng_below(rng, 20) == 0) {
        r->intent.kind = INTENT_NAME;
        r->intent.act.actor = 1 + (u32)rng_below(rng, 3);
        r->intent.text = (str){a->text, n};
        return;
    }
    r->intent.act = world_random_act(&c->world, state, rng, now_ms);
    if (r->intent.act.kind == EVENT_REFUSED) /* only the engine makes it */
        r->intent.act.kind = EVENT_OBJECTED;
    if (deal == 0) {
        r->intent.act.kind = EVENT_OPENED;
        r->intent.act.subject = 0;
        if (rng_below(rng, 3) == 0)
            r->intent.reference = (str){a->key + 4, 6};
    }
}

void company_hear(struct company *c, const struct asking *a)
{
    while (c->told.n <= a->number)
        vec_push(c->arena, &c->told);
    const struct answer *answer = &a->request.answer;
    bool unknown = answer->status == ANSWER_UNKNOWN || answer->status == ANSWER_PENDING;
    c->told.v[a->number] = (struct told){
        .answered = !unknown,
        .had_effect = !unknown && answer->last > 0,
        .status = answer->status,
        .first = answer->first,
        .last = answer->last,
        .deal = answer->deal,
    };
    bool opened = answer->status == ANSWER_ACCEPTED && a->request.intent.kind == INTENT_ACT &&
                  a->request.intent.deal == 0;
    if (opened && !answer->replayed && c->deals < COMPANY_DEALS)
        c->deal[c->deals++] = answer->deal;
}

void company_do(struct company *c, struct workspace *w, i64 now_ms)
{
    static const struct deal_state opened = {.opened = true}, none;
    struct asking a;
    i64 which = c->deals ? rng_below(&c->rng, c->deals + 1 + c->deals / 4) : 0;
    i64 deal = which < c->deals ? c->deal[which] : 0;
    company_ask(c, &a, now_ms, deal ? &opened : &none, deal);
    workspace_do(w, &a.request);
    company_hear(c, &a);
}
