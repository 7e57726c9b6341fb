#include "exchange/log_write.h"

#include "format/csv.h"
#include "format/xml.h"

#include <string.h>
#include <zlib.h>

enum { HEADER_BYTES = 256 };

static void xes_attribute(struct buf *out, const char *indent, const char *type, str key, str value)
{
    buf_fmt(out, "%s<%s key=\"", indent, type);
    xml_put(out, key);
    buf_put(out, S("\" value=\""));
    xml_put(out, value);
    buf_put(out, S("\"/>\n"));
}

static void xes_date(struct buf *out, const char *indent, const char *key, i64 at_ms)
{
    buf_fmt(out, "%s<date key=\"%s\" value=\"", indent, key);
    time_print(out, at_ms);
    buf_put(out, S("\"/>\n"));
}

/* Names that we give a meaning: an attribute of that name would be said twice. */
static bool is_own_key(str name)
{
    static const char *const keys[] = {"concept:name", "outcome",  "owner",
                                       "amount",       "currency", "reason"};
    for (i64 i = 0; i < LENGTH(keys); i++)
        if (str_eq_fold(name, str_c(keys[i])))
            return true;
    return false;
}

static void xes_event(struct buf *out, const struct history *h, i64 i)
{
    const char *indent = "      ";
    buf_put(out, S("    <event>\n"));
    xes_attribute(out, indent, "string", S("concept:name"),
                  dict_name(&h->activities, h->activity[i]));
    xes_date(out, indent, "time:timestamp", h->at_ms[i]);
    xes_attribute(out, indent, "string", S("lifecycle:transition"), S("complete"));
    if (h->actor && h->actor[i] != HISTORY_NO_ID)
        xes_attribute(out, indent, "string", S("org:resource"), dict_name(&h->actors, h->actor[i]));
    buf_put(out, S("    </event>\n"));
}

static str owner_name(const struct history *h, i64 d)
{
    return h->owner[d] == HISTORY_NO_ID ? (str){0} : dict_name(&h->actors, h->owner[d]);
}

static str currency_name(const struct history *h, i64 d)
{
    return h->amount_known[d] ? dict_name(&h->currencies, h->currency[d]) : (str){0};
}

static void put_amount(struct buf *out, const struct history *h, i64 d)
{
    if (h->amount_known[d])
        money_print(out, h->amount_minor[d], currency_name(h, d));
}

/* The record of the deal, where the source had one. */
static void xes_record(struct buf *out, const struct history *h, i64 d)
{
    const char *indent = "    ";
    str owner = owner_name(h, d), currency = currency_name(h, d);
    if (owner.n)
        xes_attribute(out, indent, "string", S("owner"), owner);
    if (h->amount_known[d]) {
        buf_put(out, S("    <float key=\"amount\" value=\""));
        put_amount(out, h, d);
        buf_put(out, S("\"/>\n"));
    }
    if (currency.n)
        xes_attribute(out, indent, "string", S("currency"), currency);
    if (h->reason[d] != HISTORY_NO_ID)
        xes_attribute(out, indent, "string", S("reason"), dict_name(&h->reasons, h->reason[d]));
}

static void xes_trace(struct buf *out, const struct history *h, i64 d)
{
    const char *indent = "    ";
    buf_put(out, S("  <trace>\n"));
    xes_attribute(out, indent, "string", S("concept:name"), h->deal_id[d]);
    if (h->outcome[d] != OUTCOME_OPEN)
        xes_attribute(out, indent, "string", S("outcome"),
                      str_c(outcome_id((enum outcome)h->outcome[d])));
    xes_record(out, h, d);
    for (i64 k = 0; k < h->attribute_count; k++) {
        const struct history_attribute *x = &h->attributes[k];
        if (x->value[d] != HISTORY_NO_ID && !is_own_key(x->name))
            xes_attribute(out, indent, "string", x->name, dict_name(&x->values, x->value[d]));
    }
    for (i64 i = h->first[d]; i < h->first[d + 1]; i++)
        xes_event(out, h, i);
    buf_put(out, S("  </trace>\n"));
}

