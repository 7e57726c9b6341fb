/* company_truth.c - truth.json: what no export knows, so that what the product says of the
 * company can be compared with what it is. */
#include "format/json.h"
#include "simulate/company_files.h"
#include "simulate/company_standard.h"

static void put_f64(struct json *j, const char *key, f64 value)
{
    json_key(j, str_c(key));
    json_f64(j, value);
}

static void put_i64(struct json *j, const char *key, i64 value)
{
    json_key(j, str_c(key));
    json_i64(j, value);
}

static void put_text(struct json *j, const char *key, const char *value)
{
    json_key(j, str_c(key));
    json_str(j, str_c(value));
}

static void put_moment(struct json *j, const char *key, i64 ms)
{
    char bytes[64];
    struct buf text = {.p = bytes, .max = LENGTH(bytes)};
    time_print(&text, ms);
    json_key(j, str_c(key));
    json_str(j, buf_str(&text));
}

static void put_parameters(struct json *j, const struct company_draw *d)
{
    json_key(j, S("parameters"));
    json_object(j);
    json_key(j, S("published"));
    json_bool(j, d->published);
    json_key(j, S("own_habits"));
    json_bool(j, d->habit);
    put_f64(j, "trained", d->trained);
    put_f64(j, "adherence", d->adherence);
    put_f64(j, "inspected", d->inspected);
    put_f64(j, "enforced", d->enforced);
    put_f64(j, "feedback_weeks", d->feedback_weeks);
    put_i64(j, "reviews_a_year", d->reviews);
    put_i64(j, "revisions_a_year", d->revisions);
    put_f64(j, "evidence", d->evidence);
    put_f64(j, "evaluated", d->evaluated);
    put_f64(j, "uptake", d->uptake);
    put_f64(j, "backfilled", d->backfilled);
    put_f64(j, "outside_gap", d->outside_gap);
    put_f64(j, "cycle_days", d->cycle_days);
    json_end(j);
}

static void put_effects(struct json *j, const struct company_config *config)
{
    json_key(j, S("planted"));
    json_object(j);
    put_f64(j, "revision_win_log_odds", config->revision_win);
    put_f64(j, "trend_win_points_a_month", config->variant == VARIANT_TREND ? 0.6 : 0);
    put_f64(j, "later_versions_time_factor", config->variant == VARIANT_SPEED ? 0.75 : 1);
    put_f64(j, "health_on_practice_log_odds",
            config->variant == VARIANT_UNMEASURED ? COMPANY_HEALTH_ON_PRACTICE : 0);
    json_key(j, S("practices"));
    json_array(j);
    for (i32 i = 0; i < config->effect_count; i++) {
        json_object(j);
        put_text(j, "milestone", company_milestones[config->effects[i].milestone].id);
        put_f64(j, "win_log_odds", config->effects[i].win);
        put_f64(j, "no_decision_log_odds", config->effects[i].no_decision);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void put_people(struct json *j, const struct company *c)
{
    json_key(j, S("sellers"));
    json_array(j);
    for (i32 i = 0; i < c->rep_count; i++) {
        json_object(j);
        json_key(j, S("name"));
        json_str(j, c->reps[i].name);
        put_text(j, "department", company_departments[c->reps[i].department]);
        put_f64(j, "share", c->reps[i].weight);
        put_f64(j, "skill_log_odds", c->reps[i].skill);
        put_f64(j, "adherence", c->reps[i].adherence);
        json_end(j);
    }
    json_end(j);
}

static void put_outcomes(struct json *j, const char *key, const i64 count[OUTCOME_COUNT])
{
    json_key(j, str_c(key));
    json_object(j);
    for (i32 o = OUTCOME_OPEN; o <= OUTCOME_NO_DECISION; o++)
        put_i64(j, outcome_id((enum outcome)o), count[o]);
    json_end(j);
}

static void put_counts(struct json *j, const struct company *c)
{
    i64 shown[OUTCOME_COUNT] = {0}, final[OUTCOME_COUNT] = {0};
    for (i64 i = 0; i < c->deals.n; i++) {
        shown[c->deals.v[i].outcome]++;
        final[c->deals.v[i].final]++;
    }
    put_i64(j, "deals", c->deals.n);
    put_i64(j, "events", c->events.n);
    put_i64(j, "governance_events", c->governance.n);
    put_outcomes(j, "outcomes_at_snapshot", shown);
    put_outcomes(j, "outcomes_in_the_end", final);
    f64 percent[3];
    company_target(c->config.kind, percent);
    json_key(j, S("outcome_target_percent"));
    json_array(j);
    for (i32 i = 0; i < 3; i++)
        json_f64(j, percent[i]);
    json_end(j);
}

static void put_seed(struct json *j, u64 seed)
{
    char bytes[64];
    struct buf text = {.p = bytes, .max = LENGTH(bytes)};
    buf_fmt(&text, "%llu", (unsigned long long)seed);
    json_key(j, S("seed")); /* text: 64 bits do not fit a JavaScript number */
    json_str(j, buf_str(&text));
}

/* The object and its last member, a list, stay open for the slices of deals. */
void company_print_truth_head(struct buf *out, const struct company *c, enum company_shape shape)
{
    struct json j;
    json_init(&j, out, 2);
    json_object(&j);
    put_text(&j, "generator", "etalon simulate");
    put_text(&j, "generator_version", COMPANY_GENERATOR_VERSION);
    json_key(&j, S("company"));
    json_str(&j, c->name);
    put_text(&j, "kind", company_kind_id(c->config.kind));
    put_text(&j, "variant", company_variant_id(c->config.variant));
    put_seed(&j, c->config.seed);
    put_f64(&j, "governance_logged", c->config.logged);
    put_text(&j, "shape", company_shape_id(shape));
    put_moment(&j, "from", c->start_ms);
    put_moment(&j, "as_of", c->end_ms);
    put_i64(&j, "versions", c->version_count);
    put_counts(&j, c);
    put_parameters(&j, &c->draw);
    put_effects(&j, &c->config);
    put_people(&j, c);
    json_key(&j, S("deal_truth"));
    json_array(&j);
}

static void put_deal(struct buf *out, const struct company *c, i64 number, enum company_shape shape)
{
    const struct company_deal *deal = &c->deals.v[number];
    char bytes[64];
    struct buf id = {.p = bytes, .max = LENGTH(bytes)};
    struct json j;
    company_put_id(&id, c, number, shape);
    json_init(&j, out, 0);
    json_object(&j);
    json_key(&j, S("deal"));
    json_str(&j, buf_str(&id));
    put_text(&j, "ends", outcome_id(deal->final));
    put_moment(&j, "at", deal->final_ms);
    put_text(&j, "under_first_version", outcome_id(deal->under_first));
    put_text(&j, "under_latest_version", outcome_id(deal->under_latest));
    put_f64(&j, "health", deal->health);
    json_end(&j);
}

void company_print_truth_deals(struct buf *out, const struct company *c, enum company_shape shape,
                               i64 from, i64 to)
{
    for (i64 i = from; i < to; i++) {
        buf_put(out, i ? S(",\n    ") : S("\n    "));
        put_deal(out, c, i, shape);
        out->n--; /* the line end that closes a document */
    }
    if (to == c->deals.n)
        buf_put(out, S("\n  ]\n}\n"));
}
