/* Hand-offs: two departments, a packet that can be known, clocks, reasons to return. */
#include "standard/check_part.h"

static void say_about(struct diags *d, enum diag_severity severity, const char *code,
                      const struct handoff *h, const char *what, const char *hint)
{
    str title = check_title(&h->title, h->id);
    check_say(d, severity, code, h->at,
              message_fmt(d->arena, "hand-off \"%.*s\" %s", (int)i64_min(title.n, 120), title.p,
                          message(what)),
              hint);
}

static void check_packet(const struct standard *s, struct diags *d, const struct handoff *h)
{
    if (h->packet.n == 0)
        say_about(d, check_severity(s), "empty-packet", h, "hands nothing over",
                  "add packet: the fields that the next department cannot work without");
    for (i64 i = 0; i < h->packet.n; i++) {
        i32 field = h->packet.v[i].index;
        i32 from = field < 0 ? -1 : s->fields.v[field].known_from.index;
        if (from > h->stage.index && h->stage.index >= 0)
            check_say(d, DIAG_ERROR, "unknowable", h->packet.v[i].at,
                      message_fmt(d->arena, "\"%.*s\" is known only from the stage \"%.*s\"",
                                  STR_ARG(s->fields.v[field].id), STR_ARG(s->stages.v[from].id)),
                      "take it out of the packet, or make the field known earlier");
    }
}

static void check_clocks(const struct standard *s, struct diags *d, const struct handoff *h)
{
    if (!h->accept_within.known || !h->touch_within.known)
        say_about(d, check_severity(s), "no-clock", h, "has no clock to accept, or to touch",
                  "add accept-within: 4 working hours and touch-within: 1 working day; accepting "
                  "is not touching");
    if (h->accept_within.known && h->touch_within.known &&
        h->accept_within.working == h->touch_within.working &&
        (h->accept_within.days > 0) == (h->touch_within.days > 0) &&
        h->touch_within.ms < h->accept_within.ms)
        say_about(d, DIAG_WARNING, "bad-clock", h, "must be touched before it must be accepted",
                  "make touch-within the longer one");
}

void check_handoffs(const struct standard *s, struct diags *d)
{
    for (i64 i = 0; i < s->handoffs.n && s->sound; i++) {
        const struct handoff *h = &s->handoffs.v[i];
        if (h->from.index == h->to.index)
            say_about(d, DIAG_ERROR, "bad-handoff", h, "goes from a department to itself",
                      "name two departments");
        if (s->stages.v[h->stage.index].department.index != h->to.index)
            say_about(d, DIAG_WARNING, "bad-handoff", h,
                      "goes to a department that does not answer for the stage entered",
                      "make `to` the department of the stage in on-entering");
        check_packet(s, d, h);
        check_clocks(s, d, h);
        if (h->return_reasons.n == 0)
            say_about(d, check_severity(s), "no-reason", h, "cannot be returned with a reason",
                      "add return-reasons: they tell the first department what to change");
    }
}