void log_stream_xes(struct sink *sink, const struct history *h)
{
    struct buf *out = sink->out;
    buf_put(out, S("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<log xes.version=\"1849.2016\" xes.features=\"\""
                   " xmlns=\"http://www.xes-standard.org/\">\n"
                   "  <extension name=\"Concept\" prefix=\"concept\""
                   " uri=\"http://www.xes-standard.org/concept.xesext\"/>\n"
                   "  <extension name=\"Time\" prefix=\"time\""
                   " uri=\"http://www.xes-standard.org/time.xesext\"/>\n"
                   "  <extension name=\"Lifecycle\" prefix=\"lifecycle\""
                   " uri=\"http://www.xes-standard.org/lifecycle.xesext\"/>\n"
                   "  <extension name=\"Organizational\" prefix=\"org\""
                   " uri=\"http://www.xes-standard.org/org.xesext\"/>\n"
                   "  <global scope=\"trace\">\n"
                   "    <string key=\"concept:name\" value=\"\"/>\n"
                   "  </global>\n"
                   "  <global scope=\"event\">\n"
                   "    <string key=\"concept:name\" value=\"\"/>\n"
                   "    <date key=\"time:timestamp\" value=\"1970-01-01T00:00:00Z\"/>\n"
                   "    <string key=\"lifecycle:transition\" value=\"complete\"/>\n"
                   "  </global>\n"
                   "  <classifier name=\"Activity\" keys=\"concept:name\"/>\n"));
    for (i64 d = 0; d < h->deal_count; d++) {
        xes_trace(out, h, d);
        sink_turn(sink);
    }
    buf_put(out, S("</log>\n"));
}

void log_write_xes(struct buf *out, const struct history *h)
{
    struct sink sink = {.out = out};
    log_stream_xes(&sink, h);
}

static const struct csv_dialect dialect = {',', '"'};

static void csv_cell(struct buf *out, str text)
{
    buf_char(out, ',');
    csv_put(out, text, dialect);
}

static str actor_name(const struct history *h, i64 i)
{
    bool known = h->actor && h->actor[i] != HISTORY_NO_ID;
    return known ? dict_name(&h->actors, h->actor[i]) : (str){0};
}

/* What a CSV says of deals: only columns that some deal fills. */
struct record_columns {
    bool owner, amount, currency, reason;
};

static struct record_columns record_columns(const struct history *h)
{
    struct record_columns c = {0};
    for (i64 d = 0; d < h->deal_count; d++) {
        c.owner = c.owner || owner_name(h, d).n;
        c.amount = c.amount || h->amount_known[d];
        c.currency = c.currency || currency_name(h, d).n;
        c.reason = c.reason || h->reason[d] != HISTORY_NO_ID;
    }
    return c;
}

static void csv_header(struct buf *out, const struct history *h, const struct record_columns *c)
{
    buf_put(out, S("case_id,activity,timestamp,resource"));
    buf_put(out, c->owner ? S(",case:owner") : S(""));
    buf_put(out, c->amount ? S(",case:amount") : S(""));
    buf_put(out, c->currency ? S(",case:currency") : S(""));
    buf_put(out, c->reason ? S(",case:reason") : S(""));
    for (i64 k = 0; k < h->attribute_count; k++)
        if (!is_own_key(h->attributes[k].name)) {
            char name[HEADER_BYTES];
            i64 n = i64_min(h->attributes[k].name.n, HEADER_BYTES - 5);
            // NOLINTNEXTLINE(bugprone-not-null-terminated-result): a view with its length
            memcpy(name, "case:", 5);
            memcpy(name + 5, h->attributes[k].name.p, (size_t)n);
            csv_cell(out, (str){name, n + 5});
        }
    buf_char(out, '\n');
}

