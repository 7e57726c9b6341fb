#include "measure/sellers.h"

void sellers_find(struct sellers *s, struct arena *a, const struct history *h)
{
    dict_init(&s->departments, a);
    s->department = arena_array(a, u32, h->actors.n);
    for (i64 i = 0; i < h->actors.n; i++)
        s->department[i] = HISTORY_NO_ID;
    for (i64 i = 0; i < h->governance_count; i++) { /* by time: the last one counts */
        const struct governance_event *e = &h->governance[i];
        i64 actor = dict_find(&h->actors, e->actor);
        if (e->kind == GOVERNANCE_MEMBER && e->department.n && actor >= 0)
            s->department[actor] = dict_intern(&s->departments, e->department);
    }
}
