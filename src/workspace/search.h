/* search.h - the words of a workspace: the current names and references of deals, what their
 * text fields hold, and every note (why somebody parked, objected, what shows a milestone).
 * Accents and capitals do not count; a word of the question is the beginning of a word of the
 * text. Each text is found by itself, under the event it came with.
 *
 * There are two indexes, FTS5's, of names (and references) and of other texts, without a copy of
 * them; what is taken out leaves the pages at once, so that a text that was erased is not in the
 * file any more. `etalon verify` makes the indexes again in memory and compares. */
#pragma once

#include "workspace/list.h"

enum { SEARCH_NAMES, SEARCH_TEXTS, SEARCH_INDEXES };
enum {
    SEARCH_WORDS_MAX = 8,      /* of a question; more are not looked at */
    SEARCH_QUESTION_MAX = 100, /* bytes */
    SEARCH_DEALS_MAX = 1000,   /* texts, the newest, from which a list takes its deals */
};

/* Names and references come before other texts; where every word is whole, before where some
 * are only begun; newer before older. */
enum search_rank { RANK_NAME, RANK_NAME_BEGUN, RANK_TEXT, RANK_TEXT_BEGUN, RANK_COUNT };

struct search_place {
    enum search_rank rank;
    i64 sequence; /* hits before it are still to come; 0: all of this rank */
};

struct search_hit {
    enum search_rank rank;
    i64 sequence, deal; /* the event whose text it is */
};

/* The words of a question that say something; 0: none. */
i64 search_words(struct arena *a, str question, str out[SEARCH_WORDS_MAX]);

/* Up to `most` hits from `place` on, the best first; `place` is moved behind them. Few of them
 * when there are no more. */
i64 search_page(struct storage *db, struct arena *a, str question, struct search_place *place,
                i64 most, struct search_hit *out);
/* The deals of the newest SEARCH_DEALS_MAX texts with all words in them, each once. Sets `*cut`
 * when there may be more. */
i64 search_deals(struct storage *db, struct arena *a, str question, i64 out[SEARCH_DEALS_MAX],
                 bool *cut);
