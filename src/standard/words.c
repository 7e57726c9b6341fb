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

str words_or_id(const struct words *w, str lang, str id)
{
    str title = words_in(w, lang);
    return title.n ? title : id;
}

const char *const discipline_words[] = {"random", "informal", "formal", "dynamic", NULL};
const char *const grade_words[] = {"required", "expected", "helpful", NULL};
const char *const confirmer_words[] = {"owner", "peer", "manager", NULL};
const char *const evidence_words[] = {"link", "file", "note", "mail", "field", NULL};
const char *const field_type_words[] = {"text",    "integer", "decimal", "money", "date",
                                        "boolean", "choice",  "person",  "link",  NULL};
const char *const move_forward_words[] = {"next", "any", "listed", NULL};
const char *const lane_words[] = {"seller", "buyer", NULL};
const char *const weekday_words[] = {"monday", "tuesday",  "wednesday", "thursday",
                                     "friday", "saturday", "sunday",    NULL};
const char *const meaning_words[] = {"status-quo", "indecision", NULL};
const char *const new_milestone_words[] = {"grandfathered", "catch-up", NULL};

const struct indicator_formula indicator_formulas[] = {
    {"win-rate", TARGET_SHARE, 0, 0, "won by the horizon, of the deals that entered"},
    {"loss-rate", TARGET_SHARE, 0, 0, "lost by the horizon, of the deals that entered"},
    {"no-decision-rate", TARGET_SHARE, 0, 0, "ended without a decision, of those that entered"},
    {"walked-rate", TARGET_SHARE, 0, 0, "that we left by the horizon, of those that entered"},
    {"stage-conversion", TARGET_SHARE, 1, 0, "left forwards by the horizon, of the entries"},
    {"time-in-stage", TARGET_DAYS, 1, 0, "median days in the stage, open visits censored"},
    {"cycle-time", TARGET_DAYS, 0, 0, "median days from entry to the signature"},
    {"velocity", TARGET_NUMBER, 0, 0, "expected value won per day"},
    {"won-value", TARGET_NUMBER, 0, 0, "value of the deals won in the period"},
    {"slippage", TARGET_SHARE, 0, 0, "deals whose expected close moved later, of those due"},
    {"adherence", TARGET_SHARE, 0, 0, "mean score of the obligations that were due"},
    {"waiver-rate", TARGET_SHARE, 0, 0, "waived, of the required milestones that were due"},
    {"handoff-accepted", TARGET_SHARE, 0, 1, "accepted in time, of the hand-offs made"},
    {"first-touch", TARGET_SHARE, 0, 1, "touched in time, of the hand-offs accepted"},
    {"handoff-returned", TARGET_SHARE, 0, 1, "returned with a reason, of the hand-offs made"},
    {"gross-retention", TARGET_SHARE, 0, 0, "recurring revenue kept, of what was up for renewal"},
    {"net-retention", TARGET_SHARE, 0, 0, "the same, expansion included"},
    {0},
};
