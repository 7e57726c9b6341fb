#include "standard/diff.h"

struct differ {
    struct diff *d;
    struct arena *a;
};

static void add(struct differ *f, struct diff_row row)
{
    *vec_push(f->a, &f->d->rows) = row;
    f->d->stricter += row.weight == DIFF_STRICTER;
    f->d->lighter += row.weight == DIFF_LIGHTER;
}

static enum diff_weight more(bool stricter)
{
    return stricter ? DIFF_STRICTER : DIFF_LIGHTER;
}

/* Less time, or a time where there was none, asks for more. */
static enum diff_weight shorter(const struct span *before, const struct span *now)
{
    if (before->known != now->known)
        return more(now->known);
    return before->working == now->working ? more(now->ms < before->ms) : DIFF_OTHER;
}

static bool span_eq(const struct span *x, const struct span *y)
{
    return x->known == y->known &&
           (!x->known || (x->ms == y->ms && x->days == y->days && x->working == y->working));
}

/* Index of the element with that id; vectors of parts begin with their id. */
#define FIND(vec, wanted)                                                                          \
    ({                                                                                             \
        i32 at_ = -1;                                                                              \
        for (i32 i_ = 0; i_ < (vec).n && at_ < 0; i_++)                                            \
            if (str_eq((vec).v[i_].id, (wanted)))                                                  \
                at_ = i_;                                                                          \
        at_;                                                                                       \
    })

static bool has_ref(const refs *list, str id)
{
    for (i64 i = 0; i < list->n; i++)
        if (str_eq(list->v[i].id, id))
            return true;
    return false;
}

static bool words_eq(const struct words *x, const struct words *y)
{
    if (x->list.n != y->list.n)
        return false;
    for (i64 i = 0; i < x->list.n; i++)
        if (!str_eq(x->list.v[i].lang, y->list.v[i].lang) ||
            !str_eq(x->list.v[i].text, y->list.v[i].text))
            return false;
    return true;
}

/* --- what became of what --------------------------------------------------------------------- */

/* The last row of its mapping has no condition: that is where most go. */
static i32 mapped(const struct change_map *rows, i64 n, str id)
{
    i32 to = -1;
    for (i64 i = 0; i < n; i++)
        if (str_eq(rows[i].from, id))
            to = rows[i].index;
    return to;
}

/* Whether `now` says that it follows `before`: else its mapping is about something else. */
static bool follows(const struct diff *d)
{
    const struct changes *c = &d->now->changes;
    return c->known && (!d->before->version || c->from_version == d->before->version);
}

static void match(struct diff *d, struct arena *a)
{
    const struct standard *b = d->before, *n = d->now;
    d->stage_now = arena_array(a, i32, b->stages.n);
    d->milestone_now = arena_array(a, i32, b->milestones.n);
    for (i64 i = 0; i < b->stages.n; i++) {
        i32 same = FIND(n->stages, b->stages.v[i].id);
        d->stage_now[i] = same >= 0 ? same
                          : follows(d)
                              ? mapped(n->changes.stages.v, n->changes.stages.n, b->stages.v[i].id)
                              : -1;
    }
    for (i64 i = 0; i < b->milestones.n; i++) {
        i32 same = FIND(n->milestones, b->milestones.v[i].id);
        d->milestone_now[i] = same >= 0    ? same
                              : follows(d) ? mapped(n->changes.milestones.v,
                                                    n->changes.milestones.n, b->milestones.v[i].id)
                                           : -1;
    }
}

static bool is_target(const i32 *of, i64 n, i64 index)
{
    for (i64 i = 0; i < n; i++)
        if (of[i] == index)
            return true;
    return false;
}

/* --- the whole -------------------------------------------------------------------------------- */