static void csv_record(struct buf *out, const struct history *h, const struct record_columns *c,
                       i64 d)
{
    if (c->owner)
        csv_cell(out, owner_name(h, d));
    if (c->amount) {
        buf_char(out, ',');
        put_amount(out, h, d);
    }
    if (c->currency)
        csv_cell(out, currency_name(h, d));
    if (c->reason) {
        bool known = h->reason[d] != HISTORY_NO_ID;
        csv_cell(out, known ? dict_name(&h->reasons, h->reason[d]) : (str){0});
    }
    for (i64 k = 0; k < h->attribute_count; k++) {
        const struct history_attribute *x = &h->attributes[k];
        bool known = x->value[d] != HISTORY_NO_ID;
        if (!is_own_key(x->name))
            csv_cell(out, known ? dict_name(&x->values, x->value[d]) : (str){0});
    }
}

void log_stream_csv(struct sink *sink, const struct history *h)
{
    struct buf *out = sink->out;
    struct record_columns c = record_columns(h);
    csv_header(out, h, &c);
    for (i64 d = 0; d < h->deal_count; d++)
        for (i64 i = h->first[d]; i < h->first[d + 1]; i++) {
            csv_put(out, h->deal_id[d], dialect);
            csv_cell(out, dict_name(&h->activities, h->activity[i]));
            buf_char(out, ',');
            time_print(out, h->at_ms[i]);
            csv_cell(out, actor_name(h, i));
            csv_record(out, h, &c, d);
            buf_char(out, '\n');
            sink_turn(sink);
        }
}

void log_write_csv(struct buf *out, const struct history *h)
{
    struct sink sink = {.out = out};
    log_stream_csv(&sink, h);
}

static void native_value(struct buf *out, const struct history *h, i64 i)
{
    buf_char(out, ',');
    if (!h->value || h->value[i] == HISTORY_NO_ID)
        return;
    i64 value = h->numbers[h->value[i]];
    enum activity_kind kind = (enum activity_kind)h->activity_kind[h->activity[i]];
    if (kind == ACTIVITY_OUTCOME && value >= 0 && value < OUTCOME_COUNT)
        buf_put(out, str_c(outcome_id((enum outcome)value)));
    else if (kind == ACTIVITY_CLOSE_DATE)
        date_print(out, value);
    else
        buf_i64(out, value);
}

void log_write_native(struct buf *out, const struct history *h)
{
    buf_put(out, S("deal,activity,kind,occurred_at,recorded_at,actor,value\n"));
    for (i64 d = 0; d < h->deal_count; d++)
        for (i64 i = h->first[d]; i < h->first[d + 1]; i++) {
            csv_put(out, h->deal_id[d], dialect);
            csv_cell(out, h->activity_word[h->activity[i]]);
            buf_fmt(out, ",%s,",
                    activity_kind_id((enum activity_kind)h->activity_kind[h->activity[i]]));
            time_print(out, h->at_ms[i]);
            buf_char(out, ',');
            if (h->lag_s && h->lag_s[i] != HISTORY_NO_LAG)
                time_print(out, (h->at_ms[i] / 1000 + h->lag_s[i]) * 1000);
            csv_cell(out, actor_name(h, i));
            native_value(out, h, i);
            buf_char(out, '\n');
        }
}

str log_gzip(struct arena *a, str text)
{
    z_stream z = {0};
    int status = deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    assert(status == Z_OK);
    i64 room = (i64)deflateBound(&z, (uLong)text.n) + 64, taken = 0, made = 0;
    char *out = arena_array(a, char, room);
    do { /* zlib counts in 32 bits: a gibibyte at a time */
        i64 piece = i64_min(text.n - taken, 1 << 30), space = i64_min(room - made, 1 << 30);
        z.next_in = (z_const Bytef *)(uintptr_t)(text.p + taken);
        z.avail_in = (uInt)piece;
        z.next_out = (Bytef *)out + made;
        z.avail_out = (uInt)space;
        status = deflate(&z, taken + piece == text.n ? Z_FINISH : Z_NO_FLUSH);
        taken += piece - (i64)z.avail_in;
        made += space - (i64)z.avail_out;
    } while (status != Z_STREAM_END);
    deflateEnd(&z);
    return (str){out, made};
}
