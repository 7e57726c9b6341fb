/* The digest by mail that somebody wants, or no longer. */
#include "accounts/mail.h"
#include "api/accounts_parts.h"
#include "report/markup.h"

static const char *const every_words[] = {"never", "daily", "weekly", NULL};
static const char *const langs[] = {"en", "fr", NULL};

static enum http_turn answer_wish(struct call *c)
{
    struct digest_wish w = accounts_digest(accounts_of(c), c->actor.workspace, c->actor.account);
    struct json j = call_json(c, 200);
    json_object(&j);
    put_str(&j, "every", str_c(every_words[w.every]));
    put_i64(&j, "hour", w.hour);
    put_i64(&j, "weekday", w.weekday);
    put_str(&j, "language", str_c(lang_code(w.lang)));
    json_end(&j);
    return HTTP_ANSWERED;
}

/* The first one is the next whose hour comes from now on. */
static i64 decided_so_far(struct call *c, i32 hour)
{
    const struct workspace *w = call_workspace(c);
    static const struct calendar utc;
    i32 edition = workspace_editions(w);
    const struct calendar *calendar = edition ? &workspace_rules(w, edition)->calendar : &utc;
    i64 local_ms = c->now_ms + zone_offset_ms(&calendar->zone, c->now_ms);
    i64 day = days_of_ms(local_ms);
    return local_ms - day * MS_PER_DAY >= hour * MS_PER_HOUR ? day : day - 1;
}

static enum http_turn set_wish(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct digest_wish wish = accounts_digest(accounts_of(c), c->actor.workspace, c->actor.account);
    str every = accounts_text(c, "every"), lang = accounts_text(c, "language");
    for (i32 i = 0; every_words[i]; i++)
        if (str_eq(every, str_c(every_words[i])))
            wish.every = (enum digest_every)i;
    wish.hour = (i32)json_member_whole(c->json, "hour", wish.hour);
    wish.weekday = (i32)json_member_whole(c->json, "weekday", wish.weekday);
    if (!lang.n || !lang_parse(lang, &wish.lang))
        wish.lang = api_lang(c);
    struct accounts_outcome out =
        accounts_set_digest(accounts_of(c), &act, &wish, decided_so_far(c, wish.hour));
    return accounts_done(c, &out) ? answer_wish(c) : HTTP_ANSWERED;
}

/* --- from the mail itself ------------------------------------------------------------------- */

static enum http_turn answer_page(struct call *c, const char *text, bool button)
{
    struct buf *out = &c->response.body;
    c->response.status = 200;
    c->response.type = "text/html; charset=utf-8";
    markup(out,
           "<!doctype html><html lang=\"%\"><head><meta charset=\"utf-8\"><title>Étalon</title>"
           "</head><body><p>%</p>",
           str_c(lang_code(api_lang(c))), str_c(text));
    if (button)
        markup(out,
               "<form method=\"post\" enctype=\"application/x-www-form-urlencoded\">"
               "<button>%</button></form>",
               str_c(api_lang(c) == LANG_FR ? "Ne plus recevoir ce résumé" : "No more digests"));
    buf_put(out, S("</body></html>\n"));
    return HTTP_ANSWERED;
}

/* Looking at a link ends nothing: programs do that too. */
static enum http_turn ask_to_end(struct call *c)
{
    return answer_page(c,
                       api_lang(c) == LANG_FR ? "Le résumé de ce qui vous attend, par courriel."
                                              : "The digest of what waits for you, by mail.",
                       true);
}

static enum http_turn end_wish(struct call *c)
{
    struct accounts_act act = {.source = accounts_act_of(c).source, .now_ms = c->now_ms};
    if (!accounts_end_digest(accounts_of(c), &act, call_query(c, "token"))) {
        call_not_found(c);
        return HTTP_ANSWERED;
    }
    return answer_page(
        c, api_lang(c) == LANG_FR ? "C’est fait\u00a0: plus de résumé." : "Done: no more digests.",
        false);
}

static const struct shape_field wish_fields[] = {
    {"every", SHAPE_CHOICE, .required = true, .choices = every_words,
     .about = "Each working day, each week, or never."},
    {"hour", SHAPE_INTEGER, .least = 0, .most = 23,
     .about = "Of the workspace's zone; 8 at first."},
    {"weekday", SHAPE_INTEGER, .least = 1, .most = 7, .about = "1 Monday … 7 Sunday; weekly."},
    {"language", SHAPE_CHOICE, .choices = langs, .about = "Else that of Accept-Language."},
};
static const struct shape wish = {"digest_wish", "Which digest somebody wants by mail.",
                                  wish_fields, LENGTH(wish_fields)};
static const struct shape_field token_fields[] = {
    {"token", SHAPE_TEXT, .required = true, .least = 1, .most = 100, .about = "From the mail."},
};
static const struct shape token = {"digest_token", NULL, token_fields, LENGTH(token_fields)};

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/digest", "digest_get", "The digest by mail that you get.", "people",
     .roles = MEMBERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_READ, .answer = &wish,
     .handle = answer_wish},
    {HTTP_PUT, "/api/v1/digest", "digest_set",
     "A digest of what waits for you, by mail; only when something does.", "people",
     .roles = MEMBERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_DEALS, .body = &wish,
     .answer = &wish, .handle = set_wish},
    {HTTP_GET, "/api/v1/digest/end", "digest_end_page", "Asks whether the digests shall end.",
     "people", .roles = HTTP_ANYONE, .query = &token, .answer_type = "text/html",
     .handle = ask_to_end},
    {HTTP_POST, "/api/v1/digest/end", "digest_end",
     "Ends the digests, from a link of theirs (RFC 8058).", "people", .roles = HTTP_ANYONE,
     .flags = ROUTE_NO_KEY, .query = &token, .body_type = "application/x-www-form-urlencoded",
     .body_bytes_max = 1000, .answer_type = "text/html", .handle = end_wish},
};
const struct route_list digest_routes = {rows, LENGTH(rows)};