static void diff_head(struct differ *f)
{
    const struct standard *b = f->d->before, *n = f->d->now;
    if (b->discipline != n->discipline)
        add(f, (struct diff_row){DIFF_DISCIPLINE, more(n->discipline > b->discipline),
                                 (i32)b->discipline, (i32)n->discipline, -1, -1});
    if (b->moves.forward != n->moves.forward)
        add(f, (struct diff_row){DIFF_FORWARD, more(b->moves.forward == MOVE_ANY),
                                 (i32)b->moves.forward, (i32)n->moves.forward, -1, -1});
    if (b->moves.backward != n->moves.backward)
        add(f, (struct diff_row){DIFF_BACKWARD, more(b->moves.backward), b->moves.backward,
                                 n->moves.backward, -1, -1});
    if (b->waivers.grantor != n->waivers.grantor)
        add(f, (struct diff_row){DIFF_WAIVERS, more(n->waivers.grantor > b->waivers.grantor),
                                 (i32)b->waivers.grantor, (i32)n->waivers.grantor, -1, -1});
    if (!span_eq(&b->waivers.valid, &n->waivers.valid))
        add(f, (struct diff_row){DIFF_WAIVER_SPAN, shorter(&b->waivers.valid, &n->waivers.valid), 0,
                                 0, -1, -1});
    if (b->training.known != n->training.known)
        add(f, (struct diff_row){DIFF_TRAINING, more(n->training.known), b->training.known,
                                 n->training.known, -1, -1});
    if (!span_eq(&b->review.every, &n->review.every))
        add(f, (struct diff_row){DIFF_REVIEW_SPAN, DIFF_OTHER, 0, 0, -1, -1});
    for (i64 i = 0; i < n->review.departments.n; i++)
        if (!has_ref(&b->review.departments, n->review.departments.v[i].id))
            add(f, (struct diff_row){DIFF_APPROVER, DIFF_OTHER, -1, -1,
                                     n->review.departments.v[i].index, -1});
    for (i64 i = 0; i < b->review.departments.n; i++)
        if (!has_ref(&n->review.departments, b->review.departments.v[i].id))
            add(f, (struct diff_row){DIFF_APPROVER_NO_MORE, DIFF_OTHER, -1, -1,
                                     b->review.departments.v[i].index, -1});
}

/* --- stages ----------------------------------------------------------------------------------- */

static void diff_stage_rows(struct differ *f, const struct stage *b, i32 i)
{
    const struct changes *c = &f->d->now->changes;
    i32 branches = 0;
    for (i64 k = 0; k < c->stages.n; k++)
        branches += str_eq(c->stages.v[k].from, b->id);
    if (branches < 2) {
        if (!words_eq(&b->title, &f->d->now->stages.v[f->d->stage_now[i]].title))
            add(f, (struct diff_row){DIFF_STAGE_BECOMES, DIFF_OTHER, i, f->d->stage_now[i], -1,
                                     f->d->stage_now[i]});
        return;
    }
    for (i32 k = 0; k < c->stages.n; k++)
        if (str_eq(c->stages.v[k].from, b->id))
            add(f, (struct diff_row){DIFF_STAGE_SPLIT, DIFF_OTHER, i, c->stages.v[k].index, k,
                                     c->stages.v[k].index});
}

static void diff_stage(struct differ *f, i32 i, i32 k)
{
    const struct stage *b = &f->d->before->stages.v[i], *n = &f->d->now->stages.v[k];
    bool renamed = !str_eq(b->id, n->id);
    if (renamed)
        diff_stage_rows(f, b, i);
    else if (!words_eq(&b->title, &n->title))
        add(f, (struct diff_row){DIFF_STAGE_TITLE, DIFF_OTHER, i, k, -1, k});
    if (!str_eq(b->department.id, n->department.id))
        add(f, (struct diff_row){DIFF_STAGE_DEPARTMENT, DIFF_OTHER, i, k, -1, k});
    if (!span_eq(&b->expected, &n->expected))
        add(f, (struct diff_row){DIFF_STAGE_EXPECTED, DIFF_OTHER, i, k, -1, k});
    if (!span_eq(&b->limit, &n->limit))
        add(f, (struct diff_row){DIFF_STAGE_LIMIT, shorter(&b->limit, &n->limit), i, k, -1, k});
    if (b->commit != n->commit)
        add(f, (struct diff_row){DIFF_STAGE_SIGNATURE, DIFF_OTHER, i, k, -1, k});
}

