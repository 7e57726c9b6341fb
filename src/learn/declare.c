#include "learn/declare.h"

struct view {
    const struct declare_rule *rule;
    const u16 *sequence;
    const i64 *at_ms;
    i64 n;
    bool closed;
    i64 now_ms;
};

static i64 count_of(const struct view *v, u16 activity)
{
    i64 n = 0;
    for (i64 i = 0; i < v->n; i++)
        n += v->sequence[i] == activity;
    return n;
}

/* Is there `activity` in [from, to)? */
static bool occurs(const struct view *v, u16 activity, i64 from, i64 to)
{
    for (i64 i = from; i < to; i++)
        if (v->sequence[i] == activity)
            return true;
    return false;
}

static struct declare_result answer(const struct view *v, i64 activations, i64 fulfilled,
                                    i64 violated)
{
    bool pending = activations > fulfilled + violated;
    enum declare_verdict verdict = violated    ? DECLARE_VIOLATED
                                   : pending   ? DECLARE_PENDING
                                   : v->closed ? DECLARE_SATISFIED
                                               : DECLARE_OK_SO_FAR;
    return (struct declare_result){verdict, activations, fulfilled, violated};
}

static struct declare_result check_count(const struct view *v)
{
    i64 n = v->rule->n > 0 ? v->rule->n : 1, k = count_of(v, v->rule->a);
    switch (v->rule->template) {
    case DECLARE_EXISTENCE:
        if (k >= n)
            return (struct declare_result){DECLARE_SATISFIED, 1, 1, 0};
        return answer(v, 1, 0, v->closed);
    case DECLARE_ABSENCE: return answer(v, k, 0, k);
    case DECLARE_AT_MOST: return answer(v, k, i64_min(k, n), i64_max(0, k - n));
    default: /* DECLARE_EXACTLY */
        if (k == n)
            return answer(v, 1, 1, 0);
        return answer(v, 1, 0, k > n || v->closed);
    }
}

static struct declare_result check_init(const struct view *v)
{
    if (!v->n)
        return answer(v, 1, 0, v->closed);
    bool right = v->sequence[0] == v->rule->a;
    return (struct declare_result){right ? DECLARE_SATISFIED : DECLARE_VIOLATED, 1, right, !right};
}

/* Each b looks back for an a: anywhere, since the b before, or right before. */
static struct declare_result check_precedence(const struct view *v, bool alternate, bool chain)
{
    u16 a = v->rule->a, b = v->rule->b;
    i64 activations = 0, violated = 0, from = 0;
    for (i64 i = 0; i < v->n; i++) {
        if (v->sequence[i] != b)
            continue;
        activations++;
        i64 low = chain ? i64_max(0, i - 1) : alternate ? from : 0;
        violated += !occurs(v, a, low, i);
        from = i + (alternate && a != b);
    }
    struct declare_result r = answer(v, activations, activations - violated, violated);
    bool for_good = !alternate && !chain && !violated && occurs(v, a, 0, v->n);
    if (for_good)
        r.verdict = DECLARE_SATISFIED; /* an a stays before every b to come */
    return r;
}

static bool in_time(const struct view *v, i64 i, i64 j)
{
    return v->rule->within_ms <= 0 || v->at_ms[j] - v->at_ms[i] <= v->rule->within_ms;
}

/* The end of where the answer to the a at `i` may stand. */
static i64 response_end(const struct view *v, i64 i, bool alternate, bool chain)
{
    if (chain)
        return i64_min(i + 2, v->n);
    for (i64 j = i + 1; alternate && j < v->n; j++)
        if (v->sequence[j] == v->rule->a)
            return j;
    return v->n;
}

static struct declare_result check_response(const struct view *v, bool alternate, bool chain)
{
    i64 activations = 0, fulfilled = 0, violated = 0, within = v->rule->within_ms;
    for (i64 i = 0; i < v->n; i++) {
        if (v->sequence[i] != v->rule->a)
            continue;
        activations++;
        i64 end = response_end(v, i, alternate, chain);
        bool found = false;
        for (i64 j = i + 1; j < end && !found; j++)
            found = v->sequence[j] == v->rule->b && in_time(v, i, j);
        bool over = v->closed || end < v->n || (chain && i + 1 < v->n) ||
                    (within > 0 && v->now_ms - v->at_ms[i] > within);
        fulfilled += found;
        violated += !found && over;
    }
    return answer(v, activations, fulfilled, violated);
}

static struct declare_result check_both(const struct view *v, bool alternate, bool chain)
{
    struct declare_result p = check_precedence(v, alternate, chain);
    struct declare_result r = check_response(v, alternate, chain);
    return answer(v, p.activations + r.activations, p.fulfilled + r.fulfilled,
                  p.violated + r.violated);
}

static struct declare_result check_presence(const struct view *v)
{
    i64 a = count_of(v, v->rule->a), b = count_of(v, v->rule->b);
    switch (v->rule->template) {
    case DECLARE_RESPONDED: {
        struct declare_result r = answer(v, a, b ? a : 0, !b && v->closed ? a : 0);
        if (b)
            r.verdict = DECLARE_SATISFIED;
        return r;
    }
    case DECLARE_COEXISTENCE: {
        bool any = a || b, both = a && b;
        return answer(v, any, both, any && !both && v->closed);
    }
    default: /* DECLARE_NOT_COEXISTENCE */ return answer(v, a || b, (a || b) && !(a && b), a && b);
    }
}

static struct declare_result check_not_after(const struct view *v, bool chain)
{
    i64 activations = 0, violated = 0;
    for (i64 i = 0; i < v->n; i++) {
        if (v->sequence[i] != v->rule->a)
            continue;
        activations++;
        violated += occurs(v, v->rule->b, i + 1, chain ? i64_min(i + 2, v->n) : v->n);
    }
    return answer(v, activations, activations - violated, violated);
}

static struct declare_result check(const struct view *v)
{
    switch (v->rule->template) {
    case DECLARE_INIT: return check_init(v);
    case DECLARE_RESPONDED:
    case DECLARE_COEXISTENCE:
    case DECLARE_NOT_COEXISTENCE: return check_presence(v);
    case DECLARE_PRECEDENCE: return check_precedence(v, false, false);
    case DECLARE_RESPONSE: return check_response(v, false, false);
    case DECLARE_SUCCESSION: return check_both(v, false, false);
    case DECLARE_ALT_PRECEDENCE: return check_precedence(v, true, false);
    case DECLARE_ALT_RESPONSE: return check_response(v, true, false);
    case DECLARE_ALT_SUCCESSION: return check_both(v, true, false);
    case DECLARE_CHAIN_PRECEDENCE: return check_precedence(v, false, true);
    case DECLARE_CHAIN_RESPONSE: return check_response(v, false, true);
    case DECLARE_CHAIN_SUCCESSION: return check_both(v, false, true);
    case DECLARE_NOT_SUCCESSION: return check_not_after(v, false);
    case DECLARE_NOT_CHAIN_SUCCESSION: return check_not_after(v, true);
    default: return check_count(v);
    }
}

void declare_check(struct declare_result *out, const struct declare_rule *rule, const u16 *sequence,
                   const i64 *at_ms, i64 n, bool closed, i64 now_ms)
{
    struct view v = {rule, sequence, at_ms, n, closed, now_ms};
    *out = check(&v);
}

const char *declare_verdict_id(enum declare_verdict v)
{
    static const char *const ids[] = {"satisfied", "violated", "pending", "ok-so-far"};
    return ids[v];
}
