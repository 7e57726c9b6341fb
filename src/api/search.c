/* Full-text search: the words of names, references, fields and notes. */
#include "api/answers.h"
#include "api/parts.h"
#include "base/plain.h"

enum {
    EXCERPT_BYTES = 240,
    EXCERPT_BEFORE = 60,
    EXCERPT_LOOK_BYTES = 8 << 10, /* further in, the beginning is shown */
};

static bool begins_letter(str s, i64 i)
{
    return i >= s.n || ((u8)s.p[i] & 0xC0) != 0x80;
}

/* Where a word of `text` begins as `word` does; 0 when that is not near. */
static i64 place_of_word(struct arena scratch, str text, str word)
{
    str wanted = str_plain(&scratch, word, 2 * SEARCH_QUESTION_MAX);
    i64 mark = arena_mark(&scratch);
    bool inside = false;
    for (i64 i = 0; i < i64_min(text.n, EXCERPT_LOOK_BYTES); i++) {
        char c = text.p[i];
        bool letter =
            c < 0 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter && !inside &&
            str_starts(str_plain(&scratch, str_sub(text, i, i + 2 * wanted.n), text.n), wanted))
            return i;
        inside = letter;
        arena_rewind(&scratch, mark);
    }
    return 0;
}

/* The part of a long text where a word of the question stands. */
static str excerpt(struct call *c, str text, str question)
{
    str words[SEARCH_WORDS_MAX];
    i64 n = search_words(&c->arena, question, words);
    if (text.n <= EXCERPT_BYTES)
        return text;
    i64 at = n ? place_of_word(c->arena, text, words[0]) : 0;
    i64 from = i64_max(0, i64_min(at - EXCERPT_BEFORE, text.n - EXCERPT_BYTES));
    i64 to = from + EXCERPT_BYTES;
    while (!begins_letter(text, from))
        from--;
    while (!begins_letter(text, to))
        to--;
    return str_fmt(&c->arena, "%s%.*s%s", from ? "…" : "", STR_ARG(str_sub(text, from, to)),
                   to < text.n ? "…" : "");
}

static str where_found(const struct event_row *e)
{
    if (e->event.kind == KIND_DEAL_REFERENCE)
        return S("reference");
    if (e->event.kind == KIND_DEAL_NAMED || e->event.kind == EVENT_OPENED)
        return S("name");
    return e->event.kind == EVENT_FIELD_SET ? S("field") : S("note");
}

static void put_hit(struct json *j, struct call *c, struct reader *r, const struct search_hit *hit)
{
    struct deal_row d;
    struct event_row e;
    if (!reader_deal(r, &c->arena, hit->deal, &d) || !reader_event(r, &c->arena, hit->sequence, &e))
        return;
    const struct rules *rules = workspace_rules(call_workspace(c), d.edition);
    const struct standard *s = rules->standard;
    json_object(j);
    put_str(j, "in", where_found(&e));
    if (e.event.kind == EVENT_FIELD_SET && e.event.subject < rules->field_count)
        put_named(j, "field", s->fields.v[e.event.subject].id,
                  api_words(&s->fields.v[e.event.subject].title, api_lang(c)));
    put_str(j, "text", excerpt(c, e.text, call_query(c, "q")));
    put_moment(j, "at", e.event.occurred_ms);
    put_i64(j, "deal", d.id);
    put_text(j, "name", d.name);
    put_named(j, "stage", s->stages.v[d.stage].id,
              api_words(&s->stages.v[d.stage].title, api_lang(c)));
    put_str(j, "outcome", str_c(outcome_id(d.outcome)));
    put_person(j, "owner", r, &c->arena, d.owner);
    json_end(j);
}

/* "rank.sequence" of the cursor. */
static struct search_place place_asked(struct call *c)
{
    struct search_place place = {0};
    str rank, sequence;
    i64 number;
    if (str_cut(c->listing.place, '.', &rank, &sequence) && str_to_i64(rank, &number) &&
        number >= 0 && number < RANK_COUNT && str_to_i64(sequence, &place.sequence))
        place.rank = (enum search_rank)number;
    return place;
}

static enum http_turn search(struct call *c)
{
    i64 most = c->listing.limit;
    struct search_hit *hits = arena_array(&c->arena, struct search_hit, most);
    struct search_place place = place_asked(c);
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    reader_begin(r);
    i64 n = reader_search(r, &c->arena, call_query(c, "q"), &place, most, hits);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("hits"));
    json_array(&j);
    for (i64 i = 0; i < n; i++)
        put_hit(&j, c, r, &hits[i]);
    json_end(&j);
    if (n == most)
        put_str(&j, "next_cursor",
                call_cursor(
                    c, str_fmt(&c->arena, "%d.%lld", (i32)place.rank, (long long)place.sequence)));
    json_end(&j);
    reader_end(r);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static const struct shape_field query_fields[] = {
    {"q", SHAPE_TEXT, .required = true, .least = 1, .most = SEARCH_QUESTION_MAX,
     .about = "Words, or how they begin; accents and capitals do not count."},
};
static const struct shape query = {"search_query", NULL, query_fields, LENGTH(query_fields)};
static const char *const sorts[] = {"rank", NULL}, *const columns[] = {"hits", NULL};
static const struct route_listing listing = {sorts, columns};

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/search", "search",
     "Finds deals by words: in names and references first, then in fields and notes.", "deals",
     FOR_MEMBERS, .flags = ROUTE_LIST, .query = &query, .listing = &listing, .answer = &shape_found,
     .handle = search},
};
const struct route_list search_routes = {rows, LENGTH(rows)};
