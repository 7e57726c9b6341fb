#include "base/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_MAX = 1024 };

static enum lang program_lang;
static _Thread_local enum lang thread_lang;
static _Thread_local bool thread_has_lang;

static const char *const codes[LANG_COUNT] = {"en", "fr"};

const char *lang_code(enum lang lang)
{
    return codes[lang];
}

bool lang_parse(str s, enum lang *out)
{
    for (i32 i = 0; i < LANG_COUNT; i++)
        if (str_eq(s, str_c(codes[i]))) {
            *out = (enum lang)i;
            return true;
        }
    return false;
}

enum lang lang_of_locale(str locale)
{
    bool french = str_starts(locale, S("fr")) &&
                  (locale.n == 2 || locale.p[2] == '_' || locale.p[2] == '.' || locale.p[2] == '@');
    return french ? LANG_FR : LANG_EN;
}

void lang_speak(enum lang lang)
{
    program_lang = lang;
}

void lang_speak_in_thread(enum lang lang)
{
    thread_lang = lang;
    thread_has_lang = true;
}

enum lang lang_spoken(void)
{
    return thread_has_lang ? thread_lang : program_lang;
}

/* A few hundred rows, read when something went wrong: a scan is soon enough. */
static const char *find(str english)
{
    for (const struct message_pair *const *table = messages_fr; *table; table++)
        for (const struct message_pair *p = *table; p->english; p++)
            if (str_eq(english, str_c(p->english)))
                return p->other;
    return NULL;
}

const char *message(const char *english)
{
    const char *other = lang_spoken() == LANG_FR ? find(str_c(english)) : NULL;
    return other ? other : english;
}

str message_str(str english)
{
    const char *other = lang_spoken() == LANG_FR ? find(english) : NULL;
    return other ? str_c(other) : english;
}

str message_fmt(struct arena *a, const char *english, ...)
{
    char text[TEXT_MAX];
    va_list list;
    va_start(list, english);
    int n = vsnprintf(text, sizeof text, message(english), list);
    va_end(list);
    return str_dup(a, (str){text, i64_min(i64_max(n, 0), TEXT_MAX - 1)});
}
