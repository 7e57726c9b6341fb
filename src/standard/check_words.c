#include "standard/check_words.h"

#include <string.h>

enum { TITLE_WORDS_MAX = 64 };

struct folded {
    str word[TITLE_WORDS_MAX]; /* small ASCII letters and digits */
    i64 n;
};

/* Latin letters without their accents; anything else that is no letter is a blank. */
static char fold(u32 c)
{
    static const char latin[] = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return (char)c;
    if (c >= 'A' && c <= 'Z')
        return (char)(c + 32);
    if (c >= 0xC0 && c <= 0xFF)
        return latin[c - 0xC0];
    return c == 0x152 || c == 0x153 ? 'o' : ' ';
}

static struct folded fold_words(struct arena *scratch, str text)
{
    struct folded f = {0};
    char *p = arena_array(scratch, char, text.n + 1);
    i64 n = 0, from = 0;
    for (i64 i = 0; i < text.n;)
        p[n++] = fold(utf8_next(text, &i));
    for (i64 i = 0; i <= n; i++) {
        if (i < n && p[i] != ' ')
            continue;
        if (i > from && f.n < TITLE_WORDS_MAX)
            f.word[f.n++] = (str){p + from, i - from};
        from = i + 1;
    }
    return f;
}

/* `list` is words between blanks, blanks at both ends: " demo meeting " */
static bool in_list(str word, const char *list)
{
    char padded[40];
    if (word.n + 2 > (i64)sizeof padded)
        return false;
    padded[0] = padded[word.n + 1] = ' ';
    memcpy(padded + 1, word.p, (size_t)word.n);
    return str_find(str_c(list), (str){padded, word.n + 2}) >= 0;
}

static const char buyer_words[] =
    " buyer buyers customer customers client clients cliente prospect prospects they their user "
    "users sponsor champion committee board team utilisateur utilisateurs acheteur acheteurs "
    "decideur decideurs compte account equipe equipes parrain comite ils elle visitor visiteur "
    "signer signatory subscriber abonne payer payeur paie signataire ";
static const char seller_words[] =
    " demo demos demonstration demonstrations discovery decouverte qualification qualify "
    "qualified qualifying qualifie qualifiee presentation presented presentee pitch proposal "
    "proposition quote quoted quotation devis negotiation negotiating negociation call called "
    "appel rdv rendezvous meeting met reunion evaluation prospecting prospection outreach "
    "contacted contact contacte closing closed conclusion nurture nurturing followup relance "
    "offer offre sent envoye envoyee envoi poc pov pilot scoping cadrage ";
static const char internal_words[] =
    " mql sql sal sql1 handoff handover handed passation transmission transmis transmise "
    "assigned attribue attribuee transfer transfert onboarded routed ";
static const char forecast_words[] = " upside pipeline commit bestcase forecast prevision ";
static const char number_words[] = " r1 r2 r3 r4 rdv1 rdv2 rdv3 step stage phase etape ";

static bool any_in(const struct folded *f, const char *list)
{
    for (i64 i = 0; i < f->n; i++)
        if (in_list(f->word[i], list))
            return true;
    return false;
}

enum title_kind title_kind_of(struct arena *scratch, str text)
{
    struct folded f = fold_words(scratch, text);
    if (any_in(&f, " mql sql sal handoff handover passation "))
        return TITLE_INTERNAL;
    if (any_in(&f, buyer_words))
        return TITLE_FINE;
    if (any_in(&f, internal_words))
        return TITLE_INTERNAL;
    if (any_in(&f, seller_words))
        return TITLE_SELLER;
    if (any_in(&f, forecast_words) ||
        (f.n == 2 && str_eq(f.word[0], S("best")) && str_eq(f.word[1], S("case"))))
        return TITLE_FORECAST;
    return f.n && f.n <= 2 && in_list(f.word[0], number_words) ? TITLE_NUMBER : TITLE_FINE;
}

static const char empty_words[] =
    " the a an of has have is are was to in on and or their its his her by with for at that this "
    "le la les l de du des d un une et ou ont est a au aux son sa ses leur leurs par en sur pour "
    "que qui ce cette dans avec il elle ils ete ";

/* "agreed", "agrees", "agree" → "agr"; crude, and enough to compare. */
static str stem(str w)
{
    static const char *const endings[] = {"ement", "ation", "ing", "ees", "eed", "ed",
                                          "es",    "ee",    "er",  "ez",  "s",   "e"};
    for (i64 i = 0; i < LENGTH(endings); i++) {
        str ending = str_c(endings[i]);
        if (w.n - ending.n >= 3 && str_ends(w, ending))
            return str_sub(w, 0, w.n - ending.n);
    }
    return w;
}

static struct folded meaning_of(struct arena *scratch, str text)
{
    struct folded all = fold_words(scratch, text), kept = {0};
    for (i64 i = 0; i < all.n; i++) {
        str word = stem(all.word[i]);
        bool known = in_list(all.word[i], empty_words);
        for (i64 k = 0; k < kept.n && !known; k++)
            known = str_eq(kept.word[k], word);
        if (!known)
            kept.word[kept.n++] = word;
    }
    return kept;
}

static f64 overlap(struct arena *scratch, str a, str b)
{
    struct folded x = meaning_of(scratch, a), y = meaning_of(scratch, b);
    i64 shared = 0;
    for (i64 i = 0; i < x.n; i++)
        for (i64 k = 0; k < y.n; k++)
            shared += str_eq(x.word[i], y.word[k]);
    i64 all = x.n + y.n - shared;
    return all ? (f64)shared / (f64)all : 0;
}

f64 title_overlap(struct arena *scratch, const struct words *a, const struct words *b)
{
    f64 most = 0;
    for (i64 i = 0; i < a->list.n; i++)
        for (i64 k = 0; k < b->list.n; k++) {
            if (!str_eq(a->list.v[i].lang, b->list.v[k].lang))
                continue;
            f64 o = overlap(scratch, a->list.v[i].text, b->list.v[k].text);
            most = o > most ? o : most;
        }
    return most;
}
