#include "report/evidence_at_gate.h"

#include "report/json_part.h"
#include "report/learned_say.h"

static bool names(const struct words *title, str id, str word)
{
    bool same = str_eq_fold(id, word);
    for (i64 i = 0; i < title->list.n; i++)
        same = same || str_eq_fold(title->list.v[i].text, word);
    return same;
}

/* The result about a milestone in one family, when it was tested; -1. */
static i64 tested_in(const struct practice_family *f, const struct history *h,
                     const struct milestone *m)
{
    for (i64 i = 0; i < f->tested; i++) {
        const struct practice_result *r = &f->list[i];
        bool about = r->practice.kind == PRACTICE_MILESTONE && r->standing == PRACTICE_TESTED;
        if (about && names(&m->title, m->id, h->activity_word[r->practice.activity]))
            return i;
    }
    return -1;
}

/* How near a landmark is to the gate of a stage: the act of leaving it, else a day. */
static i64 nearness(struct landmark at, const struct history *h, const struct standard *s,
                    i32 stage)
{
    if (!at.is_stage)
        return at.days;
    bool next =
        stage + 1 < s->stages.n &&
        names(&s->stages.v[stage + 1].title, s->stages.v[stage + 1].id, h->activity_word[at.stage]);
    return next ? INT64_MAX : -1; /* the gates of other stages say something else */
}

i64 gate_evidence_find(struct gate_evidence *list, const struct learned *l, const struct history *h,
                       const struct standard *s)
{
    i64 n = 0;
    for (i32 m = 0; m < s->milestones.n; m++) {
        struct gate_evidence best = {m, -1, -1};
        i64 nearest = -1;
        for (i64 k = 0; k < l->practices.n; k++) {
            const struct practice_family *f = &l->practices.family[k];
            i64 near = nearness(f->deals.at, h, s, s->milestones.v[m].stage);
            i64 result = near > nearest ? tested_in(f, h, &s->milestones.v[m]) : -1;
            if (result < 0)
                continue;
            nearest = near;
            best.family = k;
            best.result = result;
        }
        if (best.family >= 0)
            list[n++] = best;
    }
    return n;
}

static void put_side(struct json_writer *w, const char *key, i64 won, i64 of)
{
    json_open(w, key);
    json_put_i64(w, "won", won);
    json_put_i64(w, "of", of);
    json_close(w);
}

/* "with it 41 of 90 … ; it goes with winning 12 points more often (…); grade C" */
static str text_of(const struct phrases *p, const struct practice_family *f,
                   const struct practice_result *r)
{
    char letter[2] = {evidence_letter(f->grade), 0};
    str counts = learned_counts(p, f, r), grade = learn_say(p, LEARN_GRADE, str_c(letter));
    str said = r->found ? learned_effect(p, f, r) : learn_say(p, LEARN_NO_DIFFERENCE);
    return phrase(p, TEXT_LIST_SEMICOLON, phrase(p, TEXT_LIST_SEMICOLON, counts, said), grade);
}

void gate_evidence_put(struct json_writer *w, const struct learned *l,
                       const struct gate_evidence *g)
{
    const struct practice_family *f = &l->practices.family[g->family];
    const struct practice_result *r = &f->list[g->result];
    char letter[2] = {evidence_letter(f->grade), 0};
    json_object(&w->j);
    json_put_str(w, "milestone", w->report->standard->milestones.v[g->milestone].id);
    json_put_str(w, "practice", practice_id(w->p.a, w->report->history, r->practice));
    json_put_str(w, "landmark", landmark_id(w->p.a, w->report->history, f->deals.at));
    json_put_str(w, "at", learned_landmark(&w->p, f->deals.at));
    json_put_bool(w, "found", r->found);
    json_put_str(w, "grade", str_c(letter));
    json_put_str(w, "verb", learn_say(&w->p, LEARN_VERB + f->grade));
    put_side(w, "with", r->won_did, r->told_did);
    put_side(w, "without", r->won_not, r->told_not);
    json_open(w, "difference");
    json_put_f64(w, "value", r->difference.value);
    json_put_f64(w, "low", r->difference.ci.low);
    json_put_f64(w, "high", r->difference.ci.high);
    json_close(w);
    json_put_str(w, "text", text_of(&w->p, f, r));
    json_close(w);
}

void gate_evidence_json(struct buf *out, struct arena *a, const struct learned *l,
                        const struct report *report)
{
    struct json_writer w = {.p = {a, report}, .report = report};
    const struct standard *s = report->standard;
    json_init(&w.j, out, 0);
    json_object(&w.j);
    json_put_str(&w, "process", s ? s->process : (str){0});
    json_open_array(&w, "milestones");
    if (s) {
        struct gate_evidence *list = arena_array(a, struct gate_evidence, s->milestones.n);
        i64 n = gate_evidence_find(list, l, report->history, s);
        for (i64 i = 0; i < n; i++)
            gate_evidence_put(&w, l, &list[i]);
    }
    json_close(&w);
    json_close(&w);
}