static void diff_stages(struct differ *f)
{
    const struct standard *b = f->d->before, *n = f->d->now;
    for (i32 k = 0; k < n->stages.n; k++)
        if (!is_target(f->d->stage_now, b->stages.n, k) &&
            mapped(n->changes.stages.v, n->changes.stages.n, n->stages.v[k].id) < 0)
            add(f, (struct diff_row){DIFF_STAGE_NEW, DIFF_STRICTER, -1, k, -1, k});
    for (i32 i = 0; i < b->stages.n; i++) {
        if (f->d->stage_now[i] < 0)
            add(f, (struct diff_row){DIFF_STAGE_GONE, DIFF_LIGHTER, i, -1, -1, -1});
        else
            diff_stage(f, i, f->d->stage_now[i]);
    }
}

/* --- milestones ------------------------------------------------------------------------------- */

static enum diff_weight weight_of_grade(enum grade g, bool added)
{
    return g == GRADE_HELPFUL ? DIFF_OTHER : more(added);
}

static void diff_refs(struct differ *f, struct diff_row like, const refs *before, const refs *now,
                      enum diff_code less)
{
    for (i64 i = 0; i < now->n; i++)
        if (!has_ref(before, now->v[i].id)) {
            like.weight = DIFF_STRICTER;
            like.other = now->v[i].index;
            add(f, like);
        }
    like.code = less;
    for (i64 i = 0; i < before->n; i++)
        if (!has_ref(now, before->v[i].id)) {
            like.weight = DIFF_LIGHTER;
            like.other = before->v[i].index;
            add(f, like);
        }
}

/* Fewer kinds of evidence accepted ask for more; 0 accepts all. */
static enum diff_weight evidence_weight(u32 before, u32 now)
{
    u32 all = UINT32_MAX, b = before ? before : all, n = now ? now : all;
    return (n & ~b) == 0 ? DIFF_STRICTER : (b & ~n) == 0 ? DIFF_LIGHTER : DIFF_OTHER;
}

static void diff_asked(struct differ *f, struct diff_row like, const struct milestone *b,
                       const struct milestone *n)
{
    if (!str_eq(b->when, n->when)) {
        like.code = DIFF_MILESTONE_WHEN;
        like.weight = b->when.n && n->when.n ? DIFF_OTHER : more(!n->when.n);
        add(f, like);
    }
    if (!span_eq(&b->lapse, &n->lapse)) {
        like.code = DIFF_MILESTONE_LAPSE;
        like.weight = shorter(&b->lapse, &n->lapse);
        add(f, like);
    }
    like.code = DIFF_MILESTONE_NEEDS;
    diff_refs(f, like, &b->needs, &n->needs, DIFF_MILESTONE_NEEDS_NO_MORE);
    like.code = DIFF_MILESTONE_AFTER;
    diff_refs(f, like, &b->after, &n->after, DIFF_MILESTONE_AFTER_NO_MORE);
}

