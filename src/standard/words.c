#include "standard/standard.h"

str words_in(const struct words *w, str lang)
{
    str english = {0};
    for (i64 i = 0; i < w->list.n; i++) {
        if (str_eq(w->list.v[i].lang, lang))
            return w->list.v[i].text;
        if (str_eq(w->list.v[i].lang, S("en")))
            english = w->list.v[i].text;
    }
    return english.n ? english : w->list.n ? w->list.v[0].text : (str){0};
}
