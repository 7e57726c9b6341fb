#include "live/past.h"

#include "format/json_tree.h"
#include "live/follow_parts.h"
#include "workspace/import_draft.h"

enum { PAGE = 512 };

struct past {
    struct arena *a;
    struct reader *reader;
    struct follower *follower;
    struct growing_view view;
    i64 import_as_of_ms; /* of the newest import; TIME_NONE: there was none */
};

/* By dense number, for the deals that the filter lets pass. */
static const u8 *pick(struct past *p, const struct deal_filter *filter)
{
    const struct growing *g = follower_history(p->follower);
    u8 *picked = arena_array(p->a, u8, growing_counts(g).deals);
    struct deal_filter f = *filter;
    struct list_place next = {.there = true};
    struct arena own;
    struct err e;
    arena_init(&own, 64 << 20);
    f.order = ORDER_ID;
    f.down = false;
    f.after = (struct list_place){0};
    while (next.there && reader_check(p->reader, &e)) {
        struct arena scratch = own;
        struct deal_row *rows = arena_array(&scratch, struct deal_row, PAGE);
        i64 n = reader_list(p->reader, &scratch, &f, PAGE, rows, &next);
        for (i64 i = 0; i < n; i++) {
            u32 deal = growing_find_deal(g, rows[i].id);
            if (deal != GROWING_NO_DEAL)
                picked[deal] = 1;
        }
        f.after = next;
    }
    arena_release(&own);
    return picked;
}

static i64 length_of(const struct json_value *list)
{
    return list ? list->n : 0;
}

/* Activities are numbered as the newest import met them, so that equal figures come in equal
 * order. A drafted standard orders what the export did not: there the export is believed,
 * and where it does not tell, no order is known. */
static void be_as_imported(struct past *p)
{
    struct diags d;
    diags_init(&d, p->a);
    const struct json_value *said = json_parse(p->a, follower_newest_import(p->follower), &d);
    const struct json_value *activities = json_find(said, S("activities"));
    const struct json_value *stages = json_find(said, S("stages"));
    struct growing_word *words = arena_array(p->a, struct growing_word, length_of(activities));
    str *names = arena_array(p->a, str, length_of(stages) + 1);
    p->import_as_of_ms = json_member_whole(said, "as_of", TIME_NONE);
    for (const struct json_value *v = activities ? activities->first : NULL; v; v = v->next) {
        const struct json_value *word = v->first, *kind = word ? word->next : NULL;
        if (word && kind && kind->whole && kind->integer >= 0 && kind->integer <= ACTIVITY_OUTCOME)
            words[p->view.word_count++] =
                (struct growing_word){word->text, (enum activity_kind)kind->integer};
    }
    p->view.words = words;
    for (const struct json_value *v = stages ? stages->first : NULL; v; v = v->next)
        names[p->view.stage_count++] = v->text;
    if (follower_is_drafted(p->follower))
        p->view.stages = names;
}

static bool follow_all(struct past *p, struct err *e)
{
    while (follower_read(p->follower))
        continue;
    return reader_check(p->reader, e);
}

static bool build(struct past *p, struct history *h, const struct past_options *o, struct err *e)
{
    struct growing_answer answer;
    struct growing_view *v = &p->view;
    i64 lived_ms = follower_lived_ms(p->follower);
    *v = (struct growing_view){.every_process = true,
                               .entered_from_ms = TIME_NONE,
                               .entered_to_ms = TIME_NONE,
                               .threads = o->threads,
                               .apart = true};
    v->picked = o->filter ? pick(p, o->filter) : NULL;
    if (follower_newest_import(p->follower).n)
        be_as_imported(p);
    v->as_of_ms = o->as_of_ms != TIME_NONE ? o->as_of_ms : i64_max(p->import_as_of_ms, lived_ms);
    if (!growing_history(&answer, p->a, follower_history(p->follower), v, e))
        return false;
    *h = answer.history;
    return true;
}

bool past_build(struct history *h, struct arena *a, struct workspace *w, struct reader *r,
                const struct past_options *options, struct err *e)
{
    struct past p = {.a = a, .reader = r, .import_as_of_ms = TIME_NONE};
    if (!reader_begin(r))
        return reader_check(r, e);
    p.follower = follower_new_whole(w, r);
    bool ok = follow_all(&p, e) && build(&p, h, options, e);
    reader_end(r);
    follower_release(p.follower);
    return ok && reader_check(r, e);
}
