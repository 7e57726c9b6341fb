#include "workspace/proposal.h"

#include "format/json_tree.h"

static const char *const ways[] = {"new", "all", "trial"};
static const char *const verdicts[] = {"keep", "revert", "extend"};
static const char *const states[] = {"open", "withdrawn", "published", "trial", "kept", "reverted"};

static bool find_word(str s, const char *const *words, i32 n, i32 *out)
{
    for (*out = 0; *out < n; ++*out)
        if (str_eq(s, str_c(words[*out])))
            return true;
    return false;
}

const char *proposal_way_id(enum proposal_way way)
{
    return ways[way];
}

bool proposal_way_parse(str s, enum proposal_way *out)
{
    i32 i;
    bool ok = find_word(s, ways, PROPOSAL_WAYS, &i);
    *out = (enum proposal_way)(ok ? i : 0);
    return ok;
}

const char *verdict_word_id(enum verdict_word word)
{
    return verdicts[word];
}

bool verdict_word_parse(str s, enum verdict_word *out)
{
    i32 i;
    bool ok = find_word(s, verdicts, VERDICT_WORDS, &i);
    *out = (enum verdict_word)(ok ? i : 0);
    return ok;
}

const char *proposal_state_id(enum proposal_state s)
{
    return states[s];
}

/* --- the fold ----------------------------------------------------------------------------------
 */

/* Of what it says and of its draft: an approval of another hash is not current any more. */
static void edited(struct proposal *p, i64 at_ms)
{
    struct sha256 h;
    sha256_init(&h);
    sha256_put(&h, p->said);
    sha256_put(&h, S("\n"));
    sha256_put(&h, p->draft);
    sha256_end(&h, p->hash);
    p->edited_ms = at_ms;
    for (i64 i = 0; i < p->approvals.n; i++)
        p->approvals.v[i].current = str_eq(p->approvals.v[i].hash, str_c(p->hash));
}

static const struct json_value *object_of(struct arena *a, str text)
{
    struct diags d;
    diags_init(&d, a);
    return json_parse(a, text, &d);
}

static void approve(struct proposal *p, struct arena *a, const struct event_row *e)
{
    const struct json_value *said = object_of(a, e->text);
    struct proposal_approval *one = NULL;
    str department = json_member_text(said, "department");
    for (i64 i = 0; i < p->approvals.n; i++)
        if (str_eq(p->approvals.v[i].department, department))
            one = &p->approvals.v[i];
    if (!one)
        one = vec_push(a, &p->approvals);
    *one = (struct proposal_approval){.department = department,
                                      .hash = json_member_text(said, "hash"),
                                      .why = json_member_text(said, "why"),
                                      .person = e->event.actor,
                                      .at_ms = e->event.occurred_ms,
                                      .approves = e->event.subject == 1};
    one->current = str_eq(one->hash, str_c(p->hash));
}

static void publish(struct proposal *p, struct arena *a, const struct event_row *e)
{
    const struct json_value *said = e->text.n ? object_of(a, e->text) : NULL;
    p->way = (enum proposal_way)e->event.subject;
    p->edition = proposal_edition(e->event.value);
    p->published_ms = e->event.occurred_ms;
    p->published_by = e->event.actor;
    p->state = p->way == WAY_TRIAL ? PROPOSAL_TRIAL : PROPOSAL_PUBLISHED;
    p->planned = said ? json_member_whole(said, "planned", 0) : 0;
    p->seed = said ? (u64)json_member_whole(said, "seed", 0) : 0;
    p->unit = TRIAL_DEALS;
    if (said && !trial_unit_parse(json_member_text(said, "unit"), &p->unit))
        p->unit = TRIAL_DEALS;
}

static void decide(struct proposal *p, struct arena *a, const struct event_row *e)
{
    enum verdict_word word = (enum verdict_word)e->event.subject;
    *vec_push(a, &p->verdicts) =
        (struct proposal_verdict){word, e->text, e->event.actor, e->event.occurred_ms};
    if (word != VERDICT_EXTEND)
        p->state = word == VERDICT_KEEP ? PROPOSAL_KEPT : PROPOSAL_REVERTED;
}

void proposal_apply(struct proposal *p, struct arena *a, const struct event_row *e)
{
    p->last = e->sequence;
    switch ((i32)e->event.kind) {
    case KIND_PROPOSAL_SAID:
        if (!p->number) {
            p->number = e->event.value;
            p->person = e->event.actor;
            p->made_ms = e->event.occurred_ms;
        }
        p->said = e->text;
        edited(p, e->event.occurred_ms);
        break;
    case KIND_PROPOSAL_DRAFT:
        p->draft = e->text;
        edited(p, e->event.occurred_ms);
        break;
    case KIND_PROPOSAL_COMMENT:
        *vec_push(a, &p->comments) =
            (struct proposal_note){e->text, e->event.actor, e->event.occurred_ms, e->sequence};
        break;
    case KIND_PROPOSAL_APPROVED: approve(p, a, e); break;
    case KIND_PROPOSAL_WITHDRAWN:
        p->state = PROPOSAL_WITHDRAWN;
        p->withdrawn = e->text;
        break;
    case KIND_PROPOSAL_PUBLISHED: publish(p, a, e); break;
    case KIND_VERDICT: decide(p, a, e); break;
    default: break;
    }
}

i64 proposal_missing(const struct proposal *p, const struct standard *draft, str *out, i64 most)
{
    i64 n = 0;
    for (i64 i = 0; i < draft->review.departments.n && n < most; i++) {
        bool there = false;
        for (i64 k = 0; k < p->approvals.n; k++)
            there |= p->approvals.v[k].current && p->approvals.v[k].approves &&
                     str_eq(p->approvals.v[k].department, draft->review.departments.v[i].id);
        if (!there)
            out[n++] = draft->review.departments.v[i].id;
    }
    return n;
}
