#include <string.h>

#include "workspace/writer.h"

/* The same process's newest version so far. */
static i32 newest_version(const struct workspace *w, str process)
{
    i32 newest = 0;
    for (i32 i = 1; i <= w->edition_count; i++)
        if (str_eq(w->edition[i]->standard.process, process))
            newest = (i32)i64_max(newest, w->edition[i]->standard.version);
    return newest;
}

bool edition_take(struct workspace *w, struct edition *edition)
{
    struct standard *s = &edition->standard;
    i32 newest = newest_version(w, s->process);
    if (s->version == 0)
        s->version = newest + 1; /* given at publication */
    if (s->version <= newest)
        return false;
    w->edition[++w->edition_count] = edition;
    w->editions_used = arena_mark(&w->editions_arena);
    return true;
}

static void publish(struct workspace *w, struct request *r, struct edition *edition)
{
    const struct intent *c = &r->intent;
    if (!edition_take(w, edition)) {
        r->answer.status = ANSWER_CONFLICT;
        return;
    }
    struct record record = {
        .kind = KIND_PUBLISHED,
        .subject = NO_SUBJECT,
        .value = edition->rules.version,
        .occurred_ms = w->now_ms,
        .actor = c->act.actor,
        .role = c->act.role,
    };
    append_event(w, NULL, &record, c->text);
    edition->sequence = w->head.sequence;
    edition_put(w->db, edition);
    for (i32 i = 1; i < w->edition_count; i++) /* what is no longer in force is not reviewed */
        if (str_eq(w->edition[i]->standard.process, edition->standard.process))
            drop_review(w->db, i);
    project_review(w->db, &edition->rules, w->now_ms);
    r->answer.status = ANSWER_ACCEPTED;
    r->answer.revision = edition->rules.version;
    r->answer.rules = &edition->rules;
}

void execute_publish(struct workspace *w, struct request *r)
{
    struct err e = {0};
    arena_rewind(&w->editions_arena, w->editions_used); /* of one that was refused before */
    struct diags *diags = arena_new(&w->editions_arena, struct diags);
    if (w->edition_count == WORKSPACE_EDITIONS_MAX || r->intent.text.n > STANDARD_BYTES_MAX) {
        r->answer.status = ANSWER_LIMIT;
        return;
    }
    diags_init(diags, &w->editions_arena);
    diags->file = S("standard");
    r->answer.diags = diags;
    struct edition *edition = edition_make(&w->editions_arena, w->platform, r->intent.text,
                                           w->edition_count + 1, diags, &e);
    if (!edition && e.code)
        diag_add(diags, DIAG_ERROR, "zone", (struct place){0}, "%s", e.text);
    if (!edition) {
        r->answer.status = ANSWER_INVALID;
        return;
    }
    publish(w, r, edition);
}

/* Only what is in force can be reviewed. */
static const struct rules *in_force(const struct workspace *w, i64 edition)
{
    if (edition < 1 || edition > w->edition_count)
        return NULL;
    const struct edition *asked = w->edition[edition];
    for (i32 i = (i32)edition + 1; i <= w->edition_count; i++)
        if (str_eq(w->edition[i]->standard.process, asked->standard.process))
            return NULL;
    return &asked->rules;
}

void execute_review(struct workspace *w, struct request *r)
{
    const struct intent *c = &r->intent;
    const struct rules *rules = in_force(w, c->act.value);
    bool sound = c->text.n <= WORKSPACE_TEXT_MAX && utf8_check(c->text) < 0;
    if (!rules || !sound) {
        r->answer.status = !rules ? ANSWER_MISSING : ANSWER_INVALID;
        return;
    }
    struct record record = {
        .kind = KIND_REVIEWED,
        .subject = NO_SUBJECT,
        .value = c->act.value,
        .occurred_ms = w->now_ms,
        .actor = c->act.actor,
        .role = c->act.role,
    };
    append_event(w, NULL, &record, c->text);
    project_review(w->db, rules, w->now_ms);
    r->answer.status = ANSWER_ACCEPTED;
    r->answer.rules = rules;
}
