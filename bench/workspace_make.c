/* make_workspace FILE STANDARD [DEALS [SEED]] - a workspace of a company that has used étalon for
 * years: ten events a deal, 200 people, names, references, notes, amounts, close dates; one deal
 * in eight is open. Everything goes through the writer, judged, so that the chain and the tables
 * are what they would be; only the disk is asked less often. Same seed, same deals. */
#include <stdio.h>
#include <stdlib.h>

#include "base/os.h"
#include "workspace/reader.h"

enum {
    PEOPLE = 200,
    AT_ONCE = 512,
    EVENTS = 9,
    BATCH = AT_ONCE * EVENTS,
    DAYS = 1500,
    ARENA_BYTES = 64 << 20
};

/* Deals under way side by side, so that their events lie apart as in real life. */
static struct making {
    struct request request[EVENTS];
    char text[160], reference[40];
    i64 number, deal, at_ms;
    u32 owner;
} making[AT_ONCE];

static struct rng rng;
static const struct rules *rules;
static i64 begun, wanted, now_ms;
static i32 amount_field;

static const char *const first[] = {"Nord",  "Sud",   "Alpine", "Éclair",  "Harbour", "Kestrel",
                                    "Birch", "Cedar", "Granit", "Lumière", "Orchard", "Quartz"};
static const char *const second[] = {"Foundry",  "Logistics", "Frères",   "Systems", "Énergie",
                                     "Textiles", "Partners",  "Mobilité", "Foods",   "Robotics"};
static const char *const notes[] = {
    "they compare us with the incumbent, whose contract ends in spring",
    "the budget was confirmed by the finance director on the phone",
    "procurement asks for two references in the same industry",
    "the pilot went well; the plant manager wants it for the second site",
    "no answer since the demonstration; the champion is on leave",
    "la direction informatique demande un hébergement en Europe",
};

static const char *pick(const char *const *list, i64 n)
{
    return list[rng_below(&rng, n)];
}

static void begin(struct making *m)
{
    *m = (struct making){.number = begun++};
    m->owner = 1 + (u32)rng_below(&rng, PEOPLE);
    m->at_ms = now_ms - (DAYS * (wanted - m->number) / wanted) * MS_PER_DAY -
               rng_below(&rng, MS_PER_DAY) - 90 * MS_PER_DAY;
    snprintf(m->text, sizeof m->text, "%s %s %lld", pick(first, LENGTH(first)),
             pick(second, LENGTH(second)), (long long)(m->number % 9973));
    snprintf(m->reference, sizeof m->reference, "CRM-%09lld", (long long)m->number);
}

static bool stays_open(const struct making *m)
{
    return m->number % 8 == 3;
}

static enum outcome ending_of(const struct making *m)
{
    static const enum outcome ends[] = {OUTCOME_WON, OUTCOME_LOST, OUTCOME_LOST,
                                        OUTCOME_NO_DECISION};
    return ends[m->number / 8 % LENGTH(ends)];
}

static void stage(const struct making *m, struct intent *c, i64 number)
{
    bool far = stays_open(m) && m->number / 8 % 4 < number; /* open ones stand in every stage */
    c->act.kind = EVENT_STAGE_ENTERED;
    c->act.subject = (u16)i64_min(number, rules->stage_count - 2);
    if (!far)
        return;
    c->act.kind = EVENT_OBJECTED;
    c->act.subject = NO_SUBJECT;
    c->text = str_c(pick(notes, LENGTH(notes)));
}

