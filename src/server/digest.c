#include "server/digest.h"

#include "api/queue.h"
#include "base/message.h"
#include "report/markup.h"
#include "report/number.h"

/* --- when --------------------------------------------------------------------------------- */

static bool is_working_day(const struct calendar *c, i64 day)
{
    return calendar_between(c, calendar_day_begins(c, day), calendar_day_begins(c, day + 1)) > 0;
}

i64 digest_day(const struct calendar *c, const struct digest_wish *wish, i64 decided_day,
               i64 now_ms)
{
    i64 day = calendar_today(c, now_ms);
    i64 local_ms = now_ms + zone_offset_ms(&c->zone, now_ms) - day * MS_PER_DAY;
    bool hour_has_come = local_ms >= wish->hour * MS_PER_HOUR;
    if (wish->every == DIGEST_DAILY)
        return hour_has_come && day > decided_day && is_working_day(c, day) ? day : TIME_NONE;
    if (wish->every != DIGEST_WEEKLY)
        return TIME_NONE;
    i64 last = day - (weekday_of_days(day) - wish->weekday + 7) % 7;
    last -= last == day && !hour_has_come ? 7 : 0;
    return last > decided_day ? last : TIME_NONE;
}

/* --- what --------------------------------------------------------------------------------- */

struct writing {
    const struct digests *d;
    const struct digest_row *to;
    const struct workspace *w;
    struct reader *reader;
    struct arena *a;
    str id;
    i64 now_ms;
    struct buf text, html;
};

static void put_line(struct writing *x, const struct queue_row *row)
{
    struct deal_row d = {0};
    struct due due = {.what = (enum due_what)row->place.what,
                      .state = row->state,
                      .subject = (i32)row->place.subject,
                      .at_ms = row->place.at_ms};
    bool late = row->state == DUE_RAN_OUT, of_deal = row->place.deal != 0;
    if (of_deal && !reader_deal(x->reader, x->a, row->place.deal, &d))
        return;
    bool training = due.what == DUE_TRAINING;
    i32 edition = of_deal    ? d.edition
                  : training ? training_edition(row->place.subject)
                             : due.subject;
    const struct rules *rules = workspace_rules(x->w, edition);
    if (!rules)
        return;
    enum lang lang = x->to->wish.lang;
    str what = of_deal    ? finding_due_say(x->a, lang, rules, &due)
               : training ? finding_training_say(x->a, lang, rules, due.at_ms, late)
                          : finding_review_say(x->a, lang, rules, due.at_ms);
    str name = !of_deal   ? rules->standard->process
               : d.name.n ? d.name
                          : str_fmt(x->a, "%lld", (long long)d.id);
    buf_fmt(&x->text, "%s %.*s\n  %.*s\n", late ? "!" : "-", STR_ARG(name), STR_ARG(what));
    markup(&x->html, "<tr><td>%</td><td>%</td><td>%</td></tr>\n", late ? S("!") : S(""), name,
           what);
}

static str subject_of(const struct writing *x, const struct queue_counts *n)
{
    const char *more = n->at_least ? message("more than ") : "";
    if (n->all_late)
        return str_fmt(x->a, message("%.*s: %s%lld waiting for you, %lld of them late"),
                       STR_ARG(x->id), more, (long long)n->all, (long long)n->all_late);
    return str_fmt(x->a, message("%.*s: %s%lld waiting for you"), STR_ARG(x->id), more,
                   (long long)n->all);
}

static void put_end(struct writing *x, i64 left, str unsubscribe)
{
    if (left > 0) {
        str rest = str_fmt(x->a, message("and %lld more"), (long long)left);
        buf_fmt(&x->text, "%.*s\n", STR_ARG(rest));
        markup(&x->html, "<tr><td></td><td colspan=\"2\">%</td></tr>\n", rest);
    }
    str why = message_str(S("You asked Étalon for this digest. No more of them:"));
    buf_fmt(&x->text, "\n%s\n%.*s %.*s\n", x->d->base, STR_ARG(why), STR_ARG(unsubscribe));
    markup(&x->html, "</table>\n<p><a href=\"%\">%</a></p>\n<p>% <a href=\"%\">%</a></p>\n",
           str_c(x->d->base), str_c(x->d->base), why, unsubscribe, unsubscribe);
    buf_put(&x->html, S("</body></html>\n"));
}

