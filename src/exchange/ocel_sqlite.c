/* The SQLite form of OCEL 2.0: a table for each type, named by a map. */
#include "exchange/ocel.h"

#include "storage/image.h"

#define BEGINNING "1970-01-01 00:00:00.000"

enum { SQL_BYTES = 256 << 10 };

struct making {
    const struct history *h;
    struct image *image;
    struct arena *arena; /* of names */
    struct arena scratch;
    str *table; /* by activity: "event_…" */
    str *insert;
    str *column; /* by attribute, as the table of deals calls it */
    str insert_deal;
};

static const char layout[] =
    "CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);"
    "CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);"
    "CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL,"
    " FOREIGN KEY (ocel_type) REFERENCES event_map_type (ocel_type));"
    "CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL,"
    " FOREIGN KEY (ocel_type) REFERENCES object_map_type (ocel_type));"
    "CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT,"
    " PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier),"
    " FOREIGN KEY (ocel_event_id) REFERENCES event (ocel_id),"
    " FOREIGN KEY (ocel_object_id) REFERENCES object (ocel_id));"
    "CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT,"
    " PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier),"
    " FOREIGN KEY (ocel_source_id) REFERENCES object (ocel_id),"
    " FOREIGN KEY (ocel_target_id) REFERENCES object (ocel_id));"
    "CREATE TABLE object_person (ocel_id TEXT, ocel_time TIMESTAMP, ocel_changed_field TEXT,"
    " name TEXT, FOREIGN KEY (ocel_id) REFERENCES object (ocel_id));"
    "INSERT INTO object_map_type VALUES ('deal', 'deal'), ('person', 'person');";

/* "2024-01-05 00:00:00.000" */
static str moment(char room[40], i64 at_ms)
{
    struct buf b = {.p = room, .max = 40};
    i64 ms = ((at_ms % 1000) + 1000) % 1000;
    time_print(&b, at_ms - ms);
    b.n--; /* the Z */
    buf_fmt(&b, ".%03lld", (long long)ms);
    room[10] = ' ';
    return buf_str(&b);
}

/* Letters and digits of `word`, made different from those in `taken`. */
static str plain_name(struct making *m, struct dict *taken, str word)
{
    char *p = arena_array(m->arena, char, word.n + 1);
    i64 n = 0;
    for (i64 i = 0; i < word.n && n < 60; i++) {
        char c = word.p[i];
        bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (fine)
            p[n++] = c;
        else if (n && p[n - 1] != '_')
            p[n++] = '_';
    }
    str name = {p, n};
    /* SQLite holds letters of either case for the same */
    for (i64 k = 2; n == 0 || dict_find(taken, str_lower(m->arena, name)) >= 0; k++, n = 1)
        name = str_fmt(m->arena, "%.*s_%lld", (int)i64_max(0, str_c(p).n), p, (long long)k);
    dict_intern(taken, str_lower(m->arena, name));
    return name;
}

static void make_event_tables(struct making *m)
{
    struct dict taken;
    i64 n = m->h->activities.n;
    dict_init(&taken, m->arena);
    dict_intern(&taken, S("map_type")); /* and event_object: tables of the format */
    dict_intern(&taken, S("object"));
    m->insert = arena_array(m->arena, str, n);
    for (i64 i = 0; i < n; i++) {
        str word = dict_name(&m->h->activities, (u32)i), name = plain_name(m, &taken, word);
        image_begin(m->image, S("INSERT INTO event_map_type VALUES (?, ?)"));
        image_text(m->image, word);
        image_text(m->image, name);
        image_step(m->image);
        image_run(m->image, str_fmt(m->arena,
                                    "CREATE TABLE \"event_%.*s\" (ocel_id TEXT PRIMARY KEY, "
                                    "ocel_time TIMESTAMP, kind TEXT, FOREIGN KEY (ocel_id) "
                                    "REFERENCES event (ocel_id))",
                                    STR_ARG(name)));
        m->insert[i] =
            str_fmt(m->arena, "INSERT INTO \"event_%.*s\" VALUES (?, ?, ?)", STR_ARG(name));
    }
}

static void make_deal_table(struct making *m)
{
    static const char *const own[] = {"ocel_id", "ocel_time", "ocel_changed_field", "name",
                                      "outcome", "amount",    "currency",           "reason"};
    struct dict taken;
    struct buf create, insert;
    dict_init(&taken, m->arena);
    for (i32 i = 0; i < LENGTH(own); i++)
        dict_intern(&taken, str_c(own[i]));
    buf_init(&create, SQL_BYTES);
    buf_init(&insert, SQL_BYTES);
    buf_put(&create, S("CREATE TABLE object_deal (ocel_id TEXT, ocel_time TIMESTAMP, "
                       "ocel_changed_field TEXT, name TEXT, outcome TEXT, amount REAL, "
                       "currency TEXT, reason TEXT"));
    buf_put(&insert, S("INSERT INTO object_deal VALUES (?,?,?,?,?,?,?,?"));
    for (i64 k = 0; k < m->h->attribute_count; k++) {
        buf_fmt(&create, ", \"%.*s\" TEXT",
                STR_ARG(plain_name(m, &taken, m->h->attributes[k].name)));
        buf_put(&insert, S(",?"));
    }
    buf_put(&create, S(", FOREIGN KEY (ocel_id) REFERENCES object (ocel_id))"));
    buf_char(&insert, ')');
    image_run(m->image, buf_str(&create));
    m->insert_deal = str_dup(m->arena, buf_str(&insert));
    buf_release(&create);
    buf_release(&insert);
}

