#include <string.h>

#include "workspace/due.h"
#include "workspace/propose.h"

void edition_take(struct workspace *w, struct edition *edition)
{
    w->edition[++w->edition_count] = edition;
    w->editions_used = arena_mark(&w->editions_arena);
}

void publish_edition(struct workspace *w, struct request *r, struct edition *edition, str text,
                     bool all)
{
    const struct intent *c = &r->intent;
    edition_take(w, edition);
    struct record record = {
        .kind = KIND_PUBLISHED,
        .subject = NO_SUBJECT,
        .value = edition->rules.version,
        .occurred_ms = w->now_ms,
        .actor = c->act.actor,
        .role = c->act.role,
    };
    append_event(w, NULL, &record, text);
    edition->sequence = w->head.sequence;
    edition_put(w->db, edition);
    for (i32 i = 1; i < w->edition_count; i++) /* what is no longer in force is not reviewed */
        if (str_eq(w->edition[i]->standard.process, edition->standard.process)) {
            drop_review(w->db, i);
            drop_trainings(w->db, i); /* the new one is to be learned */
        }
    project_review(w->db, &edition->rules, w->now_ms);
    r->answer.status = ANSWER_ACCEPTED;
    r->answer.revision = edition->rules.version;
    r->answer.rules = &edition->rules;
    if (all)
        migration_begin(w, c, edition);
}

struct edition *publish_prepare(struct workspace *w, struct request *r, str text, bool all)
{
    struct err e = {0};
    arena_rewind(&w->editions_arena, w->editions_used); /* of one that was refused before */
    struct diags *diags = arena_new(&w->editions_arena, struct diags);
    if (w->edition_count == WORKSPACE_EDITIONS_MAX || text.n > STANDARD_BYTES_MAX) {
        r->answer.status = ANSWER_LIMIT;
        return NULL;
    }
    diags_init(diags, &w->editions_arena);
    diags->file = S("standard");
    r->answer.diags = diags;
    struct edition *edition =
        edition_make(&w->editions_arena, w->platform, text, w->edition_count + 1, diags, &e);
    if (!edition && e.code)
        diag_add(diags, DIAG_ERROR, "zone", (struct place){0}, "%s", e.text);
    if (!edition) {
        r->answer.status = ANSWER_INVALID;
        return NULL;
    }
    bool old, ok = edition_link(edition, workspace_published(w), &w->editions_arena, diags, &old);
    if (ok && all) {
        if (w->migration.id) { /* one at a time */
            r->answer.status = ANSWER_CONFLICT;
            return NULL;
        }
        ok = migration_possible(w, edition, diags);
    }
    if (!ok)
        r->answer.status = old ? ANSWER_CONFLICT : ANSWER_INVALID;
    return ok ? edition : NULL;
}

void execute_publish(struct workspace *w, struct request *r)
{
    bool all = r->intent.act.value == 1;
    struct edition *edition = publish_prepare(w, r, r->intent.text, all);
    if (edition)
        publish_edition(w, r, edition, r->intent.text, all);
}

const struct rules *rules_in_force(const struct workspace *w, i64 edition)
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
    const struct rules *rules = rules_in_force(w, c->act.value);
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