static void diff_milestone(struct differ *f, i32 i, i32 k)
{
    const struct milestone *b = &f->d->before->milestones.v[i], *n = &f->d->now->milestones.v[k];
    i32 was = f->d->stage_now[b->stage];
    struct diff_row like = {DIFF_MILESTONE_BECOMES, DIFF_OTHER, i, k, -1, n->stage};
    bool said_otherwise = !words_eq(&b->title, &n->title); /* an id alone nobody notices */
    if (!str_eq(b->id, n->id) && said_otherwise)
        add(f, like);
    like.code = DIFF_MILESTONE_TITLE;
    if (str_eq(b->id, n->id) && said_otherwise)
        add(f, like);
    if (was != n->stage) {
        like.code = DIFF_MILESTONE_STAGE;
        like.weight = was < 0 ? DIFF_OTHER : more(n->stage < was);
        add(f, like);
    }
    if (b->grade != n->grade) {
        like.code = DIFF_MILESTONE_GRADE;
        like.weight = more(n->grade < b->grade);
        add(f, like);
    }
    if (b->confirmer != n->confirmer) {
        like.code = DIFF_MILESTONE_CONFIRMER;
        like.weight = more(n->confirmer > b->confirmer);
        add(f, like);
    }
    if (b->evidence != n->evidence) {
        like.code = DIFF_MILESTONE_EVIDENCE;
        like.weight = evidence_weight(b->evidence, n->evidence);
        add(f, like);
    }
    diff_asked(f, like, b, n);
}

static void diff_milestones(struct differ *f)
{
    const struct standard *b = f->d->before, *n = f->d->now;
    for (i32 k = 0; k < n->milestones.n; k++)
        if (!is_target(f->d->milestone_now, b->milestones.n, k))
            add(f, (struct diff_row){DIFF_MILESTONE_NEW,
                                     weight_of_grade(n->milestones.v[k].grade, true), -1, k, -1,
                                     n->milestones.v[k].stage});
    for (i32 i = 0; i < b->milestones.n; i++) {
        const struct milestone *m = &b->milestones.v[i];
        if (f->d->milestone_now[i] < 0)
            add(f, (struct diff_row){DIFF_MILESTONE_GONE, weight_of_grade(m->grade, false), i, -1,
                                     -1, f->d->stage_now[m->stage]});
        else
            diff_milestone(f, i, f->d->milestone_now[i]);
    }
}

/* --- parts that have only an id ----------------------------------------------------------------
 */

static void diff_handoff(struct differ *f, i32 i, i32 k)
{
    const struct handoff *b = &f->d->before->handoffs.v[i], *n = &f->d->now->handoffs.v[k];
    struct diff_row like = {DIFF_HANDOFF_PACKET, DIFF_OTHER, i, k, -1, -1};
    diff_refs(f, like, &b->packet, &n->packet, DIFF_HANDOFF_PACKET_NO_MORE);
    if (!span_eq(&b->accept_within, &n->accept_within))
        add(f, (struct diff_row){DIFF_HANDOFF_ACCEPT, shorter(&b->accept_within, &n->accept_within),
                                 i, k, -1, -1});
    if (!span_eq(&b->touch_within, &n->touch_within))
        add(f, (struct diff_row){DIFF_HANDOFF_TOUCH, shorter(&b->touch_within, &n->touch_within), i,
                                 k, -1, -1});
}

static void diff_outcome(struct differ *f, i32 i, i32 k)
{
    const struct outcome_rule *b = &f->d->before->outcomes.v[i], *n = &f->d->now->outcomes.v[k];
    if (b->reason_required != n->reason_required)
        add(f, (struct diff_row){DIFF_OUTCOME_REASON, more(n->reason_required), i, k, -1, -1});
    if (b->competitor_asked != n->competitor_asked)
        add(f, (struct diff_row){DIFF_OUTCOME_COMPETITOR, more(n->competitor_asked), i, k, -1, -1});
}

static void diff_field(struct differ *f, i32 i, i32 k)
{
    if (f->d->before->fields.v[i].type != f->d->now->fields.v[k].type)
        add(f, (struct diff_row){DIFF_FIELD_TYPE, DIFF_OTHER, i, k, -1, -1});
}

static void diff_play(struct differ *f, i32 i, i32 k)
{
    const struct play *b = &f->d->before->plays.v[i], *n = &f->d->now->plays.v[k];
    if (!words_eq(&b->title, &n->title) || !words_eq(&b->guidance, &n->guidance))
        add(f, (struct diff_row){DIFF_PLAY_WORDS, DIFF_OTHER, i, k, -1, -1});
}