/* The deal's act number `next`. */
static void ask(struct making *m, i32 next)
{
    struct intent c = {.kind = INTENT_ACT, .deal = m->deal, .expected = REVISION_ANY};
    m->at_ms += 1 + rng_below(&rng, 9 * MS_PER_DAY);
    c.act = (struct deal_event){.actor = m->owner,
                                .role = ROLE_OWNER,
                                .subject = NO_SUBJECT,
                                .occurred_ms = i64_min(m->at_ms, now_ms)};
    switch (next) {
    case 0:
        c.act.kind = EVENT_OPENED;
        c.act.subject = 0;
        c.text = str_c(m->text);
        c.reference = str_c(m->reference);
        break;
    case 1:
        c.act.kind = EVENT_FIELD_SET;
        c.act.subject = (u16)amount_field;
        c.act.value = 100 * (1000 + rng_below(&rng, 90000));
        break;
    case 2:
        c.act.kind = EVENT_CLOSE_DATE_SET;
        c.act.value = m->at_ms / MS_PER_DAY + 30 + rng_below(&rng, 90);
        break;
    case 3: stage(m, &c, 1); break;
    case 4:
    case 6:
        c.act.kind = EVENT_MILESTONE_REACHED;
        c.act.subject = (u16)rng_below(&rng, rules->milestone_count);
        c.act.value = EVIDENCE_NOTE;
        break;
    case 5: stage(m, &c, 2); break;
    case 7:
        c.act.kind = EVENT_OBJECTED;
        c.text = str_c(pick(notes, LENGTH(notes)));
        break;
    default:
        stage(m, &c, 3);
        if (!stays_open(m)) {
            c.act.kind = EVENT_OUTCOME_SET;
            c.act.subject = (u16)ending_of(m);
            c.act.value = event_ending((struct ending){.reason = {-1, -1}});
        }
    }
    m->request[next] = (struct request){.intent = c};
}

static void do_one(struct workspace *w, struct intent intent)
{
    struct request r = {.intent = intent};
    workspace_do(w, &r);
    if (r.answer.status != ANSWER_ACCEPTED) {
        fprintf(stderr, "the standard or a person was refused\n");
        exit(1);
    }
}

static i64 submit(struct workspace *w, i64 n, i32 from, i32 to)
{
    i64 refused = 0;
    for (i32 k = from; k < to; k++)
        for (i64 i = 0; i < n; i++) {
            ask(&making[i], k);
            workspace_submit(w, &making[i].request[k]);
        }
    while (workspace_step(w))
        continue;
    for (i32 k = from; k < to; k++)
        for (i64 i = 0; i < n; i++)
            refused += making[i].request[k].answer.status != ANSWER_ACCEPTED;
    return refused;
}

static i64 live(struct workspace *w)
{
    i64 refused = 0;
    while (begun < wanted) {
        i64 n = 0;
        while (n < AT_ONCE && begun < wanted)
            begin(&making[n++]);
        refused += submit(w, n, 0, 1);
        for (i64 i = 0; i < n; i++)
            making[i].deal = making[i].request[0].answer.deal;
        refused += submit(w, n, 1, EVENTS);
    }
    return refused;
}

static i32 field_of_money(void)
{
    const struct standard *s = rules->standard;
    for (i32 i = 0; i < s->fields.n; i++)
        if (s->fields.v[i].type == FIELD_MONEY)
            return i;
    return 0;
}

int main(int argc, char **argv)
{
    struct arena a;
    struct err e;
    struct workspace *w;
    str text;
    i64 seed = 2026;
    wanted = 1000000;
    if (argc < 3 || (argc > 3 && !str_to_i64(str_c(argv[3]), &wanted)) ||
        (argc > 4 && !str_to_i64(str_c(argv[4]), &seed)))
        return 2;
    arena_init(&a, ARENA_BYTES);
    rng = rng_from((u64)seed);
    now_ms = os_now_ms();
    struct workspace_options o = {.create = true,
                                  .no_thread = true,
                                  .commit_soon = true,
                                  .cache_bytes = 64 << 20,
                                  .batch_max = BATCH,
                                  .log_pages = 1 << 16,
                                  .name = S("large")};
    if (!os_read_file(&text, &a, str_c(argv[2]), STANDARD_BYTES_MAX, &e) ||
        !workspace_open(&w, &platform_system, argv[1], &o, &e)) {
        fprintf(stderr, "%s\n", e.text);
        return 1;
    }
    do_one(w, (struct intent){.kind = INTENT_PUBLISH, .text = text});
    rules = workspace_rules(w, 1);
    amount_field = field_of_money();
    for (i64 i = 0; i < PEOPLE; i++)
        do_one(w, (struct intent){.kind = INTENT_PERSON,
                                  .text = str_fmt(&a, "Person %lld", (long long)i + 1)});
    i64 from = os_elapsed_ns(), refused = live(w);
    struct workspace_counts n = workspace_counts(w);
    bool ok = workspace_check(w, &e);
    workspace_close(w);
    printf("%lld deals, %lld events, %lld acts refused, %.1f s\n", (long long)wanted,
           (long long)n.events, (long long)refused, (f64)(os_elapsed_ns() - from) / 1e9);
    return ok ? 0 : 1;
}
