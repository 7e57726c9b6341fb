/* message.h - the language people are spoken to. A message stands in English where it is said;
 * its French stands beside that same English in a table, message_fr*.c, so nobody invents
 * numbers for messages. err_set, diag_add and their like translate the format they are
 * given; a text that reaches them ready-made is translated where it is made.
 *
 * Law: the French of a format has the same conversions in the same order. tests/run_messages
 * finds every message of the source and keeps that each has its French, and no French is left
 * over. Sentences of reports are another matter: report/text.h. */
#pragma once

#include "base/str.h"

enum lang { LANG_EN, LANG_FR, LANG_COUNT };

/* "en", "fr": the attribute of an HTML page. */
const char *lang_code(enum lang lang);
/* Accepts "en" and "fr". */
MUST_CHECK bool lang_parse(str s, enum lang *out);
/* The language of a POSIX locale name: "fr_FR.UTF-8" is French, all else English. */
enum lang lang_of_locale(str locale);

/* For the whole program, said once at its start. */
void lang_speak(enum lang lang);
/* For this thread from now on: a request speaks the language of who asks. */
void lang_speak_in_thread(enum lang lang);
enum lang lang_spoken(void);

/* The message in the language spoken; `english` itself when there is no other. */
__attribute__((format_arg(1))) const char *message(const char *english);
/* The same for a text that is not ended by a zero; never allocates. */
str message_str(str english);
/* The text of a format, in the language spoken. */
str message_fmt(struct arena *a, const char *english, ...) PRINTF_LIKE(2, 3);

/* Marks a message in a table: it is translated where it is shown. */
#define MESSAGE(english) english

struct message_pair {
    const char *english, *other;
};
/* One table for each part of the program, ended by a row without English. */
extern const struct message_pair messages_fr_program[], messages_fr_exchange[],
    messages_fr_server[], messages_fr_accounts[], messages_fr_api[], messages_fr_standard[],
    messages_fr_system[], messages_fr_outside[], messages_fr_import[], messages_fr_http[],
    messages_fr_live[], messages_fr_routes[], messages_fr_operate[], messages_fr_dynamic[],
    messages_fr_revise[];
extern const struct message_pair *const messages_fr[]; /* all of them, ended by NULL */