static void diff_indicator(struct differ *f, i32 i, i32 k)
{
    const struct indicator *b = &f->d->before->indicators.v[i], *n = &f->d->now->indicators.v[k];
    const struct target *x = &b->target, *y = &n->target;
    bool same = x->known == y->known && x->unit == y->unit && x->at_most == y->at_most &&
                !(x->value < y->value) && !(x->value > y->value);
    if (!same || !str_eq(b->formula, n->formula) || b->horizon_days != n->horizon_days)
        add(f, (struct diff_row){DIFF_INDICATOR_TARGET, DIFF_OTHER, i, k, -1, -1});
}

static void diff_department(struct differ *f, i32 i, i32 k)
{
    (void)f, (void)i, (void)k; /* its title is no difference that anybody would notice */
}

#define DIFF_PARTS(f, vec, added, gone, compare, weight_new, weight_gone)                          \
    do {                                                                                           \
        const struct standard *b_ = (f)->d->before, *n_ = (f)->d->now;                             \
        for (i32 k = 0; k < n_->vec.n; k++)                                                        \
            if (FIND(b_->vec, n_->vec.v[k].id) < 0)                                                \
                add(f, (struct diff_row){added, weight_new, -1, k, -1, -1});                       \
        for (i32 i = 0; i < b_->vec.n; i++) {                                                      \
            i32 k = FIND(n_->vec, b_->vec.v[i].id);                                                \
            if (k < 0)                                                                             \
                add(f, (struct diff_row){gone, weight_gone, i, -1, -1, -1});                       \
            else                                                                                   \
                compare(f, i, k);                                                                  \
        }                                                                                          \
    } while (0)

static void diff_parts(struct differ *f)
{
    DIFF_PARTS(f, departments, DIFF_DEPARTMENT_NEW, DIFF_DEPARTMENT_GONE, diff_department,
               DIFF_OTHER, DIFF_OTHER);
    DIFF_PARTS(f, handoffs, DIFF_HANDOFF_NEW, DIFF_HANDOFF_GONE, diff_handoff, DIFF_STRICTER,
               DIFF_LIGHTER);
    DIFF_PARTS(f, fields, DIFF_FIELD_NEW, DIFF_FIELD_GONE, diff_field, DIFF_OTHER, DIFF_OTHER);
    DIFF_PARTS(f, outcomes, DIFF_OUTCOME_NEW, DIFF_OUTCOME_GONE, diff_outcome, DIFF_OTHER,
               DIFF_OTHER);
    DIFF_PARTS(f, plays, DIFF_PLAY_NEW, DIFF_PLAY_GONE, diff_play, DIFF_OTHER, DIFF_OTHER);
    DIFF_PARTS(f, indicators, DIFF_INDICATOR_NEW, DIFF_INDICATOR_GONE, diff_indicator, DIFF_OTHER,
               DIFF_OTHER);
}

void standard_diff(struct diff *d, struct arena *a, const struct standard *before,
                   const struct standard *now)
{
    *d = (struct diff){.before = before, .now = now};
    struct differ f = {d, a};
    match(d, a);
    diff_head(&f);
    diff_stages(&f);
    diff_milestones(&f);
    diff_parts(&f);
    /* by insertion: stable, and the rows are few */
    for (i64 i = 1; i < d->rows.n; i++)
        for (i64 k = i; k > 0 && d->rows.v[k - 1].code > d->rows.v[k].code; k--) {
            struct diff_row swap = d->rows.v[k];
            d->rows.v[k] = d->rows.v[k - 1];
            d->rows.v[k - 1] = swap;
        }
}