static void write_mail(struct writing *x, const struct queue_row *rows, i64 n,
                       const struct queue_counts *counts, struct mail_new *m)
{
    str hello = str_fmt(x->a, message("%.*s, this waits for you in %.*s:"), STR_ARG(x->to->name),
                        STR_ARG(x->id));
    str unsubscribe =
        str_fmt(x->a, "%s/api/v1/digest/end?token=%.*s", x->d->base, STR_ARG(x->to->token));
    buf_fmt(&x->text, "%.*s\n\n", STR_ARG(hello));
    markup(&x->html,
           "<!doctype html><html lang=\"%\"><head><meta charset=\"utf-8\"></head><body>\n"
           "<p>%</p>\n<table>\n",
           str_c(lang_code(x->to->wish.lang)), hello);
    i64 shown = 0;
    for (; shown < n && x->html.n < DIGEST_BYTES_MAX / 2; shown++)
        put_line(x, &rows[shown]);
    put_end(x, counts->all - shown, unsubscribe);
    m->recipient = x->to->email;
    m->lang = x->to->wish.lang;
    m->subject = subject_of(x, counts);
    m->text = buf_str(&x->text);
    m->html = buf_str(&x->html);
    m->unsubscribe = unsubscribe;
}

/* False: nothing waits. */
static bool compose(struct writing *x, struct mail_new *m)
{
    struct queue q;
    struct queue_place start = {.at_ms = INT64_MIN};
    struct queue_row *rows = arena_array(x->a, struct queue_row, DIGEST_ITEMS_MAX);
    queue_of_person(&q, x->to->person, x->to->role, x->to->department);
    i64 ahead = x->to->wish.every == DIGEST_WEEKLY ? 7 : 1;
    q.until_ms = x->now_ms + ahead * MS_PER_DAY;
    lang_speak_in_thread(x->to->wish.lang);
    reader_begin(x->reader);
    i64 n = queue_page(x->reader, *x->a, &q, &start, DIGEST_ITEMS_MAX, rows);
    struct queue_counts counts = queue_count(x->reader, &q, x->now_ms);
    if (n)
        write_mail(x, rows, n, &counts, m);
    reader_end(x->reader);
    lang_speak_in_thread(LANG_EN);
    return n > 0;
}

/* --- deciding ----------------------------------------------------------------------------- */

static bool decide(struct writing *x, i64 day, struct err *e)
{
    struct mail_new m = {.key = str_fmt(x->a, "digest %.*s %s %lld", STR_ARG(x->id), x->to->account,
                                        (long long)day)};
    struct accounts_act act = {.account = str_c(x->to->account),
                               .workspace = x->id,
                               .source = S("digest"),
                               .now_ms = x->now_ms};
    buf_init(&x->text, DIGEST_BYTES_MAX);
    buf_init(&x->html, DIGEST_BYTES_MAX);
    bool something = compose(x, &m);
    bool ok = reader_check(x->reader, e) &&
              (accounts_decide_digest(x->d->accounts, &act, day, something ? &m : NULL) ||
               accounts_check(x->d->accounts, e));
    buf_release(&x->text);
    buf_release(&x->html);
    return ok;
}

struct visiting {
    struct digests *d;
    struct arena *a;
    i64 now_ms;
};

static bool decide_all(struct visiting *v, str id, struct workspace *w, struct reader *r,
                       struct err *e)
{
    enum { PAGE = 50 };
    struct digest_row *rows = arena_array(v->a, struct digest_row, PAGE);
    const struct calendar *c = &workspace_rules(w, workspace_editions(w))->calendar;
    str after = {0};
    for (i64 n = PAGE; n == PAGE;) {
        n = accounts_digests(v->d->accounts, v->a, id, after, PAGE, rows);
        for (i64 i = 0; i < n; i++) {
            i64 mark = arena_mark(v->a);
            i64 day = digest_day(c, &rows[i].wish, rows[i].decided_day, v->now_ms);
            struct writing x = {v->d, &rows[i], w, r, v->a, id, v->now_ms, {0}, {0}};
            if (day != TIME_NONE && !decide(&x, day, e))
                return false;
            arena_rewind(v->a, mark);
            if (__atomic_load_n(v->d->stop, __ATOMIC_ACQUIRE))
                return true;
        }
        after = n ? str_dup(v->a, str_c(rows[n - 1].account)) : after;
    }
    return true;
}

static bool visit(void *context, str id, struct workspace *w, struct err *e)
{
    struct visiting *v = context;
    struct reader *r;
    if (workspace_editions(w) == 0)
        return true;
    bool ok = reader_open(&r, w, e) && decide_all(v, id, w, r, e);
    reader_close(r);
    return ok;
}

/* Only where somebody wants one: others are not opened for it. */
bool digests_run(struct digests *d, i64 now_ms, struct err *e)
{
    struct arena a, own;
    struct visiting v = {d, &own, now_ms};
    i64 number = 0;
    str id;
    bool ok = true;
    arena_init(&a, 1 << 20);
    arena_init(&own, 64 << 20);
    while (ok && accounts_next_workspace(d->accounts, &a, &number, &id)) {
        struct digest_row one;
        if (accounts_digests(d->accounts, &own, id, (str){0}, 1, &one))
            ok = api_visit_workspace(d->api, id, visit, &v, e);
        arena_rewind(&own, 0);
        arena_rewind(&a, 0);
    }
    arena_release(&own);
    arena_release(&a);
    return ok;
}