static void put_object(struct making *m, str id, str type)
{
    image_begin(m->image, S("INSERT INTO object VALUES (?, ?)"));
    image_text(m->image, id);
    image_text(m->image, type);
    image_step(m->image);
}

static void put_link(struct making *m, str sql, str from, str to, str qualifier)
{
    image_begin(m->image, sql);
    image_text(m->image, from);
    image_text(m->image, to);
    image_text(m->image, qualifier);
    image_step(m->image);
}

static str person_id(struct arena *a, const struct history *h, u32 actor)
{
    return str_fmt(a, "person:%.*s", STR_ARG(dict_name(&h->actors, actor)));
}

static void put_people(struct making *m)
{
    for (i64 i = 0; i < m->h->actors.n; i++) {
        struct arena a = m->scratch;
        str id = person_id(&a, m->h, (u32)i);
        put_object(m, id, S("person"));
        image_begin(m->image, S("INSERT INTO object_person VALUES (?, ?, NULL, ?)"));
        image_text(m->image, id);
        image_text(m->image, S(BEGINNING));
        image_text(m->image, dict_name(&m->h->actors, (u32)i));
        image_step(m->image);
    }
}

static void text_or_null(struct making *m, str text)
{
    if (text.n)
        image_text(m->image, text);
    else
        image_null(m->image);
}

static void put_deal(struct making *m, i64 d, str id)
{
    const struct history *h = m->h;
    put_object(m, id, S("deal"));
    image_begin(m->image, m->insert_deal);
    image_text(m->image, id);
    image_text(m->image, S(BEGINNING));
    image_null(m->image);
    text_or_null(m, h->deal_name ? h->deal_name[d] : (str){0});
    image_text(m->image, str_c(outcome_id((enum outcome)h->outcome[d])));
    if (h->amount_known[d])
        image_f64(m->image, ocel_amount(h, d));
    else
        image_null(m->image);
    text_or_null(m, h->amount_known[d] ? dict_name(&h->currencies, h->currency[d]) : (str){0});
    text_or_null(m,
                 h->reason[d] == HISTORY_NO_ID ? (str){0} : dict_name(&h->reasons, h->reason[d]));
    for (i64 k = 0; k < h->attribute_count; k++) {
        u32 value = h->attributes[k].value[d];
        text_or_null(m, value == HISTORY_NO_ID ? (str){0}
                                               : dict_name(&h->attributes[k].values, value));
    }
    image_step(m->image);
}

static void put_event(struct making *m, str deal, i64 i)
{
    const str link = S("INSERT INTO event_object VALUES (?, ?, ?)");
    const struct history *h = m->h;
    struct arena a = m->scratch;
    char at[40];
    str id = str_fmt(&a, "event:%lld", (long long)i + 1);
    image_begin(m->image, S("INSERT INTO event VALUES (?, ?)"));
    image_text(m->image, id);
    image_text(m->image, dict_name(&h->activities, h->activity[i]));
    image_step(m->image);
    image_begin(m->image, m->insert[h->activity[i]]);
    image_text(m->image, id);
    image_text(m->image, moment(at, h->at_ms[i]));
    image_text(m->image,
               str_c(activity_kind_id((enum activity_kind)h->activity_kind[h->activity[i]])));
    image_step(m->image);
    put_link(m, link, id, deal, S("deal"));
    if (h->actor && h->actor[i] != HISTORY_NO_ID)
        put_link(m, link, id, person_id(&a, h, h->actor[i]), S("actor"));
}

static void put_deals(struct making *m)
{
    const struct history *h = m->h;
    for (i64 d = 0; d < h->deal_count; d++) {
        struct arena a = m->scratch;
        str id = str_fmt(&a, "deal:%.*s", STR_ARG(h->deal_id[d]));
        put_deal(m, d, id);
        if (h->owner[d] != HISTORY_NO_ID)
            put_link(m, S("INSERT INTO object_object VALUES (?, ?, ?)"), id,
                     person_id(&a, h, h->owner[d]), S("owner"));
        struct making inner = *m;
        inner.scratch = a;
        for (i64 i = h->first[d]; i < h->first[d + 1]; i++)
            put_event(&inner, id, i);
    }
}

bool ocel_write_sqlite(str *out, struct arena *a, struct storage_engine *engine,
                       const struct history *h, struct err *e)
{
    struct making m = {.h = h, .arena = a};
    str bytes = {0};
    bool ok = image_open(&m.image, a, engine, e);
    arena_init(&m.scratch, 1 << 20);
    if (ok) {
        image_run(m.image, str_c(layout));
        make_event_tables(&m);
        make_deal_table(&m);
        put_people(&m);
        put_deals(&m);
        ok = image_bytes(m.image, &bytes, e);
    }
    *out = str_dup(a, bytes);
    image_close(m.image);
    arena_release(&m.scratch);
    return ok;
}
