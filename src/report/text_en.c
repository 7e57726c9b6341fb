/* text_en.c - the sentences in English; text.h says how holes are written. */
#include "report/text.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): every entry is designated, so a missing comma
// does not compile
const char *const text_en[TEXT_COUNT] = {
    [TEXT_DAYS] = "{0} {0?day|days}",
    [TEXT_HOURS] = "{0} {0?hour|hours}",
    [TEXT_UNDER_HOUR] = "under an hour",
    [TEXT_POINTS] = "{0} {0?point|points}",
    [TEXT_RATE] = "{0} of {1} = {2} ({3} to {4})",
    [TEXT_RATE_COUNTS] = "{0} of {1}, too few to say",
    [TEXT_ESTIMATE] = "{0} ({1} to {2})",
    [TEXT_RANGE] = "{0} to {1}",
    [TEXT_OF] = "{0} of {1}",
    [TEXT_CANNOT_SAY] = "cannot say",
    [TEXT_TOO_FEW_DEALS] = "there are too few deals, or they were watched too briefly",
    [TEXT_TOO_FEW] = "too few to say",
    [TEXT_NOT_REACHED] = "not reached",
    [TEXT_NOT_KNOWN] = "not known",
    [TEXT_START] = "start",
    [TEXT_END] = "end",
    [TEXT_AND_MORE] = "and {0} more",
    [TEXT_AND_CRITERIA] = "and {0} other {0?criterion|criteria}",
    [TEXT_LIST_SEMICOLON] = "{0}; {1}",
    [TEXT_COLON] = "{0}: {1}",
    [TEXT_OUTCOME + OUTCOME_OPEN] = "open",
    [TEXT_OUTCOME + OUTCOME_WON] = "won",
    [TEXT_OUTCOME + OUTCOME_LOST] = "lost",
    [TEXT_OUTCOME + OUTCOME_NO_DECISION] = "no decision",
    [TEXT_OUTCOME + OUTCOME_WALKED] = "we withdrew",
    [TEXT_OUTCOME + OUTCOME_INVALID] = "invalid",
    [TEXT_KIND + KIND_RANDOM] = "Random",
    [TEXT_KIND + KIND_INFORMAL] = "Informal",
    [TEXT_KIND + KIND_FORMAL] = "Formal",
    [TEXT_KIND + KIND_DYNAMIC] = "Dynamic",
    [TEXT_KIND_ABOUT + KIND_RANDOM] = "Every seller sells in his own way; nothing is defined.",
    [TEXT_KIND_ABOUT + KIND_INFORMAL] =
        "Steps are written down; nobody checks whether they are followed.",
    [TEXT_KIND_ABOUT + KIND_FORMAL] = "Steps are defined, taught, enforced and reviewed.",
    [TEXT_KIND_ABOUT + KIND_DYNAMIC] =
        "Formal, shared by every department, and revised on evidence.",
    [TEXT_TITLE] = "How we really sell",
    [TEXT_PRODUCT] = "Sales assessment by Étalon",
    [TEXT_HEAD_DEALS] = "{0} {0?deal|deals}, from {1} to {2}",
    [TEXT_HEAD_DEALS_ONLY] = "{0} {0?deal|deals}",
    [TEXT_HEAD_AS_OF] = "Known up to {0}.",
    [TEXT_HEAD_FILES] = "From {0}",
    [TEXT_Q_SELL] = "How do we really sell?",
    [TEXT_Q_KIND] = "Which of the four kinds of process is it?",
    [TEXT_Q_COST] = "What does it cost us?",
    [TEXT_Q_FOUND] = "What stands out",
    [TEXT_SUMMARY] = "In short",
    [TEXT_SUM_COHORT] = "Of every 100 deals that enter, about {0} {0?is|are} won within {1} days.",
    [TEXT_SUM_CLOSED] =
        "Of the deals that closed, {0} were won, {1} lost, and {2} ended without a decision.",
    [TEXT_SUM_CLOSED_TWO] = "Of the deals that closed, {0} were won and {1} lost; whether buyers "
                            "decided nothing at all is not recorded.",
    [TEXT_SUM_TIME] = "Half of the wins come within {0}.",
    [TEXT_SUM_KIND] = "The selling process is “{0}”. {1}",
    [TEXT_SUM_KIND_NOT] = "Which kind of process it is cannot be told from these records.",
    [TEXT_WAYS_LEGEND] = "The numbers",
    [TEXT_WON_BY_DAY] = "Won within {0} days of entering",
    [TEXT_CLOSED_NARROW] = "Won, of deals won or lost (as most CRMs show)",
    [TEXT_CLOSED_BROAD] = "Won, of all closed deals, no decision included",
    [TEXT_NO_DECISION_RATE] = "Ended without a decision",
    [TEXT_KIND_DECIDED] = "{0} (probability {1}).",
    [TEXT_KIND_BETWEEN] = "Between {0} and {1}; most likely {2} ({3}).",
    [TEXT_KIND_UNEVIDENCED] =
        "Cannot be told apart yet: between {0} and {1}. The records say nothing of how the "
        "process is published, taught, checked or revised.",
    [TEXT_KIND_CANNOT] = "Too little is recorded to say.",
    [TEXT_KIND_MISSING] = "Missing evidence: {0}.",
    [TEXT_KIND_NEXT] = "What would lift it to {0}: {1}.",
    [TEXT_KIND_NOT_OUTCOME] =
        "The win rate plays no part in this: kinds are told apart by evidence of how one "
        "works.",
    [TEXT_COST_LOST] = "Lost",
    [TEXT_COST_NO_DECISION] = "Ended without a decision",
    [TEXT_COST_SLIP] = "Close date pushed back",
    [TEXT_COST_DEALS] = "{0} {0?deal|deals}",
    [TEXT_COST_DEALS_WORTH] = "{0} {0?deal|deals}, {1}",
    [TEXT_COST_WON] = "Won",
    [TEXT_COST_WITHOUT_AMOUNT] = "The amounts of lost deals are not in the data.",
    [TEXT_COST_PUSHED_BY] = "Half of the pushed deals slip by {0} or more",
    [TEXT_S_OUTCOMES] = "How deals end",
    [TEXT_S_TIME] = "When deals end",
    [TEXT_S_FUNNEL] = "From stage to stage",
    [TEXT_S_MAP] = "The process as it really runs",
    [TEXT_S_VARIANTS] = "The ways deals take",
    [TEXT_S_GROUPS] = "Do sellers, products and segments differ?",
    [TEXT_S_SEASON] = "The calendar",
    [TEXT_S_CONCENTRATION] = "How much rests on one seller",
    [TEXT_S_PIPELINE] = "Is the pipeline what it says?",
    [TEXT_S_ADHERENCE] = "Is the standard followed?",
    [TEXT_S_KIND] = "The kind of process, criterion by criterion",
    [TEXT_S_CANNOT] = "What the data cannot say",
    [TEXT_S_WARNINGS] = "To read with care",
    [TEXT_S_DATA] = "Where the figures come from",
    [TEXT_C_OUTCOME] = "Outcome",
    [TEXT_C_DEALS] = "Deals",
    [TEXT_C_SHARE] = "Share",
    [TEXT_C_INTERVAL] = "95% interval",
    [TEXT_C_STAGE] = "Stage",
    [TEXT_C_ADVANCED] = "Move on by day {0}",
    [TEXT_C_MEDIAN_TIME] = "Time, median",
    [TEXT_C_AGEING] = "Late after",
    [TEXT_C_LOST] = "Lost",
    [TEXT_C_NO_DECISION] = "No decision",
    [TEXT_C_WON] = "Won",
    [TEXT_C_CLOSED] = "Closed",
    [TEXT_C_RATE] = "Win rate",
    [TEXT_C_REACH] = "Deals that come here",
    [TEXT_C_SHRUNKEN] = "Likely rate",
    [TEXT_C_DAY] = "Day",
    [TEXT_C_OPEN] = "Open",
    [TEXT_C_FROM] = "From",
    [TEXT_C_TO] = "To",
    [TEXT_C_COUNT] = "Times",
    [TEXT_C_MEAN_TIME] = "Mean time",
    [TEXT_C_PATH] = "Path",
    [TEXT_C_ACTIVITY] = "Activity",
    [TEXT_C_FILE] = "File",
    [TEXT_C_KIND_OF_FILE] = "Taken for",
    [TEXT_C_ROWS] = "Rows",
    [TEXT_C_USED] = "Used",
    [TEXT_C_REJECTED] = "Rejected",
    [TEXT_C_DUPLICATES] = "Duplicates",
    [TEXT_C_COLUMN] = "Column",
    [TEXT_C_MEANING] = "Taken for",
    [TEXT_C_LINE] = "Line",
    [TEXT_C_REASON] = "Reason",
    [TEXT_C_MONTH] = "Month",
    [TEXT_C_QUARTER] = "Quarter",
    [TEXT_C_CRITERION] = "Criterion",
    [TEXT_C_WANTED] = "Wanted",
    [TEXT_C_SEEN] = "Seen",
    [TEXT_C_PROBABILITY] = "Probability",
    [TEXT_C_MILESTONE] = "Milestone",
    [TEXT_C_DONE] = "Done in time",
    [TEXT_C_MEDIAN] = "Median",
    [TEXT_C_MEAN] = "Mean",
    [TEXT_C_MIDDLE_80] = "Middle 80%",
    [TEXT_C_WHAT] = "Question",
    [TEXT_C_WHY] = "Why not",
    [TEXT_C_NEED] = "What would help",
    [TEXT_C_WON_VALUE] = "Won value",
    [TEXT_OUT_SENTENCE] = "Of {0} {0?deal|deals}, {1} {1?is|are} closed and {2} still open.",
    [TEXT_OUT_SIMULTANEOUS] =
        "Bars show shares of closed deals; the lighter part is the 95% interval, valid for "
        "all bars at once.",
    [TEXT_OUT_VALUE] = "By value",
    [TEXT_OUT_VALUE_RATE] = "{0} of {1} = {2} ({3} to {4})",
    [TEXT_OUT_WON_VALUE] = "Won value",
    [TEXT_OUT_PER_DEAL] = "per won deal: median {0}, mean {1}",
    [TEXT_TIME_CYCLE] = "Length of closed deals (as a CRM shows it)",
    [TEXT_TIME_TO_WIN] = "Time to win (open deals counted)",
    [TEXT_TIME_TO_WIN_IS] =
        "a quarter of wins by day {0}, half by day {1}, three quarters by day {2}",
    [TEXT_TIME_RMST] = "Over its first {0}, a deal spends on average {1} open, {2} won, {3} lost "
                       "and {4} without a decision.",
    [TEXT_TIME_CURVES] =
        "Share of the deals that entered, by day since entry. Open deals count for as long "
        "as they were seen. Bands hold everywhere at once, with 95% confidence.",
    [TEXT_TIME_AXIS] = "days since entry",
    [TEXT_TIME_LEFT_OUT] =
        "{0} {0?deal carries|deals carry} no usable times and {0?is|are} not in these "
        "curves.",
    [TEXT_TIME_LATE_ENTRY] =
        "{0} {0?deal was|deals were} first seen after {0?it|they} began; {0?it counts|they "
        "count} from then on.",
    [TEXT_FUNNEL_SENTENCE] =
        "{0} {0?deal has|deals have} stages. {1} skipped a stage and {2} went back at least once.",
    [TEXT_FUNNEL_NOTE] =
        "Stages do not multiply to a win rate: deals skip, come back, and are still open.",
    [TEXT_VELOCITY] = "Pace",
    [TEXT_VELOCITY_IS] =
        "{0} {0?deal enters|deals enter} a day × {1} won × {2} per win = {3} a day ({4} to {5})",
    [TEXT_MAP_SENTENCE] =
        "{0} {0?activity|activities} and {1} different {1?step|steps} between them; the drawing "
        "keeps {4} {4?activity|activities} and {2} {2?step|steps}, with {3} of all moves.",
    [TEXT_MAP_ALL_KEPT] =
        "{0} {0?activity|activities} and {1} different {1?step|steps} between them, all drawn.",
    [TEXT_MAP_BOX] = "{0}: {1} {1?time|times}",
    [TEXT_MAP_TITLE] = "Process map",
    [TEXT_MAP_NOTE] =
        "A box is an activity with its number of occurrences; a line is a step with how "
        "often and how slowly it is taken. Dashed lines run backward.",
    [TEXT_VARIANTS_SENTENCE] = "{0} {0?deal takes|deals take} {1} different {1?way|ways}; the {2} "
                               "most frequent {2?covers|cover} {3} of the deals.",
    [TEXT_VARIANTS_WON] = "Of won deals",
    [TEXT_VARIANTS_LOST] = "Of lost and undecided deals",
    [TEXT_VARIANTS_OPEN] = "Of open deals",
    [TEXT_GROUP_BY] = "By {0}",
    [TEXT_BY_OWNER] = "seller",
    [TEXT_BY_QUARTER] = "quarter of closing",
    [TEXT_QUARTER_OF] = "{0} Q{1}",
    [TEXT_VERDICT + GROUP_CANNOT_SAY] = "cannot say",
    [TEXT_VERDICT + GROUP_TOO_FEW] = "too few deals to compare",
    [TEXT_VERDICT + GROUP_NO_DIFFERENCE] = "no difference beyond chance",
    [TEXT_VERDICT + GROUP_DIFFERENCE] = "a difference that chance does not explain",
    [TEXT_GROUP_SENTENCE] = "By {0}: {1} ({2}, {3} compared).",
    [TEXT_GROUP_SPREAD] = "Rates spread by {0}; chance alone would give {1}.",
    [TEXT_GROUP_FLAGGED] = "{0}, against {1} overall.",
    [TEXT_GROUP_NOTE] =
        "p-values are adjusted over all comparisons. The ring is the rate as observed; the dot is "
        "the likely rate: few deals prove little, so it is drawn toward the whole. No ranking is "
        "meant. Where no decision is recorded, it counts as not won.",
    [TEXT_GROUP_SHOWN] = "The {0} with most closed deals, of {1}.",
    [TEXT_SEASON_LAST_MONTH] = "last month of the quarter",
    [TEXT_SEASON_LAST_WEEK] = "last week of the quarter",
    [TEXT_SEASON_PART] =
        "In the {0}: win rate {1} against {2} otherwise, a difference of {3} ({4} to {5}): {6}.",
    [TEXT_SEASON_PART_F] =
        "In the {0}: win rate {1} against {2} otherwise, a difference of {3} ({4} to {5}): {6}.",
    [TEXT_SEASON_WINS] = "{0} of wins close there, on {1} of the days.",
    [TEXT_SEASON_NOTE] =
        "Reported, not explained: deals may be closed early, late, or recorded so.",
    [TEXT_SEASON_CHART] =
        "Deals closed per {0}: won below, not won above; the last month of each quarter is "
        "darker",
    [TEXT_MONTH] = "month",
    [TEXT_CONC_TOP] = "{0} holds {1} of the won value ({2}).",
    [TEXT_CONC_TOP_WINS] = "{0} holds {1} of the wins.",
    [TEXT_CONC_TOP_FEW] = "{0} holds {1} of {2} wins: too few to say more.",
    [TEXT_CONC_THREE] = "The first three hold {0}; {1} of {2} sellers {1?makes|make} 80% of it.",
    [TEXT_CONC_EQUAL] = "That equals {0} {0?seller|sellers} of equal weight.",
    [TEXT_CONC_WITHOUT] = "Without this seller the win rate would be {0} instead of {1}.",
    [TEXT_SLIP_PUSHED] = "Close date pushed back at least once",
    [TEXT_SLIP_DAYS] = "Slip of a pushed deal",
    [TEXT_SLIP_DUE] = "Due in Q{0} {1}, not closed in it",
    [TEXT_OVERDUE] = "Open past the expected close",
    [TEXT_STALE] = "Open and silent for more than {0}",
    [TEXT_LITTLE_IS] = "Open deals, arrivals and lengths: {0}.",
    [TEXT_LITTLE_OK] = "they agree (ratio {0})",
    [TEXT_LITTLE_HIGH] = "more deals are open than arrivals and lengths explain (ratio {0}): "
                         "forgotten deals, or growth",
    [TEXT_LITTLE_LOW] = "fewer deals are open than arrivals and lengths explain (ratio {0}): "
                        "shrinking, or entries missing",
    [TEXT_COVERAGE_IS] =
        "{0} open {0?deal is|deals are} {1} times what is won in a quarter (mean of the last {2})",
    [TEXT_COVERAGE_VALUE_IS] = "{0} open {0?deal is|deals are} {1} times what is won in a quarter, "
                               "their value {3} times (mean of the last {2})",
    [TEXT_ADH_SCORE] = "Mean score of a deal",
    [TEXT_ADH_COMPLIANT] = "Deals that follow it (score of {0} or more)",
    [TEXT_ADH_WIN_FOLLOWED] = "Win rate when followed",
    [TEXT_ADH_WIN_NOT] = "Win rate when not",
    [TEXT_ADH_GOES_WITH] =
        "Following the standard goes with this difference; it is not shown to cause it.",
    [TEXT_ADH_MISSING] = "Obligations missing",
    [TEXT_ADH_LATE] = "Done late",
    [TEXT_ADH_WAIVED] = "Waived with authority",
    [TEXT_ADH_BACKFILLED] = "Filled in afterwards",
    [TEXT_ALIGN_SENTENCE] = "{0} of {1} closed deals follow the stages exactly; the others are {2} "
                            "{2?step|steps} away on average.",
    [TEXT_ALIGN_SKIPPED] = "skipped “{0}”",
    [TEXT_ALIGN_EXTRA] = "“{0}” where it is not allowed",
    [TEXT_ALIGN_UNKNOWN] = "“{0}”, which is not in the standard",
    [TEXT_ALIGN_ORDER] = "“{0}” out of order",
    [TEXT_ALIGN_AGAIN] = "“{0}” once more",
    [TEXT_ALIGN_DEALS] = "{0} {0?deal|deals}, {1} {1?step|steps} away: {2}",
    [TEXT_GATE] = "Known and used",
    [TEXT_GATE + 1] = "Managed",
    [TEXT_GATE + 2] = "Adaptive",
    [TEXT_GATE_PASSED] = "passed",
    [TEXT_GATE_FAILED] = "not passed",
    [TEXT_GATE_UNKNOWN] = "no evidence",
    [TEXT_CRITERION + CRITERION_PUBLISHED] = "a published version in force when deals enter",
    [TEXT_CRITERION + CRITERION_TRAINED] = "sellers trained on the current version",
    [TEXT_CRITERION + CRITERION_FOOTPRINT] = "deals bear the mark of the standard, beyond chance",
    [TEXT_CRITERION + CRITERION_ADHERENCE] = "mean adherence of deals",
    [TEXT_CRITERION + CRITERION_MONITORED] = "deals checked by somebody other than their owner",
    [TEXT_CRITERION + CRITERION_ENFORCED] = "unmet obligations blocked or waived with authority",
    [TEXT_CRITERION + CRITERION_DEPARTMENTS] = "adherence of the weakest department",
    [TEXT_CRITERION + CRITERION_REVIEWED] = "reviews of the standard’s effectiveness in a year",
    [TEXT_CRITERION + CRITERION_FEEDBACK] = "weeks with feedback to sellers",
    [TEXT_CRITERION + CRITERION_REVISIONS] = "revisions in a year",
    [TEXT_CRITERION + CRITERION_EVIDENCE] = "revisions that cite evidence",
    [TEXT_CRITERION + CRITERION_EVALUATED] = "revisions whose effect was measured",
    [TEXT_CRITERION + CRITERION_UPTAKE] = "new deals that run on the latest revision",
    [TEXT_LIFT_POINTS] = "{0} more {0?point|points} of “{1}”",
    [TEXT_LIFT_COUNT] = "{0} more for “{1}”",
    [TEXT_KIND_GATE4_SHORT] = "The last gate needs 180 days of records; there are {0}.",
    [TEXT_KIND_PROVENANCE] =
        "The four kinds are those of CSO Insights. Thresholds: table {0}, validated on "
        "simulated companies only.",
    [TEXT_DATA_SENTENCE] =
        "{0} rows read = {1} {1?deal|deals} + {2} rejected + {3} {3?duplicate|duplicates}.",
    [TEXT_DATA_SENTENCE_EVENTS] =
        "{0} rows of events read: {1} {1?deal|deals}, {2} rejected, {3} {3?duplicate|duplicates}.",
    [TEXT_DATA_REJECTED_FIRST] = "The first rejected rows",
    [TEXT_DATA_COLUMNS] = "How the columns were understood",
    [TEXT_DATA_VERSION] = "Étalon {0}",
    [TEXT_DATA_SAME] = "The same files always give this report, byte for byte.",
    [TEXT_DEFINITION] = "How it is computed",
    [TEXT_SOURCE_COLUMNS] = "Columns: {0}.",
    [TEXT_AS_TABLE] = "The same as a table",
    [TEXT_NOTHING_TO_WARN] = "Nothing in the data calls for care.",
    [TEXT_ALL_SAID] = "Every question could be answered.",
    [TEXT_CONTENTS] = "Contents",
    [TEXT_SKIP_TO] = "Skip to the report",
    [TEXT_NEEDS_HINT] = "would help: {0}",
    [TEXT_SUBJECT + SUBJECT_WIN_RATE_CLOSED] = "Win rate of closed deals",
    [TEXT_SUBJECT + SUBJECT_WIN_RATE_COHORT] = "Win rate of the deals that entered",
    [TEXT_SUBJECT + SUBJECT_NO_DECISION] = "No-decision rate",
    [TEXT_SUBJECT + SUBJECT_WON_VALUE] = "Won value",
    [TEXT_SUBJECT + SUBJECT_CYCLE] = "Length of closed deals",
    [TEXT_SUBJECT + SUBJECT_TIME_TO_WIN] = "Time to win",
    [TEXT_SUBJECT + SUBJECT_GROUPS] = "Comparisons",
    [TEXT_SUBJECT + SUBJECT_GROUP] = "Comparison",
    [TEXT_SUBJECT + SUBJECT_SEASON] = "Quarter-end effect",
    [TEXT_SUBJECT + SUBJECT_SERIES] = "Course over the months",
    [TEXT_SUBJECT + SUBJECT_FUNNEL] = "Stages and time in stage",
    [TEXT_SUBJECT + SUBJECT_VELOCITY] = "Pace of the pipeline",
    [TEXT_SUBJECT + SUBJECT_SLIPPAGE] = "Slippage of close dates",
    [TEXT_SUBJECT + SUBJECT_COVERAGE] = "Coverage",
    [TEXT_SUBJECT + SUBJECT_LITTLE] = "Balance of arrivals and stock",
    [TEXT_SUBJECT + SUBJECT_STALE] = "Silent deals",
    [TEXT_SUBJECT + SUBJECT_CONCENTRATION] = "Dependence on one seller",
    [TEXT_SUBJECT + SUBJECT_ADHERENCE] = "Adherence to the standard",
    [TEXT_SUBJECT + SUBJECT_ASSESSMENT] = "Kind of process",
    [TEXT_CAUSE + CAUSE_NO_DEALS] = "there is no deal",
    [TEXT_CAUSE + CAUSE_NO_CLOSED] = "no deal is closed",
    [TEXT_CAUSE + CAUSE_TOO_FEW] =
        "there {0?is|are} only {0} {0?case|cases} to go by, and it takes {1}",
    [TEXT_CAUSE + CAUSE_ONE_OUTCOME] = "every closed deal ended in the same way",
    [TEXT_CAUSE + CAUSE_NO_CLOSE_DATE] =
        "only {0} of {1} closed deals {0?carries|carry} a close date",
    [TEXT_CAUSE + CAUSE_NO_START_DATE] = "the deals carry no date of beginning",
    [TEXT_CAUSE + CAUSE_CREATED_IS_LOAD] = "{0} of {1} deals {0?was|were} created in one burst on "
                                           "{3}: the day of an import, not of their beginning",
    [TEXT_CAUSE + CAUSE_START_AFTER_CLOSE] =
        "{0} of {1} closed deals {0?ends before it begins|end before they begin}",
    [TEXT_CAUSE + CAUSE_NO_DECISION_UNSEEN] =
        "no outcome or reason in the data says “no decision”; none seen is not none",
    [TEXT_CAUSE + CAUSE_NO_AMOUNT] = "the deals carry no amount",
    [TEXT_CAUSE + CAUSE_MIXED_CURRENCIES] =
        "amounts are in {0} currencies; figures are of {2} only",
    [TEXT_CAUSE + CAUSE_NO_OWNER] = "the deals do not say who sold them",
    [TEXT_CAUSE + CAUSE_ONE_OWNER] = "there is a single seller",
    [TEXT_CAUSE + CAUSE_TOO_MANY_LEVELS] = "it has {0} different values for {1} closed deals",
    [TEXT_CAUSE + CAUSE_NO_STAGE_EVENTS] = "the moves from stage to stage are not recorded",
    [TEXT_CAUSE + CAUSE_STAGE_ORDER_UNKNOWN] = "the order of the stages is not known",
    [TEXT_CAUSE + CAUSE_NO_CLOSE_DATE_CHANGES] =
        "changes of the expected close date are not recorded",
    [TEXT_CAUSE + CAUSE_NO_ACTIVITY_EVENTS] = "there are no calls, mails or meetings",
    [TEXT_CAUSE + CAUSE_NO_STANDARD] = "no standard was given to compare with",
    [TEXT_CAUSE + CAUSE_NO_MILESTONES] = "the data has no milestone of the standard",
    [TEXT_CAUSE + CAUSE_NO_GOVERNANCE] =
        "nothing records how the process is published, taught, checked or revised",
    [TEXT_CAUSE + CAUSE_LOG_TOO_SHORT] = "the data covers {0} {0?day|days}, and it takes {1}",
    [TEXT_NEED + NEED_DEALS] = "deals",
    [TEXT_NEED + NEED_OUTCOME] = "a column that says how each deal ended",
    [TEXT_NEED + NEED_MORE_DEALS] = "more closed deals",
    [TEXT_NEED + NEED_LOST_DEALS] = "the deals that ended otherwise",
    [TEXT_NEED + NEED_CLOSE_DATE] = "a column with the day each deal was closed",
    [TEXT_NEED + NEED_START_DATE] = "a column with the day each deal really began",
    [TEXT_NEED + NEED_LOSS_REASON] =
        "a column with the reason of the loss, or an outcome “no decision”",
    [TEXT_NEED + NEED_AMOUNT] = "a column with the amount",
    [TEXT_NEED + NEED_CURRENCY_RATES] = "amounts in one currency",
    [TEXT_NEED + NEED_OWNER] = "a column with the seller of each deal",
    [TEXT_NEED + NEED_ATTRIBUTE] = "that column in the export",
    [TEXT_NEED + NEED_STAGE_HISTORY] =
        "the history of stages (OpportunityHistory, or the date each stage was entered)",
    [TEXT_NEED + NEED_STAGE_ORDER] = "a file of the stages in their order",
    [TEXT_NEED + NEED_CLOSE_DATE_HISTORY] =
        "the history of the close date (OpportunityFieldHistory)",
    [TEXT_NEED + NEED_ACTIVITIES] = "the file of tasks or activities",
    [TEXT_NEED + NEED_STANDARD] = "a standard, with --standard",
    [TEXT_NEED + NEED_MILESTONE_LOG] = "a record of milestones reached",
    [TEXT_NEED + NEED_GOVERNANCE_LOG] =
        "a record of publications, trainings, reviews and revisions",
    [TEXT_NEED + NEED_MORE_TIME] = "data over a longer time",
    [TEXT_WARNING + WARNING_EDITED_AFTER_CLOSE] =
        "{0} of {1} closed deals {0?was edited after it|were edited after they} closed: what {0?it "
        "says|they say} may have been written with the outcome in mind.",
    [TEXT_WARNING + WARNING_BLANK_BY_OUTCOME] =
        "“{2}” is blank in {4} of {6} deals but {5} of {7} ones: whether it is filled "
        "depends on the outcome.",
    [TEXT_WARNING + WARNING_ZERO_BY_OUTCOME] =
        "The amount is zero or missing in {4} of {6} deals but {5} of {7} ones: amounts "
        "were set with the outcome.",
    [TEXT_WARNING + WARNING_CREATED_IS_LOAD] =
        "{0} of {1} deals {0?was|were} created in one burst on {3}: probably the day of an import.",
    [TEXT_WARNING + WARNING_CLOSE_BEFORE_START] =
        "{0} of {1} closed deals {0?ends before it begins; it is|end before they begin; they are} "
        "left out of all times.",
    [TEXT_WARNING + WARNING_CLOSE_AFTER_AS_OF] =
        "{0} of {1} closed deals {0?closes|close} after the date up to which things are known.",
    [TEXT_WARNING + WARNING_NO_START_DATE] =
        "{0} of {1} deals {0?has no date of beginning; it is|have no date of beginning; they are} "
        "left out of all times.",
    [TEXT_WARNING + WARNING_NO_CLOSE_DATE] =
        "{0} of {1} closed deals {0?has no close date; it is|have no close date; they are} left "
        "out of all times.",
    [TEXT_WARNING + WARNING_WINDOW_STARTS_LATE] =
        "No deal closes before {3}, yet {0} of {1} began earlier: deals that ended before "
        "are missing.",
    [TEXT_WARNING + WARNING_FEW_LARGE_DEALS] =
        "Value rests on few large deals: it says as much as {4} deals of equal size.",
    [TEXT_WARNING + WARNING_MIXED_CURRENCIES] = "{0} {0?deal is|deals are} in other currencies "
                                                "than {2} and {0?is|are} in no figure of value.",
    [TEXT_WARNING + WARNING_OVERDUE_OPEN] =
        "{0} of {1} open deals {0?was|were} expected to close before now.",
    [TEXT_WARNING + WARNING_OLD_OPEN] = "{0} of {1} open deals {0?is|are} older than {4} days.",
    [TEXT_WARNING + WARNING_QUEUE_GROWS] =
        "More deals are open than arrivals and lengths explain (ratio {4}): forgotten "
        "deals, or growth.",
    [TEXT_WARNING + WARNING_QUEUE_SHRINKS] =
        "Fewer deals are open than arrivals and lengths explain (ratio {4}): shrinking, or "
        "entries missing.",
    [TEXT_WARNING + WARNING_FEW_LOSSES] =
        "More than 90% of closed deals are won: losses may not be recorded.",
    [TEXT_WARNING + WARNING_OUTCOME_CHANGED] =
        "{0} of {1} closed deals changed {0?its|their} outcome after closing.",
    [TEXT_WARNING + WARNING_INVALID_LEFT_OUT] = "{0} of {1} deals {0?is a duplicate or a test and "
                                                "is|are duplicates or tests and are} in no rate.",
    [TEXT_WARNING + WARNING_WALKED_LEFT_OUT] =
        "In {0} of {1} closed deals we withdrew; {0?it is|they are} in no win rate.",
    [TEXT_WARNING + WARNING_SAME_MINUTE] =
        "{0} of {1} milestones {0?was|were} recorded in bursts, several within a minute: "
        "{0?it|they} may have been ticked, not reached.",
    [TEXT_WARNING + WARNING_STANDARD_UNMATCHED] =
        "{0} of {1} stages of the standard {0?is|are} not in the data.",
    [TEXT_WARNING + WARNING_OTHER_VERSION] =
        "{0} of {1} deals entered under another version of the standard than the one given; {0?it "
        "is|they are} held against it all the same.",
    [TEXT_COHORT_RATE] = "{2} ({3} to {4}), {0} of {1} so far",
    [TEXT_COST_SLIPPED] = "{0}; half of them by {1} or more",
    [TEXT_ROLE + ROLE_IGNORED] = "not used",
    [TEXT_ROLE + ROLE_DEALS] = "deals",
    [TEXT_ROLE + ROLE_STAGE_HISTORY] = "history of stages",
    [TEXT_ROLE + ROLE_FIELD_HISTORY] = "history of fields",
    [TEXT_ROLE + ROLE_TASKS] = "activities",
    [TEXT_ROLE + ROLE_OWNERS] = "sellers",
    [TEXT_ROLE + ROLE_LOOKUP] = "accounts, products",
    [TEXT_ROLE + ROLE_STAGES] = "stages",
    [TEXT_ROLE + ROLE_EVENTS] = "events",
    [TEXT_ROLE + ROLE_GOVERNANCE] = "acts on the standard",
    [TEXT_SUBJECT + SUBJECT_WIN_RATE_VALUE] = "Win rate by value",
    [TEXT_CAUSE + CAUSE_AMOUNT_BY_OUTCOME] =
        "{0} of {1} lost deals {0?has|have} no amount, or zero",
    [TEXT_CAUSE + CAUSE_FOLLOWS_OUTCOME] =
        "“{2}” is written when the deal ends: it cannot compare deals",
    [TEXT_CAUSE + CAUSE_STANDARD_UNMATCHED] = "no stage of the standard is in the data",
    [TEXT_TIME_RMST_TWO] =
        "Over its first {0}, a deal spends on average {1} open, {2} won and {3} lost.",
    [TEXT_P_VALUE] = "p\u00a0=\u00a0{0}",
    [TEXT_P_BELOW] = "p\u00a0<\u00a0{0}",
    [TEXT_ACTIVITY_ENTERED] = "entered",
    [TEXT_ACTIVITY_CREATED] = "created",
    [TEXT_MINE_HEAD] = "{0} {0?deal|deals} with {1} {1?event|events}.",
    [TEXT_MINE_DURATIONS] =
        "From first to last event: {0} in the middle, {1} on average, {2} to {3} "
        "for half of the deals, up to {4} for nine in ten.",
    [TEXT_MINE_WAY] = "{0} {0?deal|deals} ({1}), {2} won, {3} on average",
    [TEXT_MINE_WAY_OPEN] = "{0} {0?deal|deals} ({1}), {2} on average",
    [TEXT_MINE_NO_STAGES] =
        "No closed deal has a stage of the standard: the distance cannot be said.",
    [TEXT_NO_EVENT] = "no event",
    [TEXT_ALIGN_ALL] = "All {0} closed deals follow the stages exactly.",
    [TEXT_C_ALL_CLOSED] = "all closed",
    [TEXT_ACTIVITY_WAIVED] = "{0} (waived)",
    [TEXT_ACTIVITY_REVOKED] = "{0} (lost again)",
    [TEXT_FIGURE + FIGURE_COHORT] =
        "Of all deals that entered the process, the share won within the given number of "
        "days. An open deal counts for as long as it was seen (Aalen–Johansen, competing "
        "ends), so the rate is not the plain quotient of the two counts; the interval "
        "comes from the infinitesimal jackknife.",
    [TEXT_FIGURE + FIGURE_WIN_NARROW] =
        "Won ÷ (won + lost), over closed deals: what most CRMs show. It forgets the deals "
        "that ended without a decision. Interval: Wilson, 95%.",
    [TEXT_FIGURE + FIGURE_WIN_BROAD] =
        "Won ÷ (won + lost + no decision), over closed deals. Deals we withdrew from and "
        "invalid ones are left out. Interval: Wilson, 95%.",
    [TEXT_FIGURE + FIGURE_LOSS] =
        "Lost ÷ (won + lost + no decision), over closed deals. Interval: Wilson, 95%.",
    [TEXT_FIGURE + FIGURE_NO_DECISION] =
        "No decision ÷ (won + lost + no decision): the buyer chose nobody. Told from the "
        "outcome or from the reason of the loss. Interval: Wilson, 95%.",
    [TEXT_FIGURE + FIGURE_OUTCOMES] =
        "Counts of closed deals by how they ended. The intervals are Goodman’s "
        "simultaneous 95% intervals of a multinomial: all of them hold at once.",
    [TEXT_FIGURE + FIGURE_VALUE] =
        "Sum of the amounts won ÷ sum of the amounts closed. Interval: ratio of sums on "
        "the logit scale, Student. The number of deals of equal size says how much a few "
        "large ones weigh.",
    [TEXT_FIGURE + FIGURE_COST] =
        "Number and, where known, amount of the closed deals that were lost or ended "
        "without a decision, and of those whose close date was pushed back. An amount on "
        "record is what was hoped for, not what would have been paid.",
    [TEXT_FIGURE + FIGURE_CYCLE] =
        "Calendar days from the day a deal entered to the day it closed, over closed deals "
        "only. While many deals are open this is too short, for the slow ones are missing: "
        "see the time to win.",
    [TEXT_FIGURE + FIGURE_TIME_TO_WIN] =
        "Of the wins that come within the observed range, the day by which a quarter, half "
        "and three quarters have come, open deals counted for as long as they were seen.",
    [TEXT_FIGURE + FIGURE_CURVES] =
        "Cumulative incidence of each way to end (Aalen–Johansen), open deals censored, "
        "deals first seen late entering late. Bands: 95%, simultaneous, by resampling the "
        "influence of each deal; drawn while at least ten deals are at risk.",
    [TEXT_FIGURE + FIGURE_FUNNEL] =
        "A visit is a deal in a stage. Moving on is entering a later stage within the "
        "horizon (in the last stage: winning); the other ways out compete with it and open "
        "visits are censored. Visits of deals that come back count again.",
    [TEXT_FIGURE + FIGURE_STAGE_TIME] =
        "Median time in the stage with open visits censored. “Late” is the age by which "
        "90% of the visits that will move on have done so.",
    [TEXT_FIGURE + FIGURE_VELOCITY] =
        "Entries per day × share won by the horizon × mean value of a win.",
    [TEXT_FIGURE + FIGURE_MAP] =
        "How often one activity comes right after another within a deal, and the mean time "
        "between them. Rare steps are left out of the drawing, never out of the counts.",
    [TEXT_FIGURE + FIGURE_VARIANTS] =
        "A way is the whole sequence of activities of a deal. Median durations run from "
        "the first to the last event.",
    [TEXT_FIGURE + FIGURE_GROUP] =
        "Pearson’s chi-square test of won against not won, over closed deals, by "
        "permutation when counts are small; p adjusted over all comparisons "
        "(Benjamini–Hochberg). The rate a level is worth is pulled toward the whole by a "
        "beta-binomial model, with its 90% interval.",
    [TEXT_FIGURE + FIGURE_SEASON] =
        "Deals closed in the last month (or week) of calendar quarters against all others: "
        "win rates compared by Newcombe’s interval and a chi-square test, adjusted over "
        "both.",
    [TEXT_FIGURE + FIGURE_CONCENTRATION] =
        "Shares of wins and of won value by seller; sellers of equal weight = 1 ÷ sum of "
        "squared shares.",
    [TEXT_FIGURE + FIGURE_SLIPPAGE] =
        "A push is a change of the expected close date to a later day; the slip is the "
        "last expected date minus the first.",
    [TEXT_FIGURE + FIGURE_OVERDUE] =
        "Open deals whose expected close lies before the day up to which things are known "
        "÷ open deals with an expected close.",
    [TEXT_FIGURE + FIGURE_STALE] =
        "Open deals without any event for longer than 95% of the gaps seen in deals that "
        "were later won. The second rate counts them as ended without a decision.",
    [TEXT_FIGURE + FIGURE_LITTLE] =
        "Little’s law: mean number open ÷ (entries per day × mean length of closed deals). "
        "Near 1 when records are complete and the pipeline is steady.",
    [TEXT_FIGURE + FIGURE_ADHERENCE] =
        "Each required or expected milestone is due once its stage is left. Done counts 1, "
        "late or out of order ½, filled in afterwards ¼ at most, missing 0; waived or "
        "unknowable ones are left out. Unknown is never counted as not done.",
    [TEXT_FIGURE + FIGURE_ALIGNMENT] =
        "The fewest steps to add or remove so that a deal follows the stages of the "
        "standard (exact optimal alignment).",
    [TEXT_FIGURE + FIGURE_KIND] =
        "Three gates in order, each the product of the probabilities of its criteria; the "
        "kind is one plus the gates passed. What nothing records counts as not shown, so "
        "errors go downward.",
};
// NOLINTEND(bugprone-suspicious-missing-comma)
