#include "simulate/company_standard.h"

static void line(struct buf *out, i32 indent, const char *key, const char *value)
{
    buf_fmt(out, "%*s%s: %s\n", indent, "", key, value);
}

static void titles(struct buf *out, i32 indent, const char *en, const char *fr)
{
    buf_fmt(out, "%*stitle:\n%*sen: \"%s\"\n%*sfr: \"%s\"\n", indent, "", indent + 2, "", en,
            indent + 2, "", fr);
}

static void print_head(struct buf *out, enum company_kind kind, i32 version)
{
    buf_put(out, S("# The standard that this simulated company claims (etalon simulate).\n"
                   "etalon: 1\nprocess: simulated-sales\n"));
    if (version > 0)
        buf_fmt(out, "version: %d\n", version);
    titles(out, 0, "How we sell Atlas", "Comment nous vendons Atlas");
    line(out, 0, "discipline", company_kind_id(kind));
    line(out, 0, "owner", "revenue-operations");
    line(out, 0, "currency", "USD");
    buf_put(out,
            S("calendar:\n  zone: UTC\n  days: [monday, tuesday, wednesday, thursday, friday]\n"
              "  hours: 08:00-18:00\n"
              "departments:\n"
              "  marketing: {en: Marketing, fr: Marketing}\n"
              "  sales: {en: Sales, fr: Ventes}\n"
              "  customer-success: {en: Customer Success, fr: Succès client}\n"
              "personas:\n"
              "  user-lead: {en: Lead of the users, fr: Responsable des utilisateurs}\n"
              "  budget-holder: {en: Budget holder, fr: Responsable du budget}\n"
              "  champion: {en: Champion, fr: Porteur}\n"
              "  technical-lead: {en: Technical lead, fr: Responsable technique}\n"
              "  economic-buyer: {en: Economic buyer, fr: Décideur économique}\n"
              "  security-and-legal: {en: Security and legal, fr: Sécurité et juridique}\n"
              "  project-lead: {en: Project lead, fr: Chef de projet}\n"
              "fields:\n"
              "  amount:\n    title: {en: Amount, fr: Montant}\n    type: money\n"
              "  champion:\n    title: {en: Champion, fr: Porteur}\n    type: person\n"
              "  start-date:\n    title: {en: Start date, fr: Date de début}\n"
              "    type: date\n"));
}

static void print_milestone(struct buf *out, const struct company_milestone_word *m)
{
    buf_fmt(out, "      %s:\n", m->id);
    titles(out, 8, m->title, m->title_fr);
    buf_fmt(out, "        persona: %s\n        grade: required\n", m->persona);
    line(out, 8, "evidence", "[note, mail, link]");
}

static void print_stages(struct buf *out)
{
    buf_put(out, S("stages:\n"));
    for (i32 s = 0; s < COMPANY_STAGES; s++) {
        const struct company_stage_word *stage = &company_stages[s];
        buf_fmt(out, "  %s:\n", stage->id);
        titles(out, 4, stage->title, stage->title_fr);
        line(out, 4, "department", company_department_ids[stage->department]);
        buf_fmt(out, "    expected: %d days\n    age-limit: %d days\n", stage->days,
                3 * stage->days);
        if (s == COMPANY_STAGES - 1)
            buf_put(out, S("    contributors: [customer-success]\n    commit: true\n"));
        buf_put(out, S("    milestones:\n"));
        for (i32 m = 0; m < COMPANY_MILESTONES; m++)
            if (company_milestones[m].stage == s)
                print_milestone(out, &company_milestones[m]);
    }
}

static void print_rules(struct buf *out)
{
    buf_put(out, S("moves:\n  forward: any\n  backward: true\n"
                   "handoffs:\n"
                   "  to-sales:\n"
                   "    title: {en: Marketing to Sales, fr: Du marketing aux ventes}\n"
                   "    from: marketing\n    to: sales\n    on-entering: cost-agreed\n"
                   "    packet: [amount, champion]\n"
                   "    accept-within: 8 working hours\n    touch-within: 2 working days\n"
                   "    return-reasons:\n"
                   "      no-problem: {en: No problem named, fr: Aucun problème nommé}\n"
                   "      wrong-person: {en: Wrong person, fr: Mauvais interlocuteur}\n"
                   "outcomes:\n"
                   "  won:\n    title: {en: Won, fr: Gagné}\n"
                   "  lost:\n    title: {en: Lost, fr: Perdu}\n    competitor-asked: true\n"
                   "    lanes: [seller, buyer]\n"
                   "    reasons:\n"
                   "      price: {en: Price, fr: Prix}\n"
                   "      competitor: {en: Competitor chosen, fr: Concurrent choisi}\n"
                   "  no-decision:\n    title: {en: No decision, fr: Sans décision}\n"
                   "    reasons:\n"
                   "      status-quo:\n        title: {en: Status quo kept, fr: Statu quo}\n"
                   "        meaning: status-quo\n"
                   "      no-agreement:\n"
                   "        title: {en: No agreement inside, fr: Pas d'accord en interne}\n"
                   "        meaning: indecision\n"
                   "  walked:\n    title: {en: We withdrew, fr: Nous nous sommes retirés}\n"
                   "  invalid:\n    title: {en: Invalid, fr: Invalide}\n"));
}

static void print_indicators(struct buf *out)
{
    buf_put(out, S("indicators:\n"
                   "  win-rate:\n    title: {en: Win rate, fr: Taux de gain}\n"
                   "    formula: win-rate\n"
                   "    base: {en: deals that entered, fr: affaires entrées}\n"
                   "    horizon: 180 days\n    owner: revenue-operations\n"
                   "  no-decision:\n    title: {en: No decision, fr: Sans décision}\n"
                   "    formula: no-decision-rate\n"
                   "    base: {en: deals that entered, fr: affaires entrées}\n"
                   "    horizon: 180 days\n    owner: revenue-operations\n"));
}

void company_standard_print(struct buf *out, enum company_kind kind, i32 version)
{
    print_head(out, kind, version);
    print_stages(out);
    print_rules(out);
    print_indicators(out);
    if (version > 1)
        buf_fmt(out,
                "changes:\n  from: %d\n"
                "  why: {en: Milestones reworded after the quarterly review}\n",
                version - 1);
    if (kind >= COMPANY_FORMAL)
        buf_put(out, S("review:\n  every: 90 days\n  owner: revenue-operations\n"
                       "  approved-by: [marketing, sales, customer-success]\n"
                       "training:\n  valid: 365 days\n"
                       "waivers:\n  granted-by: manager\n"));
}
