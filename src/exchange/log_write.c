#include "exchange/log_write.h"

#include "format/csv.h"
#include "format/xml.h"

#include <zlib.h>

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

static void xes_trace(struct buf *out, const struct history *h, i64 d)
{
    const char *indent = "    ";
    buf_put(out, S("  <trace>\n"));
    xes_attribute(out, indent, "string", S("concept:name"), h->deal_id[d]);
    if (h->outcome[d] != OUTCOME_OPEN)
        xes_attribute(out, indent, "string", S("outcome"),
                      str_c(outcome_id((enum outcome)h->outcome[d])));
    for (i64 k = 0; k < h->attribute_count; k++) {
        const struct history_attribute *x = &h->attributes[k];
        if (x->value[d] != HISTORY_NO_ID && !str_eq(x->name, S("outcome")))
            xes_attribute(out, indent, "string", x->name, dict_name(&x->values, x->value[d]));
    }
    for (i64 i = h->first[d]; i < h->first[d + 1]; i++)
        xes_event(out, h, i);
    buf_put(out, S("  </trace>\n"));
}

void log_write_xes(struct buf *out, const struct history *h)
{
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
    for (i64 d = 0; d < h->deal_count; d++)
        xes_trace(out, h, d);
    buf_put(out, S("</log>\n"));
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

void log_write_csv(struct buf *out, const struct history *h)
{
    buf_put(out, S("case_id,activity,timestamp,resource\n"));
    for (i64 d = 0; d < h->deal_count; d++)
        for (i64 i = h->first[d]; i < h->first[d + 1]; i++) {
            csv_put(out, h->deal_id[d], dialect);
            csv_cell(out, dict_name(&h->activities, h->activity[i]));
            buf_char(out, ',');
            time_print(out, h->at_ms[i]);
            csv_cell(out, actor_name(h, i));
            buf_char(out, '\n');
        }
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