const char *diff_code_id(enum diff_code code)
{
    static const char *const ids[] = {
        [DIFF_DISCIPLINE] = "discipline",
        [DIFF_FORWARD] = "moves-forward",
        [DIFF_BACKWARD] = "moves-backward",
        [DIFF_WAIVERS] = "waiver-grantor",
        [DIFF_WAIVER_SPAN] = "waiver-length",
        [DIFF_TRAINING] = "training",
        [DIFF_REVIEW_SPAN] = "review-cadence",
        [DIFF_APPROVER] = "approver-new",
        [DIFF_APPROVER_NO_MORE] = "approver-gone",
        [DIFF_DEPARTMENT_NEW] = "department-new",
        [DIFF_DEPARTMENT_GONE] = "department-gone",
        [DIFF_STAGE_NEW] = "stage-new",
        [DIFF_STAGE_GONE] = "stage-gone",
        [DIFF_STAGE_BECOMES] = "stage-becomes",
        [DIFF_STAGE_SPLIT] = "stage-split",
        [DIFF_STAGE_TITLE] = "stage-title",
        [DIFF_STAGE_DEPARTMENT] = "stage-department",
        [DIFF_STAGE_EXPECTED] = "stage-expected",
        [DIFF_STAGE_LIMIT] = "stage-limit",
        [DIFF_STAGE_SIGNATURE] = "stage-signature",
        [DIFF_MILESTONE_NEW] = "milestone-new",
        [DIFF_MILESTONE_GONE] = "milestone-gone",
        [DIFF_MILESTONE_BECOMES] = "milestone-becomes",
        [DIFF_MILESTONE_TITLE] = "milestone-title",
        [DIFF_MILESTONE_STAGE] = "milestone-stage",
        [DIFF_MILESTONE_GRADE] = "milestone-grade",
        [DIFF_MILESTONE_CONFIRMER] = "milestone-confirmer",
        [DIFF_MILESTONE_EVIDENCE] = "milestone-evidence",
        [DIFF_MILESTONE_NEEDS] = "milestone-needs",
        [DIFF_MILESTONE_NEEDS_NO_MORE] = "milestone-needs-no-more",
        [DIFF_MILESTONE_AFTER] = "milestone-after",
        [DIFF_MILESTONE_AFTER_NO_MORE] = "milestone-after-no-more",
        [DIFF_MILESTONE_WHEN] = "milestone-condition",
        [DIFF_MILESTONE_LAPSE] = "milestone-lapse",
        [DIFF_HANDOFF_NEW] = "handoff-new",
        [DIFF_HANDOFF_GONE] = "handoff-gone",
        [DIFF_HANDOFF_PACKET] = "handoff-packet",
        [DIFF_HANDOFF_PACKET_NO_MORE] = "handoff-packet-no-more",
        [DIFF_HANDOFF_ACCEPT] = "handoff-accept",
        [DIFF_HANDOFF_TOUCH] = "handoff-touch",
        [DIFF_FIELD_NEW] = "field-new",
        [DIFF_FIELD_GONE] = "field-gone",
        [DIFF_FIELD_TYPE] = "field-type",
        [DIFF_OUTCOME_NEW] = "outcome-new",
        [DIFF_OUTCOME_GONE] = "outcome-gone",
        [DIFF_OUTCOME_REASON] = "outcome-reason",
        [DIFF_OUTCOME_COMPETITOR] = "outcome-competitor",
        [DIFF_PLAY_NEW] = "play-new",
        [DIFF_PLAY_GONE] = "play-gone",
        [DIFF_PLAY_WORDS] = "play-words",
        [DIFF_INDICATOR_NEW] = "indicator-new",
        [DIFF_INDICATOR_GONE] = "indicator-gone",
        [DIFF_INDICATOR_TARGET] = "indicator-target",
    };
    return ids[code];
}

const char *diff_weight_id(enum diff_weight weight)
{
    static const char *const ids[] = {"other", "stricter", "lighter"};
    return ids[weight];
}
