#include "server/mailer.h"

#include "format/json.h"
#include "report/mail.h"

/* A name that means this machine: nobody listens in between. */
static bool is_local(str server)
{
    str rest = str_sub(server, str_find(server, S("://")) + 3, server.n);
    return str_starts(rest, S("localhost:")) || str_starts(rest, S("127.")) ||
           str_starts(rest, S("[::1]"));
}

/* Its text with the secret in its place. */
static str unsealed(struct arena *a, str text, str secret)
{
    str head, rest = text, all = {0};
    for (i64 at; secret.n && (at = str_find(rest, S(MAIL_SECRET))) >= 0;) {
        head = str_sub(rest, 0, at);
        all = str_fmt(a, "%.*s%.*s%.*s", STR_ARG(all), STR_ARG(head), STR_ARG(secret));
        rest = str_sub(rest, at + (i64)sizeof MAIL_SECRET - 1, rest.n);
    }
    return str_fmt(a, "%.*s%.*s", STR_ARG(all), STR_ARG(rest));
}

/* False: its secret was sealed with another key. */
static bool unseal(const struct mailer *m, struct arena *a, struct mail_row *row)
{
    str secret = {0};
    if (row->sealed.n && !(secret = seal_break(m->seal, a, row->sealed)).p)
        return false;
    row->text = unsealed(a, row->text, secret);
    row->html = unsealed(a, row->html, secret);
    return true;
}

static void send(const struct mailer *m, struct arena a, const struct mail_row *row,
                 struct outgoing_reply *reply)
{
    struct buf out;
    const char *to[] = {str_zero_ended(&a, row->recipient), NULL};
    str domain = mail_domain(str_c(m->from));
    struct mail mail = {
        .id = str_fmt(&a, "%llx@%.*s", (unsigned long long)row->id, STR_ARG(domain)),
        .from_name = m->from_name,
        .from = str_c(m->from),
        .to = row->recipient,
        .subject = row->subject,
        .text = row->text,
        .html = row->html,
        .unsubscribe = row->unsubscribe,
        .lang = row->lang,
        .date_ms = row->created_ms,
    };
    buf_init(&out, MAILER_MESSAGE_BYTES);
    mail_print(&out, a, &mail);
    struct outgoing o = {
        .url = m->server,
        .body = buf_str(&out),
        .from = m->from,
        .to = to,
        .user = m->user,
        .password = m->password,
        .ca_file = m->ca_file,
        .stop = m->stop,
        /* the admin names the server: it may well be in the house */
        .allow = OUTGOING_ALLOW_PRIVATE | (is_local(str_c(m->server)) ? OUTGOING_ALLOW_PLAIN : 0u),
    };
    *reply = (struct outgoing_reply){0};
    outgoing_send(m->platform, &o, reply);
    buf_release(&out);
}

/* An answer of 5xx is for ever, unless it is about how we log in or about TLS. */
static enum mail_state state_of(const struct outgoing_reply *r)
{
    bool ours = r->status == 530 || r->status == 534 || r->status == 535 || r->status == 538;
    if (r->end == OUTGOING_REPLIED && r->status >= 200 && r->status < 300)
        return MAIL_SENT;
    return r->end == OUTGOING_REFUSED && r->status >= 500 && !ours ? MAIL_GIVEN_UP : MAIL_WAITS;
}

/* One line; of whom it was for, nothing. */
static void tell(const struct mailer *m, const struct mail_row *row, const char *what, str why)
{
    char room[512];
    struct buf line = {.p = room, .max = sizeof room};
    struct json j;
    if (!m->log)
        return;
    json_init(&j, &line, 0);
    json_object(&j);
    json_key(&j, S("mail"));
    json_str(&j, str_c(what));
    json_key(&j, S("id"));
    json_i64(&j, row->id);
    json_key(&j, S("tries"));
    json_i64(&j, row->tries + 1);
    json_key(&j, S("why"));
    json_str(&j, why);
    json_end(&j);
    m->log(m->log_context, buf_str(&line));
}

bool mailer_run(struct mailer *m, i64 now_ms, struct err *e)
{
    const struct platform *p = m->platform;
    struct arena a;
    struct mail_row row;
    i64 from = p->elapsed_ns(p->self);
    bool go = m->server != NULL, ok = true;
    arena_init(&a, 8 << 20);
    while (go && !__atomic_load_n(m->stop, __ATOMIC_ACQUIRE) &&
           accounts_mail_next(m->accounts, &a, now_ms, &row)) {
        struct outgoing_reply reply;
        enum mail_state now;
        bool whole = unseal(m, &a, &row);
        if (whole)
            send(m, a, &row, &reply);
        else
            reply = (struct outgoing_reply){.end = OUTGOING_REPLIED};
        if (reply.end == OUTGOING_STOPPED)
            break;
        str ended = reply.status ? str_fmt(&a, "%s %d", outgoing_end_word(reply.end), reply.status)
                                 : str_c(outgoing_end_word(reply.end));
        struct mail_tried tried = {row.id, state_of(&reply), ended, now_ms};
        if (!whole) {
            tried.state = MAIL_GIVEN_UP;
            tried.ended = ended = S("unreadable-secret");
        }
        ok = accounts_mail_tried(m->accounts, &tried, &now) || accounts_check(m->accounts, e);
        if (now != MAIL_SENT)
            tell(m, &row, now == MAIL_GIVEN_UP ? "given-up" : "failed", ended);
        bool would_fail_too = reply.end != OUTGOING_REPLIED && reply.end != OUTGOING_REFUSED;
        go = ok && !would_fail_too && p->elapsed_ns(p->self) - from < MAILER_SLICE_NS;
        arena_rewind(&a, 0);
    }
    arena_release(&a);
    return ok;
}
