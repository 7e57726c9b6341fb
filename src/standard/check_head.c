/* Currency, calendar, discipline and what the discipline asks for. */
#include "standard/check_part.h"

/* ISO 4217, in force 2026, without funds, metals and test codes. */
static const char currencies[] =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS "
    "GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW "
    "KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR "
    "MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR "
    "SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX "
    "USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

static void check_currency(const struct standard *s, struct diags *d)
{
    if (s->currency.n != 3) /* reading spoke about it */
        return;
    for (i64 i = 0; i + 3 <= (i64)sizeof currencies - 1; i += 4)
        if (str_eq(s->currency, (str){currencies + i, 3}))
            return;
    for (i64 i = 0; i < 3; i++)
        if (s->currency.p[i] < 'A' || s->currency.p[i] > 'Z')
            return;
    check_say(d, DIAG_ERROR, "bad-currency", s->currency_at,
              message_fmt(d->arena, "\"%.*s\" is no currency of ISO 4217", STR_ARG(s->currency)),
              "EUR, USD, GBP, CHF…");
}

/* "Europe/Paris", "America/Argentina/Ushuaia", "UTC": not "CET" nor "+01:00". */
static bool is_zone(str zone)
{
    if (str_eq(zone, S("UTC")))
        return true;
    bool slash = false;
    for (i64 i = 0; i < zone.n; i++) {
        char c = zone.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && c != '/' && c != '_' && c != '-')
            return false;
        slash = slash || (c == '/' && i > 0 && i + 1 < zone.n);
    }
    return slash && !str_ends(zone, S("/"));
}

static bool uses_working_time(const struct standard *s)
{
    bool working = s->review.every.working || s->training.valid.working || s->waivers.valid.working;
    for (i64 i = 0; i < s->stages.n; i++)
        working |= s->stages.v[i].expected.working || s->stages.v[i].limit.working;
    for (i64 i = 0; i < s->milestones.n; i++)
        working |= s->milestones.v[i].lapse.working;
    for (i64 i = 0; i < s->handoffs.n; i++)
        working |= s->handoffs.v[i].accept_within.working || s->handoffs.v[i].touch_within.working;
    return working;
}

static void check_holidays(const struct standard *s, struct diags *d)
{
    const struct calendar_rule *c = &s->calendar;
    for (i64 i = 0; i < c->holidays.n; i++)
        for (i64 k = 0; k < i; k++)
            if (c->holidays.v[i] == c->holidays.v[k]) {
                struct date day = date_from_days(c->holidays.v[i]);
                check_say(d, DIAG_WARNING, "bad-calendar", c->at,
                          message_fmt(d->arena, "the holiday %04d-%02d-%02d is written twice",
                                      day.year, day.month, day.day),
                          "delete one");
                break;
            }
}

static void check_calendar(const struct standard *s, struct diags *d)
{
    const struct calendar_rule *c = &s->calendar;
    if (!c->known) {
        if (uses_working_time(s))
            check_say(d, DIAG_WARNING, "no-calendar", s->at,
                      S("clocks run in working time, but no calendar says when that is"),
                      "add calendar: {zone: Europe/Paris, days: monday to friday, "
                      "hours: 09:00-18:00}");
        return;
    }
    if (c->zone.n && !is_zone(c->zone))
        check_say(d, DIAG_ERROR, "bad-calendar", c->at,
                  message_fmt(d->arena, "\"%.*s\" is no time zone", STR_ARG(c->zone)),
                  "write the name of the tz database: Europe/Paris, America/New_York, UTC");
    if (c->days == 0 && s->sound)
        check_say(d, DIAG_ERROR, "bad-calendar", c->at, S("no day is a working day"),
                  "write days: monday to friday");
    check_holidays(s, d);
}

static void check_binding(const struct standard *s, struct diags *d)
{
    if (!s->review.known)
        check_say(d, DIAG_WARNING, "no-review", s->discipline_at,
                  S("nothing says when this standard is reviewed"),
                  "add review: {every: 13 weeks, owner: …}; a standard that is not revised "
                  "becomes shelfware");
    if (!s->training.known)
        check_say(d, DIAG_WARNING, "no-training", s->discipline_at,
                  S("people must apply it, but nothing says how they learn it"),
                  "add training: {valid: 365 days}");
    if (!s->waivers.known)
        check_say(d, DIAG_WARNING, "no-waivers", s->discipline_at,
                  S("required milestones block, but nobody may waive one"),
                  "add waivers: {granted-by: manager, valid: 30 days}");
    if (s->indicators.n == 0)
        check_say(d, DIAG_WARNING, "no-indicator", s->discipline_at, S("nothing is measured"),
                  "add indicators: the win rate and the no-decision rate at least");
}

static void check_dynamic(const struct standard *s, struct diags *d)
{
    if (s->departments.n < 2)
        check_say(d, DIAG_WARNING, "one-department", s->discipline_at,
                  S("a dynamic standard is shared by every department that meets the customer"),
                  "add departments: marketing, sales, customer success");
    if (s->handoffs.n == 0)
        check_say(d, DIAG_WARNING, "no-handoff", s->discipline_at,
                  S("departments share this standard, but hand nothing over"),
                  "add handoffs with a packet and clocks");
    if (s->review.known && s->review.departments.n == 0)
        check_say(d, DIAG_WARNING, "no-approval", s->review.at,
                  S("no department approves a revision"),
                  "add approved-by: [marketing, sales, success]");
}

void check_head(const struct standard *s, struct diags *d)
{
    check_currency(s, d);
    check_calendar(s, d);
    if (s->discipline >= DISCIPLINE_FORMAL)
        check_binding(s, d);
    if (s->discipline == DISCIPLINE_DYNAMIC)
        check_dynamic(s, d);
}
