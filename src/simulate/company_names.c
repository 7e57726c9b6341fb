#include "simulate/company_parts.h"
#include "stats/draw.h"

static const char *const first_names[] = {
    "Ada",    "Amara", "Anouk", "Ben",    "Camille", "Carla", "Chloé", "Daniel", "Deepa",  "Elena",
    "Emil",   "Farah", "Felix", "Grace",  "Hugo",    "Ines",  "Ivan",  "Jonas",  "Julie",  "Kofi",
    "Lars",   "Lea",   "Liam",  "Lucía",  "Malik",   "Marta", "Mei",   "Nadia",  "Nils",   "Noor",
    "Olivia", "Paul",  "Priya", "Rafael", "Rosa",    "Samir", "Sofia", "Tom",    "Yasmin", "Zoé",
};
static const char *const last_names[] = {
    "Abara",  "Almeida", "Berger", "Bianchi", "Brandt",   "Castel",  "Coste",     "Dahl",
    "Devaux", "Eriksen", "Falk",   "Ferrari", "Fontaine", "Garnier", "Grant",     "Haas",
    "Hassan", "Ibarra",  "Jansen", "Keller",  "Kimura",   "Laurent", "Lindqvist", "Marchand",
    "Mbeki",  "Meyer",   "Moreau", "Nguyen",  "Novak",    "Okafor",  "Olsen",     "Petit",
    "Quinn",  "Rao",     "Romero", "Schmidt", "Tanaka",   "Vidal",   "Weber",     "Zanetti",
};
static const char *const heads[] = {"Al",    "Bran", "Cor", "Del", "Er",  "Fen", "Gal", "Hel",
                                    "Ister", "Jor",  "Kal", "Lum", "Mar", "Nor", "Or",  "Pel",
                                    "Quen",  "Ros",  "Sol", "Tar", "Ul",  "Vel", "Wes", "Zan"};
static const char *const middles[] = {"a",   "ado", "ani", "eka", "eto", "ia",
                                      "ino", "iva", "o",   "ona", "ora", "u"};
static const char *const tails[] = {"dyne", "line",  "mark", "nova", "ris", "sen",
                                    "tec",  "vance", "via",  "wick", "x",   "zor"};
static const char *const forms[] = {"Systems",  "Group",  "Logistics", "Health",
                                    "Energy",   "Labs",   "Foods",     "Bank",
                                    "Mobility", "Retail", "Media",     "Industries"};

static const char *pick(struct rng *r, const char *const *words, i64 n)
{
    return words[rng_below(r, n)];
}

/* Numbers below first × last, all different, stand for the full names. */
void company_name_reps(struct company *c, struct arena *a, struct rng *r)
{
    enum { NAMES = LENGTH(first_names) * LENGTH(last_names) };
    u32 order[NAMES];
    for (u32 i = 0; i < NAMES; i++)
        order[i] = i;
    draw_shuffle_u32(r, order, NAMES);
    for (i32 i = 0; i <= c->rep_count; i++) {
        str name = str_fmt(a, "%s %s", first_names[order[i] % LENGTH(first_names)],
                           last_names[order[i] / LENGTH(first_names)]);
        if (i == c->rep_count)
            c->manager = name;
        else
            c->reps[i].name = name;
    }
    c->name = company_new_account(a, r);
}

str company_new_account(struct arena *a, struct rng *r)
{
    const char *head = pick(r, heads, LENGTH(heads)), *middle = pick(r, middles, LENGTH(middles));
    const char *tail = pick(r, tails, LENGTH(tails)), *form = pick(r, forms, LENGTH(forms));
    return str_fmt(a, "%s%s%s %s", head, middle, tail, form);
}
