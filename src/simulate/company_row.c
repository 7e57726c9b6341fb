#include "simulate/company_row.h"

#include "format/csv.h"
#include "simulate/company_standard.h"

static const struct csv_dialect commas = {',', '"'};

void company_row_str(struct company_row *r, str cell)
{
    if (r->begun)
        buf_char(r->out, ',');
    r->begun = true;
    csv_put(r->out, cell, commas);
}

void company_row_text(struct company_row *r, const char *cell)
{
    company_row_str(r, str_c(cell));
}

/* Numbers and moments need no quotes: they go straight into the buffer. */
static struct buf *open_cell(struct company_row *r)
{
    if (r->begun)
        buf_char(r->out, ',');
    r->begun = true;
    return r->out;
}

void company_row_i64(struct company_row *r, i64 cell)
{
    buf_i64(open_cell(r), cell);
}

void company_row_money(struct company_row *r, i64 amount_minor)
{
    money_print(open_cell(r), amount_minor, S("USD"));
}

void company_row_date(struct company_row *r, i64 ms)
{
    struct buf *out = open_cell(r);
    if (ms != TIME_NONE)
        date_print(out, days_of_ms(ms));
}

void company_row_time(struct company_row *r, i64 ms)
{
    struct buf *out = open_cell(r);
    if (ms != TIME_NONE)
        time_print(out, ms / 1000 * 1000);
}

static void put_clock(struct buf *out, i64 ms, const char *between, const char *format)
{
    i64 day = days_of_ms(ms), second = (ms - day * MS_PER_DAY) / MS_PER_SECOND;
    date_print(out, day);
    buf_put(out, str_c(between));
    i32 h = (i32)(second / 3600), m = (i32)(second / 60 % 60), s = (i32)(second % 60);
    if (format)
        buf_fmt(out, "%02d:%02d:%02d%s", h, m, s, format);
    else
        buf_fmt(out, "%02d:%02d", h, m);
}

void company_row_time_sf(struct company_row *r, i64 ms)
{
    struct buf *out = open_cell(r);
    if (ms != TIME_NONE)
        put_clock(out, ms, "T", ".000+0000");
}

void company_row_time_plain(struct company_row *r, i64 ms)
{
    struct buf *out = open_cell(r);
    if (ms != TIME_NONE)
        put_clock(out, ms, " ", NULL);
}

void company_row_end(struct company_row *r)
{
    buf_char(r->out, '\n');
    r->begun = false;
}

/* The 3 last characters say which of each 5 letters are capitals (Salesforce). */
void company_row_salesforce_id(struct company_row *r, const char *prefix, i64 number)
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static const char codes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    char id[18];
    i64 head = str_c(prefix).n;
    for (i64 i = 0; i < 15; i++)
        id[i] = i < head ? prefix[i] : '0';
    for (i64 i = 14; i >= head && number > 0; i--, number /= 62)
        id[i] = digits[number % 62];
    for (i32 block = 0; block < 3; block++) {
        i32 mask = 0;
        for (i32 i = 0; i < 5; i++)
            mask |= (id[5 * block + i] >= 'A' && id[5 * block + i] <= 'Z') << i;
        id[15 + block] = codes[mask];
    }
    company_row_str(r, (str){id, LENGTH(id)});
}

void company_row_zoho_id(struct company_row *r, i64 number)
{
    struct buf *out = open_cell(r);
    buf_put(out, S("zcrm_"));
    buf_i64(out, number);
}

str company_crm_stage(const struct company_deal *deal, enum company_shape shape)
{
    bool lower = shape == SHAPE_HUBSPOT;
    if (deal->outcome == OUTCOME_OPEN)
        return str_c(company_stages[deal->stage].title);
    if (deal->outcome == OUTCOME_WON)
        return lower ? S("Closed won") : S("Closed Won");
    return lower ? S("Closed lost") : S("Closed Lost");
}
