// The types of the API. Written by web/tools/types.mjs from the route table: script/web types.
export type Health = {
    status: string;
    version: string;
};

export type Openapi = {
    openapi: string;
    info: Record<string, string>;
    paths: Record<string, unknown>;
    components: Record<string, unknown>;
};

export type Standards = {
    standards: StandardSummary[];
};

export type Published = {
    edition?: number;
    process?: string;
    version?: number;
    discipline?: string;
    /** Deals in flight go along, from now on. */
    carrying_over?: boolean;
    /** With dry_run, instead: nothing was published. */
    errors?: number;
    warnings?: number;
    problems?: Diagnostic[];
};

export type Checked = {
    errors: number;
    warnings: number;
    notes: number;
    problems: Diagnostic[];
};

export type Standard = {
    edition: number;
    process: string;
    version: number;
    title?: string;
    discipline: string;
    owner?: string;
    in_force: boolean;
    about?: string;
    currency?: string;
    fields: StandardField[];
    stages: StandardStage[];
    handoffs: StandardHandoff[];
    outcomes: StandardOutcome[];
    calendar: StandardCalendar;
};

export type Review = {
    /** What was found; it stays in force. */
    found?: string;
};

export type Reviewed = {
    edition: number;
    /** Left out: the standard asks for none. */
    next_review?: string;
};

export type DealNew = {
    /** What it is called. */
    name: string;
    /** Whose newest version it runs on; else the newest of all. */
    process?: string;
    /** Where it begins; else in the first stage. */
    stage?: string;
    /** Its id in another system. */
    reference?: string;
    /** When it began; else now. */
    occurred_at?: string;
};

export type Acted = {
    type?: string;
    title?: string;
    status?: number;
    code?: string;
    detail?: string;
    deal?: number;
    revision: number;
    accepted: boolean;
    /** What was recorded; left out: nothing was. */
    events?: EventSpan;
    stage?: Named;
    outcome?: string;
    /** Never empty: a deal is never stuck. */
    ways_out?: WayOut[];
    findings: Finding[];
    /** How many more there are. */
    findings_left_out?: number;
};

export type Deal = {
    deal: number;
    revision?: number;
    name?: string;
    reference?: string;
    process?: string;
    edition?: number;
    version?: number;
    discipline?: string;
    stage?: Named;
    stage_entered_at?: string;
    outcome?: string;
    owner?: Someone | null;
    opened_at?: string;
    close_date?: string;
    /** As "48000.00". */
    amount?: string;
    currency?: string;
    parked?: boolean;
    parked_until?: string;
    closed_at?: string;
    reason?: string;
    buyer_reason?: string;
    competitor_won?: boolean;
    /** By the ids of the standard, each of its field's type. */
    fields: Record<string, unknown>;
};

export type DealName = {
    /** What it is called. */
    name: string;
};

export type DealRenamed = {
    deal: number;
    revision: number;
};

export type Deals = {
    deals: DealRow[];
    /** How many there are in all; left out when that costs much. */
    total?: number;
    /** Where the list goes on; left out at its end. */
    next_cursor?: string;
};

export type Board = {
    stages: Column[];
    deals: number;
    /** There are more than were counted. */
    at_least?: boolean;
};

export type Act = {
    /** What is done. */
    act: "enter-stage" | "set-field" | "reach-milestone" | "confirm" | "revoke" | "waive" | "end-waiver" | "object" | "park" | "unpark" | "offer-handoff" | "accept-handoff" | "return-handoff" | "touch" | "set-close-date" | "set-owner" | "close" | "give-reason" | "reopen";
    /** enter-stage, reopen. */
    stage?: string;
    /** reach-milestone, confirm, revoke, waive, end-waiver; object, if it is about one. */
    milestone?: string;
    /** set-field. */
    field?: string;
    /** offer-handoff, accept-handoff, return-handoff, touch. */
    handoff?: string;
    /** set-field: by the field's type; amounts and decimals as text or number; null empties it. */
    value?: Record<string, unknown>;
    /** reach-milestone. */
    evidence?: Evidence;
    /** In one line; object and park want it. */
    why?: string;
    /** park, waive; a waiver without it ends as late as it may. */
    until?: string;
    /** close. */
    outcome?: "won" | "lost" | "no-decision" | "walked" | "invalid";
    /** close, give-reason, return-handoff: one that the standard has. */
    reason?: string;
    /** close: the reason in the buyer's words. */
    buyer_reason?: string;
    /** close: did a competitor win? */
    competitor_won?: boolean;
    /** give-reason: whose reason. */
    lane?: "seller" | "buyer";
    /** set-owner: a person. */
    owner?: number;
    /** set-close-date. */
    date?: string;
    /** When it happened; else now. */
    occurred_at?: string;
    /** Only asks the judge; nothing is recorded. */
    dry_run?: boolean;
};

export type Checklist = {
    deal: number;
    revision: number;
    process: string;
    version: number;
    discipline: string;
    outcome: string;
    stages: ChecklistStage[];
    handoffs: ChecklistHandoff[];
    /** What the next stage would meet. */
    next?: ChecklistNext;
    ways_out: WayOut[];
};

export type Timeline = {
    deal: number;
    revision: number;
    events: TimelineEvent[];
    /** Where the list goes on; left out at its end. */
    next_cursor?: string;
};

export type Waiting = {
    waiting: Waits[];
    counts: WaitingCounts;
    until?: string;
    /** Where the list goes on; left out at its end. */
    next_cursor?: string;
};

export type WaitingOwners = {
    owners: WaitingOwner[];
};

export type Whoami = {
    workspace: string;
    me: Someone | null;
    role?: string;
    department?: string;
};

export type People = {
    people: Person[];
    /** Where the list goes on; left out at its end. */
    next_cursor?: string;
};

export type PersonName = {
    /** As others say it. */
    name: string;
};

export type Person = {
    person: number;
    name: string;
};

export type Imports = {
    imports: Import[];
};

export type ImportUndone = {
    import: number;
    taken_back: number;
    /** Touched since: they stay. */
    kept: number;
    /** Which; the first of them. */
    kept_deals: number[];
};

export type ImportTask = {
    state: "collecting" | "reading" | "asks" | "ready" | "running" | "done" | "stopped" | "failed";
    /** Files. */
    handed_over: number;
    /** How tightly the process that read them was shut in. */
    read_apart?: ReadApart;
    progress?: Progress | null;
    /** Its number, once it is over. */
    import?: number;
    /** Acts of the past that the standard would have blocked. */
    would_have_stopped?: number;
    /** Why it cannot go on. */
    problem?: string;
    hint?: string;
    questions?: ImportQuestion[];
    rows?: ImportRows | null;
    files?: ImportFile[];
    /** The first; all of them as CSV. */
    rejected?: ImportRejection[];
    /** What was guessed, or contradicts. */
    warnings?: ImportWarning[];
    /** Until then the files speak. */
    as_of?: string;
    as_of_from?: string;
    standard?: ImportStandard | null;
    places?: ImportPlace[];
    people?: ImportPeople | null;
    deals?: ImportDeals | null;
};

export type ImportLook = {
    /** A mapping file (docs/import.md), as text. */
    map?: string;
    /** A standard as text; else the newest one, else one is drafted. */
    standard?: string;
};

export type Found = {
    hits: Hit[];
    /** Where the list goes on; left out at its end. */
    next_cursor?: string;
};

export type Figures = {
    /** Of etalon itself. */
    version: string;
    /** SHA-256 of all files, in the order given; of a workspace: its chain, at population.sequence. */
    input_hash: string;
    /** Of the sentences in this document; ids and numbers never depend on it. */
    lang: "en" | "fr";
    /** What was known at the end of that day (UTC). */
    as_of: string | null;
    /** Of anything that happened. */
    first_day: string | null;
    /** Of anything that happened. */
    last_day: string | null;
    /** Of a workspace only: which deals these are. */
    population: Population;
    /** Read = deals + rejected + duplicates; over event logs: deals seen. */
    rows: RowsRead;
    /** Deals by how they ended. */
    outcomes: OutcomeCounts;
    /** Three win rates. */
    win_rate: WinRates;
    /** No decision / (won + lost + no decision). */
    no_decision_rate: Rate;
    /** Lost / (won + lost + no decision). */
    loss_rate: Rate;
    /** We withdrew / all closed, invalid left out. */
    walked_rate: Rate;
    /** Invalid / all deals. */
    invalid_rate: Rate;
    /** Open / all deals, invalid left out. */
    open_rate: Rate;
    /** The three shares with intervals that hold together (Goodman). */
    simultaneous: Simultaneous;
    /** Sum of won amounts in minor units (cents); null when it cannot be said. */
    won_value_minor: number | null;
    /** Of all amounts, ISO 4217; null when the data names none. */
    currency: string | null;
    /** By value. */
    value: ByValue;
    /** Days from entering to closing, closed deals only: what a CRM shows; too short while many are open. */
    cycle_days: Cycle;
    /** Of the wins within what was observed, when they come; open deals censored. */
    time_to_win: TimeToWin;
    /** Of all deals, when they have ended, however. */
    time_to_close: TimeToClose;
    /** Cumulative incidence curves; arrays of one length, or empty. */
    incidence: Incidence;
    /** Restricted means. */
    restricted_mean: RestrictedMean;
    /** From stage to stage. */
    funnel: Funnel;
    /** Comparisons: by seller, by every column with few values, by quarter of closing; or those of --by. */
    groups: Comparison[];
    /** The calendar. */
    season: Season;
    /** Changes of the expected close date. */
    slippage: Slippage;
    /** Past the expected close. */
    overdue: Overdue;
    /** Silence. */
    stale: Stale;
    /** Open deals against what a quarter wins. */
    coverage: Coverage;
    /** Little's law. */
    little: Queue;
    /** Pace. */
    velocity: Velocity;
    /** Dependence on one seller. */
    concentration: Concentration;
    /** With --standard. */
    adherence: Adherence;
    /** Exact distance of closed deals to the stages of the standard; null without one, or when the data has no stages. */
    alignment: Distance | null;
    /** Which of the four kinds of process. */
    assessment: Assessment;
    /** The directly-follows map. */
    map: Map;
    /** Different ways deals took. */
    variant_count: number;
    /** Most frequent first, at most 1000. */
    variants: Variant[];
    /** Every question the data cannot answer. */
    cannot_say: CannotSay[];
    /** What calls for care. */
    warnings: FiguresWarning[];
};

export type FiguresOutcomes = {
    /** Of etalon itself. */
    version: string;
    /** SHA-256 of all files, in the order given; of a workspace: its chain, at population.sequence. */
    input_hash: string;
    /** Of the sentences in this document; ids and numbers never depend on it. */
    lang: "en" | "fr";
    /** What was known at the end of that day (UTC). */
    as_of: string | null;
    /** Of anything that happened. */
    first_day: string | null;
    /** Of anything that happened. */
    last_day: string | null;
    /** Of a workspace only: which deals these are. */
    population: Population;
    /** Read = deals + rejected + duplicates; over event logs: deals seen. */
    rows: RowsRead;
    /** Deals by how they ended. */
    outcomes: OutcomeCounts;
    /** Three win rates. */
    win_rate: WinRates;
    /** No decision / (won + lost + no decision). */
    no_decision_rate: Rate;
    /** Lost / (won + lost + no decision). */
    loss_rate: Rate;
    /** We withdrew / all closed, invalid left out. */
    walked_rate: Rate;
    /** Invalid / all deals. */
    invalid_rate: Rate;
    /** Open / all deals, invalid left out. */
    open_rate: Rate;
    /** The three shares with intervals that hold together (Goodman). */
    simultaneous: Simultaneous;
    /** Sum of won amounts in minor units (cents); null when it cannot be said. */
    won_value_minor: number | null;
    /** Of all amounts, ISO 4217; null when the data names none. */
    currency: string | null;
    /** By value. */
    value: ByValue;
    /** Every question the data cannot answer. */
    cannot_say: CannotSay[];
    /** What calls for care. */
    warnings: FiguresWarning[];
};

export type FiguresTimes = {
    /** Of etalon itself. */
    version: string;
    /** SHA-256 of all files, in the order given; of a workspace: its chain, at population.sequence. */
    input_hash: string;
    /** Of the sentences in this document; ids and numbers never depend on it. */
    lang: "en" | "fr";
    /** What was known at the end of that day (UTC). */
    as_of: string | null;
    /** Of anything that happened. */
    first_day: string | null;
    /** Of anything that happened. */
    last_day: string | null;
    /** Of a workspace only: which deals these are. */
    population: Population;
    /** Read = deals + rejected + duplicates; over event logs: deals seen. */
    rows: RowsRead;
    /** Days from entering to closing, closed deals only: what a CRM shows; too short while many are open. */
    cycle_days: Cycle;
    /** Of the wins within what was observed, when they come; open deals censored. */
    time_to_win: TimeToWin;
    /** Of all deals, when they have ended, however. */
    time_to_close: TimeToClose;
    /** Cumulative incidence curves; arrays of one length, or empty. */
    incidence: Incidence;
    /** Restricted means. */
    restricted_mean: RestrictedMean;
    /** Every question the data cannot answer. */
    cannot_say: CannotSay[];
    /** What calls for care. */
    warnings: FiguresWarning[];
};

export type FiguresFunnel = {
    /** Of etalon itself. */
    version: string;
    /** SHA-256 of all files, in the order given; of a workspace: its chain, at population.sequence. */
    input_hash: string;
    /** Of the sentences in this document; ids and numbers never depend on it. */
    lang: "en" | "fr";
    /** What was known at the end of that day (UTC). */
    as_of: string | null;
    /** Of anything that happened. */
    first_day: string | null;
    /** Of anything that happened. */
    last_day: string | null;
    /** Of a workspace only: which deals these are. */
    population: Population;
    /** Read = deals + rejected + duplicates; over event logs: deals seen. */
    rows: RowsRead;
    /** From stage to stage. */
    funnel: Funnel;
    /** Every question the data cannot answer. */
    cannot_say: CannotSay[];
    /** What calls for care. */
    warnings: FiguresWarning[];
};

export type FiguresGroups = {
    /** Of etalon itself. */
    version: string;
    /** SHA-256 of all files, in the order given; of a workspace: its chain, at population.sequence. */
    input_hash: string;
    /** Of the sentences in this document; ids and numbers never depend on it. */
    lang: "en" | "fr";
    /** What was known at the end of that day (UTC). */
    as_of: string | null;
    /** Of anything that happened. */
    first_day: string | null;
    /** Of anything that happened. */
    last_day: string | null;
    /** Of a workspace only: which deals these are. */
    population: Population;
    /** Read = deals + rejected + duplicates; over event logs: deals seen. */
    rows: RowsRead;
    /** Comparisons: by seller, by every column with few values, by quarter of closing; or those of --by. */
    groups: Comparison[];
    /** Every question the data cannot answer. */
    cannot_say: CannotSay[];
    /** What calls for care. */
    warnings: FiguresWarning[];
};

export type FiguresSeason = {
    /** Of etalon itself. */
    version: string;
    /** SHA-256 of all files, in the order given; of a workspace: its chain, at population.sequence. */
    input_hash: string;
    /** Of the sentences in this document; ids and numbers never depend on it. */
    lang: "en" | "fr";
    /** What was known at the end of that day (UTC). */
    as_of: string | null;
    /** Of anything that happened. */
    first_day: string | null;
    /** Of anything that happened. */
    last_day: string | null;
    /** Of a workspace only: which deals these are. */
    population: Population;
    /** Read = deals + rejected + duplicates; over event logs: deals seen. */
    rows: RowsRead;
    /** The calendar. */
    season: Season;
    /** Every question the data cannot answer. */
    cannot_say: CannotSay[];
    /** What calls for care. */
    warnings: FiguresWarning[];
};

export type FiguresPipeline = {
    /** Of etalon itself. */
    version: string;
    /** SHA-256 of all files, in the order given; of a workspace: its chain, at population.sequence. */
    input_hash: string;
    /** Of the sentences in this document; ids and numbers never depend on it. */
    lang: "en" | "fr";
    /** What was known at the end of that day (UTC). */
    as_of: string | null;
    /** Of anything that happened. */
    first_day: string | null;
    /** Of anything that happened. */
    last_day: string | null;
    /** Of a workspace only: which deals these are. */
    population: Population;
    /** Read = deals + rejected + duplicates; over event logs: deals seen. */
    rows: RowsRead;
    /** Changes of the expected close date. */
    slippage: Slippage;
    /** Past the expected close. */
    overdue: Overdue;
    /** Silence. */
    stale: Stale;
    /** Open deals against what a quarter wins. */
    coverage: Coverage;
    /** Little's law. */
    little: Queue;
    /** Pace. */
    velocity: Velocity;
    /** Dependence on one seller. */
    concentration: Concentration;
    /** Every question the data cannot answer. */
    cannot_say: CannotSay[];
    /** What calls for care. */
    warnings: FiguresWarning[];
};

export type FiguresAdherence = {
    /** Of etalon itself. */
    version: string;
    /** SHA-256 of all files, in the order given; of a workspace: its chain, at population.sequence. */
    input_hash: string;
    /** Of the sentences in this document; ids and numbers never depend on it. */
    lang: "en" | "fr";
    /** What was known at the end of that day (UTC). */
    as_of: string | null;
    /** Of anything that happened. */
    first_day: string | null;
    /** Of anything that happened. */
    last_day: string | null;
    /** Of a workspace only: which deals these are. */
    population: Population;
    /** Read = deals + rejected + duplicates; over event logs: deals seen. */
    rows: RowsRead;
    /** With --standard. */
    adherence: Adherence;
    /** Every question the data cannot answer. */
    cannot_say: CannotSay[];
    /** What calls for care. */
    warnings: FiguresWarning[];
};

export type FiguresAssessment = {
    /** Of etalon itself. */
    version: string;
    /** SHA-256 of all files, in the order given; of a workspace: its chain, at population.sequence. */
    input_hash: string;
    /** Of the sentences in this document; ids and numbers never depend on it. */
    lang: "en" | "fr";
    /** What was known at the end of that day (UTC). */
    as_of: string | null;
    /** Of anything that happened. */
    first_day: string | null;
    /** Of anything that happened. */
    last_day: string | null;
    /** Of a workspace only: which deals these are. */
    population: Population;
    /** Read = deals + rejected + duplicates; over event logs: deals seen. */
    rows: RowsRead;
    /** Which of the four kinds of process. */
    assessment: Assessment;
    /** Every question the data cannot answer. */
    cannot_say: CannotSay[];
    /** What calls for care. */
    warnings: FiguresWarning[];
};

export type FiguresMap = {
    /** Of etalon itself. */
    version: string;
    /** SHA-256 of all files, in the order given; of a workspace: its chain, at population.sequence. */
    input_hash: string;
    /** Of the sentences in this document; ids and numbers never depend on it. */
    lang: "en" | "fr";
    /** What was known at the end of that day (UTC). */
    as_of: string | null;
    /** Of anything that happened. */
    first_day: string | null;
    /** Of anything that happened. */
    last_day: string | null;
    /** Of a workspace only: which deals these are. */
    population: Population;
    /** Read = deals + rejected + duplicates; over event logs: deals seen. */
    rows: RowsRead;
    /** The directly-follows map. */
    map: Map;
    /** Every question the data cannot answer. */
    cannot_say: CannotSay[];
    /** What calls for care. */
    warnings: FiguresWarning[];
};

export type FiguresVariants = {
    /** Of etalon itself. */
    version: string;
    /** SHA-256 of all files, in the order given; of a workspace: its chain, at population.sequence. */
    input_hash: string;
    /** Of the sentences in this document; ids and numbers never depend on it. */
    lang: "en" | "fr";
    /** What was known at the end of that day (UTC). */
    as_of: string | null;
    /** Of anything that happened. */
    first_day: string | null;
    /** Of anything that happened. */
    last_day: string | null;
    /** Of a workspace only: which deals these are. */
    population: Population;
    /** Read = deals + rejected + duplicates; over event logs: deals seen. */
    rows: RowsRead;
    /** Different ways deals took. */
    variant_count: number;
    /** Most frequent first, at most 1000. */
    variants: Variant[];
    /** Every question the data cannot answer. */
    cannot_say: CannotSay[];
    /** What calls for care. */
    warnings: FiguresWarning[];
};

export type FiguresDistance = {
    /** Of etalon itself. */
    version: string;
    /** SHA-256 of all files, in the order given; of a workspace: its chain, at population.sequence. */
    input_hash: string;
    /** Of the sentences in this document; ids and numbers never depend on it. */
    lang: "en" | "fr";
    /** What was known at the end of that day (UTC). */
    as_of: string | null;
    /** Of anything that happened. */
    first_day: string | null;
    /** Of anything that happened. */
    last_day: string | null;
    /** Of a workspace only: which deals these are. */
    population: Population;
    /** Read = deals + rejected + duplicates; over event logs: deals seen. */
    rows: RowsRead;
    /** Exact distance of closed deals to the stages of the standard; null without one, or when the data has no stages. */
    alignment: Distance | null;
    /** Every question the data cannot answer. */
    cannot_say: CannotSay[];
    /** What calls for care. */
    warnings: FiguresWarning[];
};

export type Practices = {
    version: string;
    input_hash: string;
    lang: string;
    as_of: string | null;
    deals: number;
    population: LearnedPopulation;
    practices: PracticeFamilies;
};

export type Deviations = {
    version: string;
    input_hash: string;
    lang: string;
    as_of: string | null;
    deals: number;
    population: LearnedPopulation;
    deviations: DeviationsFound;
};

export type Gates = {
    version: string;
    input_hash: string;
    lang: string;
    as_of: string | null;
    deals: number;
    population: LearnedPopulation;
    gates: GatesFound;
};

export type NoDecision = {
    version: string;
    input_hash: string;
    lang: string;
    as_of: string | null;
    deals: number;
    population: LearnedPopulation;
    no_decision: NoDecisionAnatomy;
};

export type Compare = {
    version: string;
    input_hash: string;
    lang: string;
    as_of: string | null;
    deals: number;
    population: LearnedPopulation;
    compare: ComparedKinds[];
};

export type FiguresDeals = {
    /** As asked. */
    figure: string;
    /** Of the line. */
    side: "numerator" | "denominator";
    /** The last event that is in it. */
    sequence: number;
    /** Of the deals. */
    process: string;
    /** How many there are in all: the number itself. */
    count: number;
    deals: DealBehind[];
    /** Where the list goes on; left out at its end. */
    next_after?: number;
};

export type Coaching = {
    seller: string;
    lang: string;
    as_of: string | null;
    sequence: number;
    week_days: number;
    gate_days: number;
    open: number;
    entered: number;
    moved_on: number;
    moved_back: number;
    won: number;
    lost: number;
    no_decision: number;
    milestones_reached: number;
    milestones_confirmed: number;
    objections: number;
    silence_days: number | null;
    silent: CoachingDeals;
    overdue: CoachingDeals;
    pushed: CoachingDeals;
    gates: CoachingGate[];
};

export type Backtest = {
    /** That the deals ran under. */
    edition: number;
    sequence: number;
    process: string;
    version: number;
    discipline: string;
    deals: number;
    /** Closed, and in some stage of it. */
    played: number;
    open: number;
    invalid: number;
    elsewhere: number;
    won: ShareOf;
    older_won: ShareOf;
    newer_won: ShareOf;
    /** Deals that entered before it are the older 60 %. */
    newer_from?: string;
    /** Deals with a move it does not allow. */
    skips: number;
    skips_won: number;
    compared: boolean;
    by_segment: boolean;
    /** All at once: the gates that it adds. */
    added: BacktestWhole;
    /** All at once: every gate that blocks. */
    whole: BacktestWhole;
    gates: BacktestGate[];
    /** The first 200. */
    deals_held_up: BacktestDeal[];
};

export type FiguresStanding = {
    /** The last event that the figures know. */
    sequence: number;
    /** The last event there is. */
    head_sequence: number;
    /** Held in memory. */
    events: number;
    /** Held in memory. */
    deals: number;
    /** No more fit: figures stay at `sequence`. */
    full: boolean;
    /** What everybody looks at is there already: asked, it is only written down. */
    warm: boolean;
    /** Made so far. */
    answers: number;
};

export type Preview = {
    process: string;
    version: number;
    /** The edition before it; 0: none. */
    follows: number;
    /** A page of them. */
    deals: CarriedOver[];
    /** Where the page goes on; left out at the end. */
    next_after?: number;
    /** How many deals go along in all. */
    go: number;
    /** How many cannot. */
    stay: number;
    /** Where they are now. */
    stages: StageOccupied[];
    /** Where they would be. */
    arrive: StageArrived[];
};

export type Migration = {
    edition: number;
    state: "none" | "running" | "done" | "undoing" | "undone";
    migration?: number;
    began_at?: string;
    /** Deals that were carried over, or brought back. */
    moved?: number;
    on_older_versions: number;
    /** With undo=true: deals that moved since. */
    moved_since?: MigrationUndone[];
    come_back_as_they_were?: number;
    come_back_with_what_happened?: number;
    stay?: number;
};

export type MigrationWay = {
    /** Deals in flight go to this edition, or those that went there come back. */
    way: "carry-over" | "undo";
};

export type MigrationBegun = {
    edition: number;
    migration: number;
    state: "none" | "running" | "done" | "undoing" | "undone";
};

export type Training = {
    standards: TrainingOfStandard[];
};

export type TrainedNew = {
    /** The version that was learned. */
    edition: number;
    /** Who has learned it, in the word of who asks; without it, oneself. */
    person?: number;
};

export type Trained = {
    edition: number;
    person: number;
    said: "acknowledged" | "confirmed";
};

export type FileKept = {
    /** SHA-256 of what is in it. */
    file: string;
    name: string;
    bytes: number;
    /** false: it was kept already. */
    new: boolean;
};

export type SavedViews = {
    views: SavedView[];
};

export type ViewNew = {
    /** What it is called. */
    name: string;
    /** Which page asks it: board, deals. */
    page: string;
    /** The question, as in the page's address. */
    query: string;
    /** For everybody; else for oneself. */
    shared?: boolean;
};

export type SavedView = {
    view: number;
    name: string;
    page: string;
    query: string;
    shared: boolean;
    owner?: Someone | null;
    own: boolean;
};

export type ViewChange = {
    /** What it is called. */
    name?: string;
    /** The question. */
    query?: string;
    /** For everybody; else for oneself. */
    shared?: boolean;
};

export type Operations = {
    version: string;
    /** When the last backup was made; left out: never. */
    backup_at?: string;
    backup_bytes?: number;
    /** When one was last restored, to see whether it can be. */
    restored_at?: string;
    /** Every file of it was verified. */
    restored_well?: boolean;
    findings: OperationsFinding[];
    /** For who set the server up. */
    mails?: OperationsMails;
};

export type Diff = {
    from: DiffSide;
    to: DiffSide;
    /** Rows that ask for more. */
    stricter: number;
    /** Rows that ask for less. */
    lighter: number;
    rows: DiffRow[];
};

export type Proposals = {
    proposals: ProposalRow[];
};

export type ProposalNew = {
    title: string;
    /** What will be better, and why. */
    hypothesis: string;
    /** By which it will be judged; the win rate. */
    indicator?: string;
    /** Of which deals: the denominator. */
    base?: string;
    /** Won within so many days of entering; 90. */
    horizon_days?: number;
    /** The change that is expected, in points. */
    expected_points?: number;
    /** When it is to be decided at the latest. */
    sunset?: string;
    evidence?: EvidenceNew[];
    /** Of which process; of the newest edition, unless said. */
    process?: string;
    /** The change, when no draft is given. */
    ask?: ProposalAsk;
    /** The standard as it would be (YAML); else the edition in force, with the change. Changed without one of the two, the draft stays as it is. */
    draft?: string;
};

export type ProposalActed = {
    proposal: number;
    revision: number;
    edition?: number;
};

export type Proposal = {
    proposal: number;
    revision: number;
    state: "open" | "withdrawn" | "published" | "trial" | "kept" | "reverted";
    by?: Someone | null;
    made_at: string;
    edited_at: string;
    /** Of what it claims and of its draft: what is approved. */
    hash: string;
    title?: string;
    sunset?: string;
    published?: ProposalPublished;
    hypothesis?: string;
    indicator?: string;
    base?: string;
    horizon_days?: number;
    expected_points?: number;
    evidence: ProposalEvidence[];
    approvals?: Approval[];
    /** Departments that have not approved it as it is. */
    waits_for?: string[];
    withdrawn?: string;
    comments: Comment[];
    verdicts: Verdict[];
};

export type CommentNew = {
    text: string;
};

export type ApprovalNew = {
    /** false: one's department objects. */
    approves: boolean;
    /** Of what was read: `hash` of the proposal. */
    hash: string;
    why?: string;
};

export type WithdrawalNew = {
    why: string;
};

export type PublicationNew = {
    /** For new deals, for all (deals in flight go along), or for some by chance. */
    way: "new" | "all" | "trial";
    /** Of a trial: deals within each seller (unless said), or whole sellers. */
    unit?: "deals" | "sellers";
    /** Of a trial: for how many deals it is meant. */
    planned?: number;
};

export type VerdictNew = {
    verdict: "keep" | "revert" | "extend";
    why: string;
};

export type Effect = {
    edition: number;
    against: number;
    proposal?: number;
    name: string;
    sentence: string;
    wait?: string;
    design: "nothing-to-compare" | "randomised-deals" | "randomised-sellers" | "staggered" | "interrupted-series" | "before-after";
    /** A randomised, B teams, C series, D before and after; -: nothing. */
    grade: string;
    finding: "too-few" | "unseen" | "better" | "worse";
    horizon_days: number;
    before: EffectArm;
    now: EffectArm;
    /** In flight, or perhaps, when the version changed. */
    left_out: number;
    difference: Estimate | null;
    covered: number;
    looked_at: number;
    log_evidence: number | null;
    p: number | null;
    passed_the_bar_after: number;
    better: number | null;
    better_mean: number | null;
    units: number;
    before_the_move: number | null;
    slope: Estimate | null;
    months_before: number;
    months_after: number;
    expected: number;
    base: number | null;
    per_week: number;
    needed_per_arm: number;
    /** Until there are enough; 0: there are; -1: waiting does not help. */
    weeks_more: number;
};

export type SampleSize = {
    base: number;
    change: number;
    level: number;
    power: number;
    design_effect: number;
    per_arm: number;
    total: number;
    weeks: number;
    a_year_shows: number | null;
};

export type ReviewAgenda = {
    from: string;
    due: ReviewDue[];
    top_wins: ReviewDeal[];
    /** Lost or undecided, the largest first. */
    toughest_losses: ReviewDeal[];
    /** What happened, beside as long a time before it. */
    drift: ReviewDrift;
    milestones: ReviewMilestone[];
    open_proposals: ReviewProposal[];
    last_revision?: Effect;
    decisions: Decision[];
};

export type DecisionNew = {
    /** The edition that it is about. */
    edition: number;
    text: string;
};

export type Decided = {
    event: number;
};

export type Setup = {
    /** As the server printed it. */
    code: string;
    email: string;
    name: string;
    /** 12 characters at least. */
    password: string;
};

export type Welcome = {
    account: string;
    name: string;
    /** That the session is in; not there for a member of none. */
    workspace?: string;
};

export type SignIn = {
    email: string;
    password: string;
    /** Of the device, six digits, or one of recovery; where codes are on. */
    code?: string;
};

export type Confirm = {
    password: string;
    /** Of the device, six digits, or one of recovery; where codes are on. */
    code?: string;
};

export type Sessions = {
    sessions: Session[];
};

export type Me = {
    account: string;
    email: string;
    name: string;
    one_time_codes: boolean;
    /** Sensitive acts are possible. */
    fresh: boolean;
    makes_workspaces: boolean;
    /** That this request is about; the session's unless named. */
    workspace?: string;
    memberships: Membership[];
};

export type PasswordChange = {
    /** The one until now. */
    old_password: string;
    /** 12 characters at least. */
    password: string;
};

export type CodeEnrolment = {
    /** In base32, for the device. */
    secret: string;
    /** The same, to be shown as a QR code. */
    uri: string;
};

export type CodeConfirm = {
    /** As the device shows it now. */
    code: string;
};

export type Recovery = {
    /** For who has lost the device; each works once, none is shown again. */
    recovery_codes: string[];
};

export type Members = {
    members: Member[];
    next_cursor?: string;
};

export type Member = {
    account: string;
    name: string;
    /** For admins, RevOps, managers and auditors. */
    email?: string;
    role: "admin" | "revops" | "manager" | "seller" | "marketing" | "success" | "viewer" | "auditor";
    state: "invited" | "accepted" | "active" | "suspended" | "removed";
    department?: string;
    team?: string;
    /** Their number in the events. */
    person?: number;
    since?: string;
    one_time_codes?: boolean;
    /** The account as a whole. */
    disabled?: boolean;
};

export type MemberChange = {
    role?: "admin" | "revops" | "manager" | "seller" | "marketing" | "success" | "viewer" | "auditor";
    state?: "invited" | "accepted" | "active" | "suspended" | "removed";
    department?: string;
    team?: string;
};

export type Invitations = {
    invitations: Invitation[];
    next_cursor?: string;
};

export type InvitationNew = {
    email: string;
    role: "admin" | "revops" | "manager" | "seller" | "marketing" | "success" | "viewer" | "auditor";
    department?: string;
    team?: string;
    /** How long it holds; 7 unless said. */
    days?: number;
    /** Their number, where the events know them already. */
    person?: number;
};

export type InvitationMade = {
    invitation: string;
    /** For the person alone; it is not shown again. */
    secret?: string;
    /** A mail with a link is on its way to them. */
    mailed: boolean;
};

export type Accept = {
    secret: string;
    /** Of a new account. */
    name?: string;
    /** A new one, or that of the account which the e-mail has already. */
    password: string;
    /** Where the account has one-time codes. */
    code?: string;
};

export type Tokens = {
    tokens: Token[];
    next_cursor?: string;
};

export type TokenNew = {
    /** What it is for. */
    name: string;
    /** read, deals, standard, admin; not beyond the role. */
    scopes: ("read" | "deals" | "standard" | "admin")[];
    days: number;
};

export type TokenMade = {
    token: string;
    /** What the program sends as Bearer; it is not shown again. */
    secret?: string;
};

export type Audit = {
    entries: AuditEntry[];
    next_cursor?: string;
};

export type DigestWish = {
    /** Each working day, each week, or never. */
    every: "never" | "daily" | "weekly";
    /** Of the workspace's zone; 8 at first. */
    hour?: number;
    /** 1 Monday … 7 Sunday; weekly. */
    weekday?: number;
    /** Else that of Accept-Language. */
    language?: "en" | "fr";
};

export type WorkspaceList = {
    workspaces: WorkspaceRow[];
};

export type WorkspaceNew = {
    /** Its id: a-z, 0-9 and "-". */
    workspace: string;
    /** For people. */
    name?: string;
};

export type WorkspaceSwitch = {
    workspace: string;
};

export type Webhooks = {
    webhooks: Webhook[];
    /** The newest event. */
    head: number;
};

export type WebhookNew = {
    /** https://… */
    url: string;
    /** What it is for. */
    about?: string;
    /** Kinds of events, as the stream says them; none: every one of a deal. */
    events?: string[];
    /** Only deals of this process. */
    standard?: string;
    /** Only deals in a stage of this department, as they are when told. */
    department?: string;
    /** Off: told nothing, and its place is kept. */
    active?: boolean;
};

export type Webhook = {
    /** Its number. */
    webhook: number;
    url: string;
    about?: string;
    events: string[];
    standard?: string;
    department?: string;
    active: boolean;
    /** failing, gone, unreadable-secret: it was turned off by the server. */
    turned_off_because?: string;
    set_at: string;
    /** Every event up to here was told, let go or not asked for. */
    told_to: number;
    /** Of the next event, so far. */
    tries: number;
    next_try_at?: string;
    /** When the receiver last said yes. */
    delivered_at?: string;
    /** What signs; shown when it is made, and never again. */
    secret?: string;
};

export type WebhookChange = {
    /** https://… */
    url?: string;
    /** What it is for. */
    about?: string;
    /** Kinds of events, as the stream says them; none: every one of a deal. */
    events?: string[];
    /** Only deals of this process. */
    standard?: string;
    /** Only deals in a stage of this department, as they are when told. */
    department?: string;
    /** Off: told nothing, and its place is kept. */
    active?: boolean;
};

export type Nothing = {
    /** Nothing is needed; {} will do. */
    about?: string;
};

export type Tried = {
    /** The receiver has said yes (2xx). */
    done: boolean;
    ended: string;
    /** The same, for people. */
    text: string;
    status?: number;
    /** In the words of the library that sends. */
    detail?: string;
    took_ms: number;
};

export type WebhookSkip = {
    /** The last event that is let go. */
    through: number;
};

export type Deliveries = {
    deliveries: Delivery[];
    next_cursor?: string;
};

export type Providers = {
    providers: Provider[];
};

export type StandardSummary = {
    edition: number;
    process: string;
    version: number;
    title?: string;
    discipline: string;
    owner?: string;
    in_force: boolean;
};

export type Diagnostic = {
    file?: string;
    line?: number;
    column?: number;
    length?: number;
    severity: string;
    code: string;
    message: string;
    hint?: string;
};

export type StandardField = {
    id: string;
    title: string;
    type: string;
    choices?: Titled[];
};

export type StandardStage = {
    id: string;
    title: string;
    about?: string;
    department?: string;
    signature: boolean;
    milestones: StandardMilestone[];
};

export type StandardHandoff = {
    id: string;
    title: string;
    from: string;
    to: string;
    on_entering: string;
    packet?: string[];
    return_reasons: Titled[];
};

export type StandardOutcome = {
    id: string;
    title: string;
    reason_required: boolean;
    competitor_asked: boolean;
    reasons: Titled[];
};

export type StandardCalendar = {
    zone: string;
    /** 1: Monday. */
    weekdays: number[];
    from: string;
    to: string;
    holidays: string[];
};

export type EventSpan = {
    first: number;
    last: number;
};

export type Named = {
    id: string;
    title?: string;
};

export type WayOut = {
    way: string;
    text: string;
};

export type Finding = {
    code: string;
    /** silent, note, advice, warning, block… */
    severity: string;
    /** Of the milestone it is about. */
    grade?: string;
    milestone?: string;
    first?: string;
    lane?: string;
    field?: string;
    stage?: string;
    handoff?: string;
    /** The rule's own words. */
    text: string;
    at?: string;
    /** What makes it go away. */
    remedy?: Remedy;
};

export type Someone = {
    person: number;
    name?: string;
};

export type DealRow = {
    deal: number;
    revision?: number;
    name?: string;
    reference?: string;
    process?: string;
    edition?: number;
    version?: number;
    discipline?: string;
    stage?: Named;
    stage_entered_at?: string;
    outcome?: string;
    owner?: Someone | null;
    opened_at?: string;
    close_date?: string;
    /** As "48000.00". */
    amount?: string;
    currency?: string;
    parked?: boolean;
    parked_until?: string;
    closed_at?: string;
    reason?: string;
    buyer_reason?: string;
    competitor_won?: boolean;
    /** When it is asked for. */
    card?: DealCard;
    /** Its own, by the ids of the standard; where "fields" names them. */
    fields?: Record<string, unknown>;
};

export type Column = {
    stage: Named;
    deals: number;
    with_amount: number;
    amount?: string;
    currency?: string;
};

export type Evidence = {
    kind: "link" | "file" | "note" | "mail" | "field";
    /** Where it is: a link, a file's name, a note. */
    reference?: string;
    /** Of the kind file: one that was sent before, by its hash. */
    file?: string;
};

export type ChecklistStage = {
    id: string;
    title: string;
    department?: string;
    here: boolean;
    signature: boolean;
    met: number;
    total: number;
    limit_at?: string;
    expected_at?: string;
    /** The last time; left out: it never was there. */
    entered_at?: string;
    /** In all its stays, until now. */
    spent_ms: number;
    milestones: ChecklistMilestone[];
    plays: Play[];
};

export type ChecklistHandoff = {
    id: string;
    title: string;
    from: string;
    to: string;
    standing: string;
    accept_by?: string;
    touch_by?: string;
    returned?: Said;
};

export type ChecklistNext = {
    stage: Named;
    /** The step is to record the deal as won. */
    win: boolean;
    passes: boolean;
    findings: Finding[];
    /** How many more there are. */
    findings_left_out?: number;
};

export type TimelineEvent = {
    sequence: number;
    kind: string;
    occurred_at: string;
    recorded_at: string;
    by: Someone | null;
    role: string;
    stage?: string;
    field?: string;
    handoff?: string;
    outcome?: string;
    milestone?: string;
    summary?: string;
    /** What an export told beside events. */
    told?: string;
    /** On which the deal is now: it was carried over, or back. */
    edition?: number;
    version?: number;
    value?: number;
    /** The kind of act that was. */
    refused?: string;
    text?: string;
    /** It had a text that was erased. */
    erased?: boolean;
    findings?: Finding[];
    findings_left_out?: number;
};

export type Waits = {
    /** accept-handoff, touch, confirm, lapsed… */
    what: string;
    /** The same, for people. */
    text?: string;
    edition?: number;
    version?: number;
    process?: Named;
    /** Of a training: due, unconfirmed, trained (it will run out), expired. */
    standing?: string;
    deal?: number;
    name?: string;
    stage?: Named;
    owner?: Someone | null;
    handoff?: Named;
    milestone?: Named;
    from?: string;
    to?: string;
    /** When it is due, or was. */
    by?: string;
    /** Since when it waits, where it has no clock. */
    since?: string;
    late: boolean;
    findings?: Finding[];
    findings_left_out?: number;
};

export type WaitingCounts = {
    all: number;
    late: number;
    /** There are more than were counted. */
    at_least: boolean;
    /** By what waits: all, and how many are late. */
    by_what: Record<string, WaitingCount>;
};

export type WaitingOwner = {
    owner?: Someone | null;
    all: number;
    late: number;
};

export type Import = {
    import: number;
    state: "running" | "done" | "taken-back";
    begun_at: string;
    by?: Someone | null;
    /** Their names. */
    files: string[];
    /** How many were created, updated, unchanged, kept, refused; empty while it runs. */
    deals: Record<string, number>;
};

export type ReadApart = {
    /** Its version; 0: the kernel has none. */
    landlock: number;
    seccomp: boolean;
    limits: boolean;
};

export type Progress = {
    done: number;
    of: number;
};

export type ImportQuestion = {
    /** What can be read in two ways. */
    text: string;
    /** The line of a mapping that answers it. */
    answer: string;
};

export type ImportRows = {
    read: number;
    deals: number;
    rejected: number;
    duplicates: number;
};

export type ImportFile = {
    name: string;
    format?: string;
    /** Why it has this role, or is ignored. */
    why?: string;
    encoding?: string;
    role: string;
    rows: number;
    used: number;
    rejected: number;
    duplicates: number;
    unmatched: number;
    lines_left_out: number;
    columns: ImportColumn[];
};

export type ImportRejection = {
    file: string;
    line: number;
    reason: string;
};

export type ImportWarning = {
    file?: string;
    line?: number;
    count: number;
    text: string;
};

export type ImportStandard = {
    process: string;
    /** From the files: there was none. */
    drafted: boolean;
    published: boolean;
};

export type ImportPlace = {
    what: "stage" | "milestone" | "amount" | "attribute";
    /** As the files write it. */
    word: string;
    /** Of the standard; left out: it is nowhere there. */
    id?: string;
    /** How it was found. */
    by: "id" | "title" | "mapping" | "record";
    count: number;
};

export type ImportPeople = {
    known: number;
    new: number;
};

export type ImportDeals = {
    created: number;
    updated: number;
    unchanged: number;
    refused: number;
};

export type Hit = {
    /** Where the words stand. */
    in: "name" | "reference" | "field" | "note";
    /** Which one. */
    field?: Named;
    /** Around the words. */
    text: string;
    at: string;
    deal: number;
    name?: string;
    stage: Named;
    outcome: string;
    owner?: Someone | null;
};

export type Population = {
    /** Its name. */
    workspace: string;
    /** Of the deals; empty: there are none. */
    process: string;
    /** With deals in the workspace. */
    processes: number;
    /** Of the standard that they are held against; null: none was known then. */
    edition: number | null;
    /** The last event that is in the figures; input_hash is that of the chain there. */
    sequence: number;
    /** Deals of the workspace known then. */
    deals_known: number;
    /** Of them, those that these figures are about. */
    deals: number;
    /** Only deals that entered on this day or later. */
    entered_from: string | null;
    /** Only deals that entered on this day or before. */
    entered_to: string | null;
    /** Only deals with these values, as asked; empty: all. */
    where: string;
    /** Of single sellers only the reader's own figures are shown. */
    own_people_only: boolean;
    /** Where the deals behind a number are. */
    rows: string;
};

export type RowsRead = {
    /** Rows of the files of deals. */
    read: number;
    /** Used. */
    deals: number;
    /** Could not be used: rejected_rows. */
    rejected: number;
    /** Of a row already there. */
    duplicates: number;
};

export type OutcomeCounts = {
    /** Won. */
    won: number;
    /** Lost. */
    lost: number;
    /** Recorded as ended without a decision. */
    no_decision: number;
    /** We withdrew. */
    walked: number;
    /** Duplicates, tests: in no rate. */
    invalid: number;
    /** Not closed. */
    open: number;
    /** The sum. */
    deals: number;
};

export type WinRates = {
    /** Of the deals that entered, the share won within the horizon; open deals censored (Aalen-Johansen), so it is not numerator / denominator. */
    cohort: CohortRate;
    /** Won / (won + lost + no decision); equals closed_narrow when no decision is not recorded. */
    closed_broad: Rate;
    /** Won / (won + lost): what most CRM show. */
    closed_narrow: Rate;
};

export type Rate = {
    /** The share, from 0 to 1; null unless measured. */
    value: number | null;
    /** Lower end of the 95 % interval. */
    low: number | null;
    /** Upper end. */
    high: number | null;
    /** Deals counted. */
    numerator: number;
    /** Of so many. */
    denominator: number;
    /** How far it can be said. */
    standing: "measured" | "counts-only" | "cannot-say";
    /** Null when measured, else why not: an id as in cannot_say[].why_id. */
    reason: string | null;
};

export type Simultaneous = {
    /** Won. */
    won: Rate;
    /** Lost. */
    lost: Rate;
    /** No decision. */
    no_decision: Rate;
};

export type ByValue = {
    /** Sum of lost amounts; null when they were not kept. */
    lost_minor: number | null;
    /** Of open amounts. */
    open_minor: number | null;
    /** Per won deal, minor units. */
    per_won_deal_minor: Spread;
    /** Won deals left out of the sums. */
    won_without_amount: number;
    /** Different ones seen. */
    currencies: number;
    /** Won deals of equal size that would say as much. */
    effective_won_deals: number | null;
    /** Won value / closed value. */
    win_rate_broad: ValueRate;
    /** Without no decision. */
    win_rate_narrow: ValueRate;
};

export type Cycle = {
    /** Of won deals. */
    won: Spread;
    /** Of lost deals. */
    lost: Spread;
    /** Of deals without a decision. */
    no_decision: Spread;
    /** Of all three. */
    all: Spread;
    /** Closed deals without usable dates. */
    left_out: number;
    /** How far it can be said. */
    standing: "measured" | "counts-only" | "cannot-say";
    /** Null when measured, else why not: an id as in cannot_say[].why_id. */
    reason: string | null;
};

export type TimeToWin = {
    /** A quarter. */
    p25: Quantile;
    /** Half. */
    median: Quantile;
    /** Three quarters. */
    p75: Quantile;
    /** Day by which half of all deals are won; null: not reached. */
    half_of_deals_won: number | null;
    /** How far it can be said. */
    standing: "measured" | "counts-only" | "cannot-say";
    /** Null when measured, else why not: an id as in cannot_say[].why_id. */
    reason: string | null;
};

export type TimeToClose = {
    /** A quarter. */
    p25: Quantile;
    /** Half. */
    median: Quantile;
    /** Three quarters. */
    p75: Quantile;
};

export type Incidence = {
    /** How far it can be said. */
    standing: "measured" | "counts-only" | "cannot-say";
    /** Null when measured, else why not: an id as in cannot_say[].why_id. */
    reason: string | null;
    /** Followed. */
    deals: number;
    /** Without usable times. */
    left_out: number;
    /** First seen after they began. */
    late_entries: number;
    /** First day of the bands. */
    band_from: number | null;
    /** Last day: beyond it fewer than ten deals are followed. */
    band_to: number | null;
    /** Since entry. */
    days: (number | null)[];
    /** Share still open. */
    open: (number | null)[];
    /** Won. */
    won: Curve;
    /** Lost. */
    lost: Curve;
    /** No decision. */
    no_decision: Curve;
    /** We withdrew. */
    walked: Curve;
};

export type RestrictedMean = {
    /** Of so many days…. */
    days: number | null;
    /** …a deal spends so many open. */
    open: Figure;
    /** After a win. */
    won: Figure;
    /** After a loss. */
    lost: Figure;
    /** After no decision. */
    no_decision: Figure;
    /** After we withdrew. */
    walked: Figure;
};

export type Funnel = {
    /** How far it can be said. */
    standing: "measured" | "counts-only" | "cannot-say";
    /** Null when measured, else why not: an id as in cannot_say[].why_id. */
    reason: string | null;
    /** With stages. */
    deals: number;
    /** Deals that skipped a stage. */
    skips: Rate;
    /** Deals that went back. */
    backs: Rate;
    /** In order. */
    stages: FunnelStage[];
};

export type Comparison = {
    /** Owner, close quarter, or a column. */
    by: string;
    /** Of the test. */
    verdict: "cannot-say" | "too-few-to-say" | "no-difference-beyond-chance" | "difference";
    /** Pearson. */
    chi2: number | null;
    /** Degrees of freedom. */
    df: number;
    /** By the chi-square law. */
    p: number | null;
    /** By permutation, when counts are small. */
    p_simulated: number | null;
    /** Over all comparisons, Benjamini-Hochberg. */
    p_adjusted: number | null;
    /** Size of the effect. */
    cramers_v: number | null;
    /** Standard deviation of the levels' rates. */
    spread: number | null;
    /** What chance alone gives. */
    spread_by_chance: number | null;
    /** The same question, open deals counted. */
    cohort_p: number | null;
    /** Over all comparisons. */
    cohort_p_adjusted: number | null;
    /** Gray: do more deals get won in the end. */
    gray_p: number | null;
    /** Do open deals get won faster. */
    logrank_p: number | null;
    /** Deals without a value. */
    unknown: number;
    /** Most closed deals first. */
    levels: ComparisonLevel[];
};

export type Season = {
    /** How far it can be said. */
    standing: "measured" | "counts-only" | "cannot-say";
    /** Null when measured, else why not: an id as in cannot_say[].why_id. */
    reason: string | null;
    /** Against the rest. */
    last_month_of_quarter: QuarterPart;
    /** Against the rest. */
    last_week_of_quarter: QuarterPart;
    /** From the first to the last. */
    months: SeasonMonth[];
    /** From the first to the last. */
    quarters: SeasonQuarter[];
};

export type Slippage = {
    /** How far it can be said. */
    standing: "measured" | "counts-only" | "cannot-say";
    /** Null when measured, else why not: an id as in cannot_say[].why_id. */
    reason: string | null;
    /** With an expected close date on record. */
    deals: number;
    /** Moved later at least once. */
    pushed: Rate;
    /** Moved earlier. */
    pulled: Rate;
    /** Of close dates, either way. */
    changes: number;
    /** Mean. */
    pushes_per_deal: number | null;
    /** Last date minus first, pushed deals. */
    days_slipped: Spread;
    /** Due in the last full quarter, not closed in it. */
    due_slipped: Rate;
};

export type Overdue = {
    /** Open deals past their expected close, of those that have one. */
    open: Rate;
    /** By so many days. */
    days: Spread;
};

export type Stale = {
    /** How far it can be said. */
    standing: "measured" | "counts-only" | "cannot-say";
    /** Null when measured, else why not: an id as in cannot_say[].why_id. */
    reason: string | null;
    /** 95 % of the silences in deals that were later won are shorter. */
    gap_days: number | null;
    /** Open deals silent for longer. */
    open: Rate;
    /** No decision, those counted. */
    no_decision: Rate;
};

export type Coverage = {
    /** How far it can be said. */
    standing: "measured" | "counts-only" | "cannot-say";
    /** Null when measured, else why not: an id as in cannot_say[].why_id. */
    reason: string | null;
    /** Now. */
    open_deals: number;
    /** In the last full quarters. */
    won_deals: number;
    /** So many, at most four. */
    quarters: number;
    /** Open / won in a quarter. */
    ratio_deals: number | null;
    /** The same by value. */
    ratio_value: number | null;
};

export type Queue = {
    /** How far it can be said. */
    standing: "measured" | "counts-only" | "cannot-say";
    /** Null when measured, else why not: an id as in cannot_say[].why_id. */
    reason: string | null;
    /** Mean number of open deals. */
    stock: number | null;
    /** Arrivals. */
    entries_per_day: number | null;
    /** Mean length of closed deals. */
    days_closed: number | null;
    /** Stock / (arrivals x length): near 1 when records are complete and the pipeline steady. */
    ratio: number | null;
};

export type Velocity = {
    /** How far it can be said. */
    standing: "measured" | "counts-only" | "cannot-say";
    /** Null when measured, else why not: an id as in cannot_say[].why_id. */
    reason: string | null;
    /** Arrivals. */
    entries_per_day: number | null;
    /** Won by the horizon. */
    won_share: number | null;
    /** Value of a win. */
    mean_won_minor: number | null;
    /** The product. */
    minor_per_day: number | null;
    /** Lower end of its 95 % interval. */
    minor_per_day_low: number | null;
    /** Upper end. */
    minor_per_day_high: number | null;
};

export type Concentration = {
    /** How far it can be said. */
    standing: "measured" | "counts-only" | "cannot-say";
    /** Null when measured, else why not: an id as in cannot_say[].why_id. */
    reason: string | null;
    /** With a closed deal. */
    sellers: number;
    /** The first by won value, else by wins; empty when not known. */
    top: string;
    /** Share of wins. */
    top_wins: Rate;
    /** Share of won value. */
    top_value: Figure;
    /** Share of the first three. */
    top_three_value: number | null;
    /** Sellers of equal weight, by wins. */
    effective_wins: number | null;
    /** By value. */
    effective_value: number | null;
    /** The fewest that make 80 %. */
    sellers_for_80: number;
    /** Won of won and lost without the first. */
    win_without_top: Rate;
};

export type Adherence = {
    /** How far it can be said. */
    standing: "measured" | "counts-only" | "cannot-say";
    /** Null when measured, else why not: an id as in cannot_say[].why_id. */
    reason: string | null;
    /** With a score. */
    deals: number;
    /** 0 to 1. */
    mean_score: Figure;
    /** Deals that follow the standard. */
    compliant: Rate;
    /** Obligations: missing. */
    missing: Rate;
    /** Obligations: late. */
    late: Rate;
    /** Obligations: out of order. */
    out_of_order: Rate;
    /** Obligations: filled in afterwards. */
    backfilled: Rate;
    /** Obligations: the data cannot tell. */
    unknown: Rate;
    /** Obligations: waived with authority. */
    waived: Rate;
    /** Obligations: waived by somebody who may not. */
    waived_without: Rate;
    /** Deals that jumped over a stage of the standard. */
    skips: Rate;
    /** Deals that went back. */
    rework: Rate;
    /** Won of closed, when followed. */
    win_followed: Rate;
    /** And when not. */
    win_not_followed: Rate;
    /** Deals that follow the standard, by how they ended. */
    followed: Ended;
    /** Deals that do not follow the standard, by how they ended. */
    not_followed: Ended;
    /** One each. */
    milestones: AdherenceMilestone[];
    /** One each. */
    sellers: AdherenceParty[];
    /** One each. */
    departments: AdherenceParty[];
};

export type Distance = {
    /** Deals. */
    closed: number;
    /** Of them follow it exactly. */
    fitting: number;
    /** Summed over deals. */
    steps_off: number;
    /** 1 when every deal follows it; over all deals, open ones too. */
    fitness: number | null;
    /** Most frequent first, at most 50. */
    deviations: Deviation[];
};

export type Assessment = {
    /** What may be claimed; null when it cannot be told. */
    kind: "random" | "informal" | "formal" | "dynamic" | null;
    /** Of it. */
    probability: number | null;
    /** How far it goes. */
    state: "decided" | "between" | "cannot-be-told-apart" | "cannot-say";
    /** The lowest that it may be. */
    low: "random" | "informal" | "formal" | "dynamic" | null;
    /** The highest. */
    high: "random" | "informal" | "formal" | "dynamic" | null;
    /** In words. */
    text: string;
    /** Unknown criteria count as not shown. */
    probabilities: KindProbabilities;
    /** Three, in order. */
    gates: Gate[];
    /** Ids of unknown criteria: what would have to be recorded. */
    missing: string[];
    /** Ids of known criteria of the next gate that are not met. */
    failing: string[];
    /** It rests on. */
    deals: number;
    /** Of records. */
    days: number | null;
    /** Version of the table. */
    thresholds: string;
};

export type Map = {
    /** All of them. */
    activities: MapActivity[];
    /** All of them. */
    edges: MapEdge[];
};

export type Variant = {
    /** That took it. */
    deals: number;
    /** The first that took it, by its number; null: from a file. */
    deal: number | null;
    /** Won. */
    won: number;
    /** Lost. */
    lost: number;
    /** Without a decision. */
    no_decision: number;
    /** Open. */
    open: number;
    /** From the first to the last event. */
    mean_days: number | null;
    /** In order. */
    activities: string[];
};

export type CannotSay = {
    /** Id of the question. */
    what: string;
    /** In words. */
    why: string;
    /** In words. */
    would_need: string;
    /** Stable id. */
    why_id: string;
    /** Stable id. */
    would_need_id: string;
    /** A column, a currency; else empty. */
    name: string;
    /** As `why` says; else 0. */
    count: number;
    /** As `why` says; else 0. */
    of: number;
};

export type FiguresWarning = {
    /** Stable id; "import" for those of the files. */
    id: string;
    /** In words. */
    text: string;
    /** As the text says. */
    count: number;
    /** As the text says. */
    of: number;
};

export type LearnedPopulation = {
    workspace: string;
    process: string;
    processes: number;
    edition: number | null;
    sequence: number;
    deals_known: number;
    deals: number;
    entered_from: string | null;
    entered_to: string | null;
    where: string;
    own_people_only: boolean;
    /** Where the deals behind a number are. */
    rows?: string;
};

export type PracticeFamilies = {
    false_share: number;
    deals_min: number;
    side_min: number;
    families: PracticeFamily[];
};

export type DeviationsFound = {
    standing: string;
    reason: string | null;
    deals: number;
    grade: string;
    skipped_a_stage: DealsWithoutAndWith;
    moved_back: DealsWithoutAndWith;
    won_without: WonWithout;
    gates: GateDeviation[];
};

export type GatesFound = {
    standing: string;
    reason: string | null;
    asked_min: number;
    confirmations_known: boolean;
    texts_known: boolean;
    minutes_known: boolean;
    gates: GateQuality[];
};

export type NoDecisionAnatomy = {
    standing: string;
    declared_known: boolean;
    implied_known: boolean;
    declared: number;
    implied: number;
    silence_days: number | null;
    rate_declared: Share;
    rate_with_implied: Share;
    age_days_declared: DaysSpread;
    age_days_implied: DaysSpread;
    silence_days_declared: DaysSpread;
    silence_days_implied: DaysSpread;
    silence_days_lost: DaysSpread;
    silence_days_won: DaysSpread;
    quarter_end: Share;
    quarter_end_lost: Share;
    stages: NoDecisionStage[];
    last: NoDecisionLast[];
    reasons: NoDecisionReason[];
    without_reason: number;
};

export type ComparedKinds = {
    by: string;
    title: string;
    standing: string;
    first_days: number;
    grade: string;
    levels: ComparedLevel[];
    left_out: number;
    too_short: number;
    tested: number;
    differing: number;
    ways_p: number | null;
    steps: ComparedStep[];
    ways: ComparedWay[];
    other_ways: number[];
};

export type DealBehind = {
    deal: number;
    /** As it stood then. */
    outcome: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid";
    /** Where it stood, or had come to; left out: it never was in one. */
    stage?: string;
    /** By name. */
    owner?: string;
    entered_at?: string;
    closed_at?: string;
    /** In minor units (cents). */
    amount_minor?: number;
    currency?: string;
};

export type CoachingDeals = {
    count: number;
    deals: CoachingDeal[];
};

export type CoachingGate = {
    milestone: string;
    title: string;
    asked: number;
    kept: number;
    waived: number;
    /** As in a checklist. */
    learnt?: EvidenceAtGate;
};

export type ShareOf = {
    numerator: number;
    denominator: number;
    value: number | null;
    low: number | null;
    high: number | null;
};

export type BacktestWhole = {
    /** Median, from the gate to what came late. */
    delay_days: number | null;
    all: BacktestPart;
    older: BacktestPart;
    newer: BacktestPart;
};

export type BacktestGate = {
    milestone: string;
    title: string;
    stage: string;
    /** New, or required only now. */
    added: boolean;
    blocks: boolean;
    /** Asked only of some deals, by fields that a log does not carry: unknown. */
    conditional: boolean;
    /** Whether any event tells of it. */
    recorded: boolean;
    /** Median, from the gate to what came late. */
    delay_days: number | null;
    all: BacktestPart;
    older: BacktestPart;
    newer: BacktestPart;
};

export type BacktestDeal = {
    deal?: number;
    id?: string;
    name?: string;
    fate: "stopped" | "delayed";
    outcome: string;
};

export type CarriedOver = {
    deal: number;
    name?: string;
    owner?: Someone | null;
    from_version: number;
    from: Named;
    /** Why it cannot go along; then nothing below is there. */
    stays?: string;
    to?: Named;
    /** New milestones ahead of it. */
    gains?: string[];
    /** New ones that it is not asked for. */
    excused?: string[];
    loses?: Losses | null;
    /** Required, behind it, not there. */
    must_prove?: Owed[];
    /** Recommended, behind it, not there. */
    should_prove?: Owed[];
};

export type StageOccupied = {
    version: number;
    stage: Named;
    outcome: string;
    deals: number;
};

export type StageArrived = {
    stage: Named;
    deals: number;
};

export type MigrationUndone = {
    deal: number;
    name?: string;
    owner?: Someone | null;
    becomes: "stays" | "comes-back";
    stage?: Named;
    /** Done since, meaningless on the version it comes back to. */
    acts_left_behind: number;
};

export type TrainingOfStandard = {
    edition: number;
    process: string;
    version: number;
    title?: string;
    /** Without it, nothing below is there. */
    asked: boolean;
    confirmed_by?: string;
    about?: string;
    people?: TrainedPerson[];
    /** So many of them are. */
    trained?: number;
    /** Of so many. */
    of?: number;
};

export type OperationsFinding = {
    name: string;
    level: "good" | "warning" | "problem";
    text: string;
    /** What to do. */
    advice?: string;
};

export type OperationsMails = {
    waiting: number;
    sent: number;
    given_up: number;
    oldest_at?: string;
};

export type DiffSide = {
    process: string;
    version: number;
    name: string;
};

export type DiffRow = {
    code: string;
    /** Whether more is asked of who sells than before. */
    weight: "other" | "stricter" | "lighter";
    stage?: string;
    milestone?: string;
    handoff?: string;
    field?: string;
    outcome?: string;
    play?: string;
    indicator?: string;
    sentence: string;
    /** With a deal in flight that it concerns. */
    sellers?: number;
    /** In flight, with the stage still before them. */
    deals?: number;
};

export type ProposalRow = {
    proposal: number;
    revision: number;
    state: "open" | "withdrawn" | "published" | "trial" | "kept" | "reverted";
    by?: Someone | null;
    made_at: string;
    edited_at: string;
    /** Of what it claims and of its draft: what is approved. */
    hash: string;
    title?: string;
    sunset?: string;
    published?: ProposalPublished;
};

export type EvidenceNew = {
    kind: "finding" | "deviation" | "objection" | "back-test" | "note";
    /** What it says, in a sentence. */
    title?: string;
    /** The finding, the deviation… as it was found; kept as sent. */
    content?: Record<string, unknown>;
    /** Of an objection: its event; what it says is fetched from there. */
    event?: number;
};

export type ProposalAsk = {
    /** One that is there gets another grade. */
    milestone?: string;
    /** Or this stage asks one thing more… */
    stage?: string;
    /** …in these words. */
    title?: string;
    /** expected, unless said. */
    grade?: "required" | "expected" | "helpful";
};

export type ProposalPublished = {
    edition: number;
    way: "new" | "all" | "trial";
    unit?: "deals" | "sellers";
    planned?: number;
    by?: Someone | null;
    at: string;
};

export type ProposalEvidence = {
    kind: string;
    title?: string;
    /** As JSON. */
    content: string;
    /** Of the content. */
    sha256: string;
};

export type Approval = {
    department: string;
    approves: boolean;
    /** false: it was edited since. */
    current: boolean;
    by?: Someone | null;
    at: string;
    hash: string;
    why?: string;
};

export type Comment = {
    by?: Someone | null;
    at: string;
    text: string;
};

export type Verdict = {
    verdict: "keep" | "revert" | "extend";
    by?: Someone | null;
    at: string;
    why?: string;
    /** What was known of the effect when it was decided. */
    known_then?: string;
};

export type EffectArm = {
    entered: number;
    won: ShareOf;
};

export type Estimate = {
    value: number;
    low: number | null;
    high: number | null;
};

export type ReviewDue = {
    edition: number;
    process: Named;
    owner?: string;
    due: string;
    overdue: boolean;
};

export type ReviewDeal = {
    deal: number;
    name?: string;
    owner?: Someone | null;
    outcome: string;
    stage: Named;
    closed_at?: string;
    amount_minor?: number;
};

export type ReviewDrift = {
    now: ReviewCounts;
    period_before: ReviewCounts;
};

export type ReviewMilestone = {
    edition: number;
    milestone: Named;
    what: "waived" | "objected-to" | "refused";
    count: number;
};

export type ReviewProposal = {
    proposal: number;
    state: "open" | "withdrawn" | "published" | "trial" | "kept" | "reverted";
    title?: string;
    sunset?: string;
    past_its_sunset: boolean;
};

export type Decision = {
    edition: number;
    by?: Someone | null;
    at: string;
    text: string;
};

export type Session = {
    session: string;
    /** The one that asks. */
    own: boolean;
    begun_at: string;
    /** To the minute. */
    seen_at: string;
    /** The address it began from. */
    source: string;
    /** What the browser calls itself. */
    agent: string;
};

export type Membership = {
    workspace: string;
    role: "admin" | "revops" | "manager" | "seller" | "marketing" | "success" | "viewer" | "auditor";
    state: "invited" | "accepted" | "active" | "suspended" | "removed";
    department?: string;
    team?: string;
};

export type Invitation = {
    invitation: string;
    email: string;
    role: "admin" | "revops" | "manager" | "seller" | "marketing" | "success" | "viewer" | "auditor";
    department?: string;
    team?: string;
    invited_at: string;
    until: string;
};

export type Token = {
    token: string;
    name: string;
    scopes: string[];
    made_at: string;
    until: string;
    /** To the minute; left out when never. */
    used_at?: string;
    revoked_at?: string;
    /** Whose it is; for admins. */
    email?: string;
};

export type AuditEntry = {
    at: string;
    /** member.change, token.new… */
    what: string;
    /** Who did it. */
    account?: string;
    name?: string;
    /** Whom or what it is about. */
    subject?: string;
    /** The address it came from. */
    source?: string;
    detail?: string;
};

export type WorkspaceRow = {
    workspace: string;
    /** Of one's membership. */
    role?: "admin" | "revops" | "manager" | "seller" | "marketing" | "success" | "viewer" | "auditor";
    state?: "invited" | "accepted" | "active" | "suspended" | "removed";
};

export type Delivery = {
    /** Of the event. */
    sequence: number;
    /** The field webhook-id, the same at every try. */
    id: string;
    kind: string;
    deal?: number;
    outcome: "waiting" | "done" | "let-go";
    tries: number;
    /** Of HTTP, at the last try. */
    status?: number;
    /** replied, unreachable, slow, untrusted, not-public… */
    ended: string;
    first_at: string;
    last_at: string;
};

export type Provider = {
    provider: string;
    title: string;
};

export type Titled = {
    id: string;
    title: string;
};

export type StandardMilestone = {
    id: string;
    title: string;
    about?: string;
    grade: string;
    confirmed_by: string;
    persona?: string;
    needs?: string[];
    after?: string[];
    when?: string;
};

export type Remedy = {
    code: string;
    text: string;
};

export type DealCard = {
    met: number;
    total: number;
    /** Of the stage it is in. */
    milestones: CardMilestone[];
    /** When it is expected to leave the stage. */
    expected_at?: string;
    /** When it has been there too long. */
    limit_at?: string;
    /** Offered, not accepted. */
    handoffs_waiting: number;
    /** Left out: there is no next step. */
    next?: CardNext;
};

export type ChecklistMilestone = {
    id: string;
    title: string;
    about?: string;
    grade: string;
    confirmed_by: string;
    evidence?: string[];
    standing: string;
    standing_text: string;
    fresh_at?: string;
    waived_until?: string;
    missing?: string;
    remedy?: string;
    /** The evidence that was given last. */
    shown?: EvidenceShown;
    /** Left out: nobody has. */
    confirmed?: Said;
    waived?: Said;
    plays: Play[];
    /** What history says of it here; absent below the floors of docs/learn.md. */
    learnt?: EvidenceAtGate;
};

export type Play = {
    id: string;
    title: string;
    guidance?: string;
};

export type Said = {
    at: string;
    by?: Someone | null;
    why?: string;
    reason?: string;
};

export type WaitingCount = {
    all: number;
    late: number;
};

export type ImportColumn = {
    /** As the file writes it. */
    name: string;
    /** What it is taken for (docs/import.md). */
    field: string;
    /** The name of an attribute; the stage of stage-entered. */
    as?: string;
    /** By nothing, its values, a word of its header, the product, the mapping. */
    sure: "not" | "guess" | "likely" | "vendor" | "person";
    note?: string;
    /** Some of its values. */
    samples: string[];
};

export type CohortRate = {
    /** The share, from 0 to 1; null unless measured. */
    value: number | null;
    /** Lower end of the 95 % interval. */
    low: number | null;
    /** Upper end. */
    high: number | null;
    /** Deals counted. */
    numerator: number;
    /** Of so many. */
    denominator: number;
    /** How far it can be said. */
    standing: "measured" | "counts-only" | "cannot-say";
    /** Null when measured, else why not: an id as in cannot_say[].why_id. */
    reason: string | null;
    /** Days after entering; null when no cohort can be followed. */
    horizon_days: number | null;
    /** By --horizon. */
    horizon_given: boolean;
    /** Share lost by then. */
    lost: number | null;
    /** Without a decision by then; null when that is not recorded. */
    no_decision: number | null;
    /** We withdrew by then. */
    walked: number | null;
    /** Still open then. */
    open: number | null;
    /** Open and younger than the horizon. */
    censored: number;
    /** Still followed on that day. */
    at_risk: number;
    /** Ended, however and whenever, of the entered. */
    resolved: Rate;
};

export type Spread = {
    /** How many. */
    n: number;
    /** Smallest. */
    min: number | null;
    /** 10th percentile. */
    p10: number | null;
    /** 25th. */
    p25: number | null;
    /** 50th. */
    median: number | null;
    /** Mean. */
    mean: number | null;
    /** 75th. */
    p75: number | null;
    /** 90th. */
    p90: number | null;
    /** Largest. */
    max: number | null;
};

export type ValueRate = {
    /** Share of value. */
    value: number | null;
    /** Lower end of the 95 % interval. */
    low: number | null;
    /** Upper end. */
    high: number | null;
    /** Value won, in minor units. */
    numerator_minor: number;
    /** Of so much. */
    denominator_minor: number;
    /** With an amount. */
    deals: number;
    /** Deals of equal size that would say as much. */
    n_eff: number | null;
    /** How far it can be said. */
    standing: "measured" | "counts-only" | "cannot-say";
    /** Null when measured, else why not: an id as in cannot_say[].why_id. */
    reason: string | null;
};

export type Quantile = {
    /** The share. */
    p: number | null;
    /** The day by which it is reached; null: not within what was seen. */
    days: number | null;
    /** Lower end of the 95 % interval. */
    low: number | null;
    /** Upper end. */
    high: number | null;
};

export type Curve = {
    /** Deals that ended so. */
    events: number;
    /** The share that has ended so, at each of incidence.days. */
    value: (number | null)[];
    /** Lower end of the 95 % interval of that day. */
    low: (number | null)[];
    /** Upper end. */
    high: (number | null)[];
    /** Lower end of the band that holds for all days at once. */
    band_low: (number | null)[];
    /** Upper end. */
    band_high: (number | null)[];
};

export type Figure = {
    /** The estimate. */
    value: number | null;
    /** Lower end of the 95 % interval. */
    low: number | null;
    /** Upper end. */
    high: number | null;
    /** Deals it rests on. */
    n: number;
};

export type FunnelStage = {
    /** As the data calls it. */
    stage: string;
    /** 0 first. */
    order: number;
    /** A deal that comes back counts again. */
    visits: number;
    /** That came here. */
    deals: number;
    /** How the visits ended. */
    exits: StageExits;
    /** Deals that passed to a later stage without a visit here. */
    skipped: number;
    /** The day that the shares of this stage refer to. */
    horizon_days: number | null;
    /** Visits that advance by the horizon; in the last stage: won. */
    conversion: Rate;
    /** Visits that end won. */
    won_from_here: Rate;
    /** Visits that end lost. */
    leak_lost: Rate;
    /** Visits that end without a decision. */
    leak_no_decision: Rate;
    /** Visits from which we withdraw. */
    leak_walked: Rate;
    /** Visits that go back. */
    rework: Rate;
    /** Deals that came here, of all with stages. */
    reached: Rate;
    /** Mean. */
    visits_per_deal: number | null;
    /** Days in the stage, open visits censored. */
    time_median: Quantile;
    /** 80th percentile. */
    time_p80: Quantile;
    /** 90th percentile. */
    time_p90: Quantile;
    /** 90 % of those that move on have moved by then. */
    ageing_days: number | null;
    /** Age at which the chance to win is half of what it was on entry. */
    decay_days: number | null;
    /** Per deal, returns summed. */
    mean_days_total: number | null;
};

export type ComparisonLevel = {
    /** As the data writes it. */
    name: string;
    /** All of them. */
    deals: number;
    /** Still open. */
    open: number;
    /** Won. */
    won: number;
    /** Lost. */
    lost: number;
    /** Without a decision. */
    no_decision: number;
    /** Won of closed. */
    win_rate: Rate;
    /** The rate it is worth, drawn toward the whole. */
    shrunken: number | null;
    /** Lower end of its 90 % interval. */
    shrunken_low: number | null;
    /** Upper end. */
    shrunken_high: number | null;
    /** Against all others. */
    p: number | null;
    /** Over the levels. */
    p_adjusted: number | null;
    /** P_adjusted below 0.05. */
    flagged: boolean;
    /** Value won. */
    won_value_minor: number;
    /** Of its closed deals. */
    median_cycle_days: number | null;
    /** Won by the horizon, of the entered; open deals counted. */
    cohort: Rate;
    /** Of that, against all others. */
    cohort_difference: Figure;
};

export type QuarterPart = {
    /** Of the test. */
    verdict: "cannot-say" | "too-few-to-say" | "no-difference-beyond-chance" | "difference";
    /** Won of won and lost inside it. */
    win_inside: Rate;
    /** And outside. */
    win_outside: Rate;
    /** Of the two, Newcombe's interval. */
    difference: Figure;
    /** Wins that fall inside, of all wins. */
    wins_inside: Rate;
    /** Its share of the days covered. */
    days_share: number | null;
    /** Chi-square. */
    p: number | null;
    /** Over the two parts. */
    p_adjusted: number | null;
};

export type SeasonMonth = {
    /** Calendar year. */
    year: number;
    /** 1 to 12. */
    month: number;
    /** Closed in it as won. */
    won: number;
    /** As lost. */
    lost: number;
    /** Without a decision. */
    no_decision: number;
    /** We withdrew. */
    walked: number;
    /** Won of won and lost. */
    win_rate: Rate;
    /** Value won in it. */
    won_value_minor: number;
    /** Deals that entered in it. */
    entered: number;
};

export type SeasonQuarter = {
    /** Calendar year. */
    year: number;
    /** 1 to 4. */
    quarter: number;
    /** Closed in it as won. */
    won: number;
    /** As lost. */
    lost: number;
    /** Without a decision. */
    no_decision: number;
    /** We withdrew. */
    walked: number;
    /** Won of won and lost. */
    win_rate: Rate;
    /** Value won in it. */
    won_value_minor: number;
    /** Deals that entered in it. */
    entered: number;
};

export type Ended = {
    /** Won. */
    won: number;
    /** Lost. */
    lost: number;
    /** Ended without a decision. */
    no_decision: number;
    /** Still open. */
    open: number;
};

export type AdherenceMilestone = {
    /** Its id in the standard. */
    milestone: string;
    /** Of the stage. */
    stage: string;
    /** Obligations: not due. */
    "not-due": number;
    /** Obligations: done. */
    done: number;
    /** Obligations: late. */
    late: number;
    /** Obligations: out of order. */
    "out-of-order": number;
    /** Obligations: late out of order. */
    "late-out-of-order": number;
    /** Obligations: missing. */
    missing: number;
    /** Obligations: waived. */
    waived: number;
    /** Obligations: waived without. */
    "waived-without": number;
    /** Obligations: backfilled. */
    backfilled: number;
    /** Obligations: unknown. */
    unknown: number;
    /** Done in time, of those due and known. */
    done_rate: Rate;
};

export type AdherenceParty = {
    /** Seller or department. */
    name: string;
    /** With a score. */
    deals: number;
    /** Of them follow the standard. */
    compliant: number;
    /** 0 to 1. */
    mean_score: number | null;
    /** Compliant share, drawn toward the whole. */
    shrunken: number | null;
    /** Lower end of its 90 % interval. */
    low: number | null;
    /** Upper end. */
    high: number | null;
    /** Mean score, drawn toward the whole. */
    score_shrunken: number | null;
    /** Lower end of its interval. */
    score_low: number | null;
    /** Upper end. */
    score_high: number | null;
    /** Probability that it is below one half. */
    p_below_half: number | null;
    /** Probability of being among the lowest quarter. */
    p_lowest_quarter: number | null;
};

export type Deviation = {
    /** Closed deals on this way. */
    deals: number;
    /** Each. */
    steps_off: number;
    /** The cheapest explanation, in words. */
    text: string;
};

export type KindProbabilities = {
    /** Random. */
    random: number | null;
    /** Informal. */
    informal: number | null;
    /** Formal. */
    formal: number | null;
    /** Dynamic. */
    dynamic: number | null;
};

export type Gate = {
    /** 2, 3 or 4: the kind it opens. */
    number: number;
    /** In the language of the report. */
    text: string;
    /** Product of its criteria. */
    probability: number | null;
    /** At least 0.5. */
    passed: boolean;
    /** A criterion is unknown and none known fails. */
    unknown: boolean;
    /** What it asks. */
    criteria: Criterion[];
};

export type MapActivity = {
    /** Stage, milestone, outcome or activity. */
    name: string;
    /** Occurrences. */
    events: number;
    /** In which it occurs. */
    deals: number;
    /** Deals that begin with it. */
    starts: number;
    /** Deals that end with it. */
    ends: number;
};

export type MapEdge = {
    /** Activity. */
    from: string;
    /** Activity. */
    to: string;
    /** Times the one came right after the other. */
    count: number;
    /** Between the two. */
    mean_days: number | null;
    /** Half of the waits are no longer. */
    median_days: number | null;
};

export type PracticeFamily = {
    landmark: string;
    title: string;
    standing: string;
    reason: string | null;
    deals_wanted: number;
    weeks_wanted: number | null;
    deals: number;
    won: number;
    open_too_young: number;
    seen_late: number;
    without_times: number;
    horizon_days: number;
    sellers: number;
    segments: number;
    stages: number;
    strata: number;
    grade: string;
    verb: string;
    method: string;
    tested: number;
    found: number;
    detectable: number | null;
    practices: Practice[];
};

export type DealsWithoutAndWith = {
    no: DealsByOutcome;
    yes: DealsByOutcome;
};

export type WonWithout = {
    numerator: number;
    denominator: number;
    review: DealToReview[];
};

export type GateDeviation = {
    milestone: string;
    title: string;
    stage: string;
    asked: number;
    ways: GateWays;
    broken: Share;
    won_kept: Share;
    won_broken: Share;
    difference: Interval;
    p: number | null;
    p_adjusted: number | null;
};

export type GateQuality = {
    milestone: string;
    title: string;
    stage: string;
    asked: number;
    broken: Share;
    same_minute: Share;
    copied: Share;
    unconfirmed: Share;
    refused: number;
    refused_then_kept: number;
    refused_then_waived: number;
    waived: number;
    waived_without: number;
    objected: number;
    flaws: string[];
    said: string;
};

export type Share = {
    value: number | null;
    low: number | null;
    high: number | null;
    numerator: number;
    denominator: number;
    standing: string;
};

export type DaysSpread = {
    n: number;
    min: number | null;
    p10: number | null;
    p25: number | null;
    median: number | null;
    mean: number | null;
    p75: number | null;
    p90: number | null;
    max: number | null;
};

export type NoDecisionStage = {
    stage: string;
    title: string;
    declared: number;
    implied: number;
    share: Share;
};

export type NoDecisionLast = {
    activity: string;
    title: string;
    declared: number;
    implied: number;
    won: number;
};

export type NoDecisionReason = {
    reason: string;
    deals: number;
};

export type ComparedLevel = {
    name: string;
    deals: number;
};

export type ComparedStep = {
    id: string;
    from: string | null;
    to: string;
    title: string;
    deals: number[];
    /** By level; null: too few. */
    median_days: (number | null)[];
    p: number | null;
    p_adjusted: number | null;
    differs: boolean;
};

export type ComparedWay = {
    activities: string[];
    deals: number[];
};

export type CoachingDeal = {
    deal: number;
    days: number;
};

export type EvidenceAtGate = {
    milestone: string;
    practice: string;
    landmark: string;
    at: string;
    found: boolean;
    /** A to D; the verb follows it. */
    grade: string;
    verb: string;
    with: EvidenceSide;
    without: EvidenceSide;
    difference: EvidenceDifference;
    text: string;
};

export type BacktestPart = {
    "not-reached": GateClass;
    met: GateClass;
    late: GateClass;
    absent: GateClass;
    waived: GateClass;
    unknown: GateClass;
    /** Of one gate: won of those known. */
    base?: ShareOf;
    /** Of one gate: won of those that met it at the gate. */
    precision?: ShareOf;
    /** Of one gate: of the won, those that had met it. */
    recall?: ShareOf;
    /** Met at the gate against not, same seller and segment; null: too few to say. */
    difference?: Estimate | null;
    /** Wins more or fewer had it been in force: three ends, never one number. */
    range: BacktestRange;
};

export type Losses = {
    milestones?: string[];
    fields?: string[];
    handoffs?: string[];
};

export type Owed = {
    milestone: Named;
    /** Time to catch up; left out: at once. */
    by?: string;
};

export type TrainedPerson = {
    /** Left out: has done nothing here yet. */
    person?: number;
    name?: string;
    department?: string;
    standing: "not-asked" | "due" | "unconfirmed" | "expired" | "trained";
    acknowledged_at?: string;
    confirmed_at?: string;
    confirmed_by?: Someone | null;
    /** It runs out then, or has run out. */
    until?: string;
};

export type ReviewCounts = {
    moves: number;
    waivers: number;
    objections: number;
    refusals: number;
};

export type CardMilestone = {
    id: string;
    title: string;
    standing: string;
};

export type CardNext = {
    stage: string;
    /** The step is to record the deal as won. */
    win: boolean;
    passes: boolean;
    blocks: number;
    /** The worst of what it would meet: a milestone's title, or the rule's words. */
    missing?: string;
};

export type EvidenceShown = {
    kind?: string;
    /** Of a kept file: its name. */
    reference?: string;
    /** Of a kept file: its hash. */
    file?: string;
    at: string;
    by?: Someone | null;
};

export type StageExits = {
    /** Still here. */
    open: number;
    /** To a later stage. */
    advance: number;
    /** Lost. */
    lost: number;
    /** No decision. */
    "no-decision": number;
    /** To an earlier stage. */
    back: number;
    /** We withdrew. */
    walked: number;
    /** Won from here. */
    won: number;
};

export type Criterion = {
    /** Stable. */
    id: string;
    /** In the language of the report. */
    text: string;
    /** The threshold. */
    wanted: number | null;
    /** Null when unknown. */
    seen: number | null;
    /** What it rests on. */
    n: number;
    /** That the threshold is truly reached; null when unknown. */
    probability: number | null;
    /** Probability at least 0.5. */
    passed: boolean;
    /** Nothing in the records could show it. */
    unknown: boolean;
};

export type Practice = {
    id: string;
    kind: string;
    title: string;
    standing: string;
    found: boolean;
    with: PracticeSide;
    without: PracticeSide;
    difference: Interval;
    p: number | null;
    p_adjusted: number | null;
    shrunken: Interval;
    strength: number | null;
    strength_limit: number | null;
    share_without: number | null;
    wins_per_100: Interval;
    amount_at_stake: PracticeAmounts | null;
    counts: string | null;
    effect: string | null;
    alike: string | null;
    deals_wanted: number;
};

export type DealsByOutcome = {
    open: number;
    won: number;
    lost: number;
    no_decision: number;
    walked: number;
    invalid: number;
};

export type DealToReview = {
    deal: string;
    closed: string | null;
    jumped: boolean;
    lacked: string[];
};

export type GateWays = {
    kept: DealsByOutcome;
    late: DealsByOutcome;
    missed: DealsByOutcome;
    waived: DealsByOutcome;
    waived_without: DealsByOutcome;
};

export type Interval = {
    value: number | null;
    low: number | null;
    high: number | null;
};

export type EvidenceSide = {
    won: number;
    of: number;
};

export type EvidenceDifference = {
    value: number;
    low: number | null;
    high: number | null;
};

export type GateClass = {
    deals: number;
    won: number;
};

export type BacktestRange = {
    stopped: number;
    stopped_won: number;
    if_every_blocked_win_is_lost: number;
    if_nothing_changes: number;
    if_like_the_met: Estimate | null;
    /** Of the stopped, those of which that can be said. */
    like_the_met_deals: number;
};

export type PracticeSide = {
    won: number;
    /** Deals whose end by the horizon is told. */
    told: number;
    deals: number;
};

export type PracticeAmounts = {
    value_minor: number;
    low_minor: number;
    high_minor: number;
    currency: string;
};

export type Problem = {
    type: string;
    title: string;
    status: number;
    /** Stable, for programs. */
    code: string;
    detail: string;
    /** What to try. */
    hint?: string;
    /** Number of the request in the server's log. */
    request?: string;
    problems?: ProblemEntry[];
};

export type ProblemEntry = {
    /** Where it is: "body", "query", or a file's name. */
    file?: string;
    /** From 1. */
    line?: number;
    /** From 1, in characters. */
    column?: number;
    /** Characters to mark. */
    length?: number;
    severity: string;
    /** Stable, for programs. */
    code: string;
    message: string;
    /** What to try. */
    hint?: string;
};

export interface Gets {
    /** This API as OpenAPI 3.1. */
    "/openapi.json": { query: {  }; body: undefined; answer: Openapi };
    /** Every published edition, newest first. */
    "/standards": { query: {  }; body: undefined; answer: Standards };
    /** The newest edition of each process. */
    "/standards/in-force": { query: {  }; body: undefined; answer: Standards };
    /** One edition, as data. */
    "/standards/{edition}": { query: {  }; body: undefined; answer: Standard };
    /** One edition, as it was written. */
    "/standards/{edition}/yaml": { query: {  }; body: undefined; answer: unknown };
    /** Deals, a page at a time; a page may be short, or empty, and have a next one. */
    "/deals": { query: { q?: string; deals?: string; card?: boolean; owner?: string; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; stage?: string; process?: string; text?: string; reference?: string; parked?: boolean; amount_from?: number; amount_to?: number; close_from?: string; close_to?: string; entered_from?: string; entered_to?: string; opened_from?: string; opened_to?: string; limit?: number; cursor?: string; sort?: "-deal" | "deal" | "stage_entered_at" | "-stage_entered_at" | "amount" | "-amount" | "close_date" | "-close_date" | "name" | "-name"; fields?: string }; body: undefined; answer: Deals };
    /** One deal: stage, fields, owner; its ETag is its revision. */
    "/deals/{deal}": { query: {  }; body: undefined; answer: Deal };
    /** How many deals, and how much money, in each stage; by the filters of the list. */
    "/board": { query: { owner?: string; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; stage?: string; process?: string; text?: string; reference?: string; parked?: boolean; amount_from?: number; amount_to?: number; close_from?: string; close_to?: string; entered_from?: string; entered_to?: string; opened_from?: string; opened_to?: string }; body: undefined; answer: Board };
    /** What a deal has, what it lacks, what helps, what the next step would meet. */
    "/deals/{deal}/checklist": { query: {  }; body: undefined; answer: Checklist };
    /** What happened to a deal, newest first, with what the standard said. */
    "/deals/{deal}/timeline": { query: { silent?: boolean; limit?: number; cursor?: string; sort?: "-sequence"; fields?: string }; body: undefined; answer: Timeline };
    /** Hand-offs that wait to be accepted, or touched for the first time, by due moment. */
    "/handoffs": { query: { department?: string; limit?: number; cursor?: string; sort?: "by"; fields?: string }; body: undefined; answer: Waiting };
    /** What waits for who asks, by due moment: hand-offs, confirmations, what lapses, ages, ends. */
    "/waiting": { query: { days?: number; what?: string; person?: number; limit?: number; cursor?: string; sort?: "by"; fields?: string }; body: undefined; answer: Waiting };
    /** How much waits on the deals of each owner: who needs help; most late first. */
    "/waiting/owners": { query: { days?: number }; body: undefined; answer: WaitingOwners };
    /** Who asks, here. */
    "/whoami": { query: {  }; body: undefined; answer: Whoami };
    /** Everybody who has a number here. */
    "/people": { query: { limit?: number; cursor?: string; sort?: "person"; fields?: string }; body: undefined; answer: People };
    /** What happens in the workspace, as it becomes durable; resumes after Last-Event-ID. */
    "/events": { query: { after?: number }; body: undefined; answer: unknown };
    /** The imports of the workspace, newest first. */
    "/imports": { query: {  }; body: undefined; answer: Imports };
    /** The import at hand, and how far it is. */
    "/import-task": { query: {  }; body: undefined; answer: ImportTask };
    /** The rows that could not be used, as CSV. */
    "/import-task/rejected": { query: {  }; body: undefined; answer: unknown };
    /** The standard that was drafted from the files, to be edited. */
    "/import-task/standard": { query: {  }; body: undefined; answer: unknown };
    /** The deals as a table, by the filters of the list. */
    "/exports/deals": { query: { q?: string; format?: "csv" | "xlsx"; owner?: string; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; stage?: string; process?: string; text?: string; reference?: string; parked?: boolean; amount_from?: number; amount_to?: number; close_from?: string; close_to?: string; entered_from?: string; entered_to?: string; opened_from?: string; opened_to?: string }; body: undefined; answer: unknown };
    /** Every event of the deals, for process mining, by the filters of the list. */
    "/exports/log": { query: { q?: string; format?: "csv" | "xes" | "ocel-json" | "ocel"; owner?: string; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; stage?: string; process?: string; text?: string; reference?: string; parked?: boolean; amount_from?: number; amount_to?: number; close_from?: string; close_to?: string; entered_from?: string; entered_to?: string; opened_from?: string; opened_to?: string }; body: undefined; answer: unknown };
    /** One edition as BPMN 2.0 with its layout. */
    "/standards/{edition}/bpmn": { query: {  }; body: undefined; answer: unknown };
    /** Finds deals by words: in names and references first, then in fields and notes. */
    "/search": { query: { q?: string; limit?: number; cursor?: string; sort?: "rank"; fields?: string }; body: undefined; answer: Found };
    /** Everything below in one answer: how the company sells. */
    "/analytics": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; deal?: number }; body: undefined; answer: Figures };
    /** How deals end: counts, the three win rates, loss, no decision, value. */
    "/analytics/outcomes": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; deal?: number }; body: undefined; answer: FiguresOutcomes };
    /** How long it takes: cycle, time to win, cumulative incidence of each end. */
    "/analytics/times": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; deal?: number }; body: undefined; answer: FiguresTimes };
    /** The stages: who comes, who leaves how, time in stage, ageing. */
    "/analytics/funnel": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; deal?: number }; body: undefined; answer: FiguresFunnel };
    /** Whether sellers, segments, products or quarters differ beyond chance. */
    "/analytics/groups": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; deal?: number }; body: undefined; answer: FiguresGroups };
    /** Months and quarters, and the end of the quarter. */
    "/analytics/season": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; deal?: number }; body: undefined; answer: FiguresSeason };
    /** Slippage, overdue, stale, velocity, coverage, queue, dependence on one seller. */
    "/analytics/pipeline": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; deal?: number }; body: undefined; answer: FiguresPipeline };
    /** How far the standard in force is followed. */
    "/analytics/adherence": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; deal?: number }; body: undefined; answer: FiguresAdherence };
    /** Which of the four kinds of process it is, gate by gate. */
    "/analytics/assessment": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; deal?: number }; body: undefined; answer: FiguresAssessment };
    /** What follows what, how often and how slowly. */
    "/analytics/map": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; deal?: number }; body: undefined; answer: FiguresMap };
    /** The ways deals take. */
    "/analytics/variants": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; deal?: number }; body: undefined; answer: FiguresVariants };
    /** The exact distance of closed deals to the stages of the standard, explained. */
    "/analytics/distance": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; deal?: number }; body: undefined; answer: FiguresDistance };
    /** What goes with winning at a landmark, within the same seller and segment; graded. */
    "/analytics/practices": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; segment?: string; landmark?: string; first_days?: number }; body: undefined; answer: Practices };
    /** How each gate was met, beside what became of the deals; won without what is required. */
    "/analytics/deviations": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; segment?: string; landmark?: string; first_days?: number }; body: undefined; answer: Deviations };
    /** Gates that never fail, are answered in the same minute, copied, confirmed by nobody. */
    "/analytics/gates": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; segment?: string; landmark?: string; first_days?: number }; body: undefined; answer: Gates };
    /** Where, when and after what silence deals end without a decision; declared, implied. */
    "/analytics/no-decision": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; segment?: string; landmark?: string; first_days?: number }; body: undefined; answer: NoDecision };
    /** Steps and ways of winners and losers, versions, sellers, periods: beyond chance or not. */
    "/analytics/compare": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; segment?: string; landmark?: string; first_days?: number }; body: undefined; answer: Compare };
    /** The deals behind a number: its numerator or its denominator. */
    "/analytics/deals": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; segment?: string; landmark?: string; first_days?: number; figure?: string; side?: "numerator" | "denominator"; of?: string; to?: string; after?: number; limit?: number }; body: undefined; answer: FiguresDeals };
    /** The week of a seller as facts, for her and for who leads: never a ranking. */
    "/people/{person}/coaching": { query: { as_of?: string; process?: string; at_least?: number }; body: undefined; answer: Coaching };
    /** Up to which event the figures follow. */
    "/analytics/standing": { query: {  }; body: undefined; answer: FiguresStanding };
    /** What would become of each deal in flight that is on an older version. */
    "/standards/{edition}/preview": { query: { after?: number; limit?: number }; body: undefined; answer: Preview };
    /** How far the carrying over of deals to this edition is, and what undoing it would do. */
    "/standards/{edition}/migration": { query: { undo?: boolean }; body: undefined; answer: Migration };
    /** Who is trained on the versions in force; oneself, or all for those who lead. */
    "/training": { query: {  }; body: undefined; answer: Training };
    /** A kept file, to be saved. */
    "/files/{hash}": { query: {  }; body: undefined; answer: unknown };
    /** Saved views: one's own, and those for everybody. */
    "/views": { query: { page?: string }; body: undefined; answer: SavedViews };
    /** How the server stands: disk, backups, the last restore that was verified, mails. */
    "/operations": { query: {  }; body: undefined; answer: Operations };
    /** In words, what changes for whom from this edition to another. */
    "/standards/{edition}/diff": { query: { with?: number }; body: undefined; answer: Diff };
    /** Revisions that were proposed, newest first. */
    "/proposals": { query: {  }; body: undefined; answer: Proposals };
    /** One proposal: what it claims, who approved what, what became of it. */
    "/proposals/{proposal}": { query: {  }; body: undefined; answer: Proposal };
    /** The standard as it would be. */
    "/proposals/{proposal}/draft": { query: {  }; body: undefined; answer: unknown };
    /** Whether an edition helped, graded by how deals came to it. */
    "/standards/{edition}/effect": { query: { horizon?: number }; body: undefined; answer: Effect };
    /** How many deals it takes to see a change. */
    "/sample-size": { query: { base?: number; change?: number; per_week?: number; per_seller?: number; horizon?: number }; body: undefined; answer: SampleSize };
    /** The agenda of a review, drawn from what happened. */
    "/review": { query: { from?: string }; body: undefined; answer: ReviewAgenda };
    /** Where one is signed in. */
    "/sessions": { query: {  }; body: undefined; answer: Sessions };
    /** One's own account. */
    "/me": { query: {  }; body: undefined; answer: Me };
    /** Who is in the workspace, as what. */
    "/members": { query: { limit?: number; cursor?: string; sort?: "id"; fields?: string }; body: undefined; answer: Members };
    /** One member. */
    "/members/{account}": { query: {  }; body: undefined; answer: Member };
    /** Invitations that can be accepted. */
    "/invitations": { query: { limit?: number; cursor?: string; sort?: "id"; fields?: string }; body: undefined; answer: Invitations };
    /** Keys for programs, one's own. */
    "/tokens": { query: { of?: "me" | "everybody"; limit?: number; cursor?: string; sort?: "id"; fields?: string }; body: undefined; answer: Tokens };
    /** Who changed what, when, from where. */
    "/audit": { query: { what?: string; account?: string; from?: string; to?: string; limit?: number; cursor?: string; sort?: "-at"; fields?: string }; body: undefined; answer: Audit };
    /** The digest by mail that you get. */
    "/digest": { query: {  }; body: undefined; answer: DigestWish };
    /** Asks whether the digests shall end. */
    "/digest/end": { query: { token?: string }; body: undefined; answer: unknown };
    /** The workspaces one is a member of; all, for who makes workspaces. */
    "/workspaces": { query: {  }; body: undefined; answer: WorkspaceList };
    /** Who outside is told of events. */
    "/webhooks": { query: {  }; body: undefined; answer: Webhooks };
    /** One of them. */
    "/webhooks/{webhook}": { query: {  }; body: undefined; answer: Webhook };
    /** What was tried, newest first. */
    "/webhooks/{webhook}/deliveries": { query: { limit?: number; cursor?: string; sort?: "-sequence"; fields?: string }; body: undefined; answer: Deliveries };
    /** By whom one can sign in besides by password. */
    "/session/providers": { query: {  }; body: undefined; answer: Providers };
    /** Sends the browser to a log-in provider. */
    "/session/providers/{provider}": { query: {  }; body: undefined; answer: unknown };
    /** Where the provider sends the browser back to: signs in. */
    "/session/providers/{provider}/return": { query: { code?: string; state?: string; iss?: string; error?: string; error_description?: string; scope?: string; session_state?: string; hd?: string; authuser?: string; error_uri?: string; prompt?: string }; body: undefined; answer: unknown };
}

export interface Posts {
    /** Publishes a standard, or says every problem it has. */
    "/standards": { query: { dry_run?: boolean; deals?: "new" | "all" }; body: undefined; answer: Published };
    /** Every problem of a draft, as etalon check tells it; nothing is published. */
    "/standards/check": { query: {  }; body: undefined; answer: Checked };
    /** An edition in force was reviewed, and stays: the clock of its next review begins. */
    "/standards/{edition}/review": { query: {  }; body: Review; answer: Reviewed };
    /** Begins a deal; who begins it owns it. */
    "/deals": { query: {  }; body: DealNew; answer: Acted };
    /** Acts on a deal: recorded when the standard lets it pass, refused with what is missing. */
    "/deals/{deal}/acts": { query: {  }; body: Act; answer: Acted };
    /** Gives a person a number. */
    "/people": { query: {  }; body: PersonName; answer: Person };
    /** Takes an import back; deals touched since are named and kept. */
    "/imports/{import}/undo": { query: {  }; body: undefined; answer: ImportUndone };
    /** Hands over a file of an export; all of one export together. */
    "/import-task/files": { query: { name?: string }; body: undefined; answer: ImportTask };
    /** Reads the files and looks what they would become; nothing is written. */
    "/import-task/preview": { query: {  }; body: ImportLook; answer: ImportTask };
    /** Begins to import what was looked at. */
    "/import-task/start": { query: {  }; body: undefined; answer: ImportTask };
    /** What a draft would have done to the deals that are over, beside what this edition asked. */
    "/standards/{edition}/backtest": { query: { as_of?: string; entered_from?: string; entered_to?: string; where?: string; at_least?: number }; body: undefined; answer: Backtest };
    /** What would become of each deal in flight if this standard were published for all. */
    "/standards/preview": { query: { after?: number; limit?: number }; body: undefined; answer: Preview };
    /** Carries deals in flight over to this edition, or brings back those that went. */
    "/standards/{edition}/migration": { query: {  }; body: MigrationWay; answer: MigrationBegun };
    /** Acknowledges a version for oneself, or confirms that somebody else knows it. */
    "/training": { query: {  }; body: TrainedNew; answer: Trained };
    /** Keeps a file, by the hash of what is in it, so that it can show a milestone. */
    "/files": { query: { name?: string }; body: undefined; answer: FileKept };
    /** Keeps a question under a name. */
    "/views": { query: {  }; body: ViewNew; answer: SavedView };
    /** The same to a draft that is not published. */
    "/standards/{edition}/diff": { query: {  }; body: undefined; answer: Diff };
    /** Proposes a revision: what it claims, its evidence, and its draft. */
    "/proposals": { query: {  }; body: ProposalNew; answer: ProposalActed };
    /** Says something about it. */
    "/proposals/{proposal}/comments": { query: {  }; body: CommentNew; answer: ProposalActed };
    /** One's department approves it as it is, or objects. */
    "/proposals/{proposal}/approvals": { query: {  }; body: ApprovalNew; answer: ProposalActed };
    /** It is not pursued. */
    "/proposals/{proposal}/withdrawal": { query: {  }; body: WithdrawalNew; answer: ProposalActed };
    /** It becomes the next edition, when every department named has approved it. */
    "/proposals/{proposal}/publication": { query: {  }; body: PublicationNew; answer: ProposalActed };
    /** Keeps it, reverts it or lets it run on, with what is known of its effect. */
    "/proposals/{proposal}/verdict": { query: {  }; body: VerdictNew; answer: ProposalActed };
    /** What the review decided. */
    "/review/decisions": { query: {  }; body: DecisionNew; answer: Decided };
    /** Makes the first admin, by the code of the server. */
    "/setup": { query: {  }; body: Setup; answer: Welcome };
    /** Signs in. */
    "/session": { query: {  }; body: SignIn; answer: Welcome };
    /** The password once more, for a sensitive act. */
    "/session/confirm": { query: {  }; body: Confirm; answer: Welcome };
    /** A secret for a device that shows codes. */
    "/me/code": { query: {  }; body: undefined; answer: CodeEnrolment };
    /** Turns one-time codes on. */
    "/me/code/confirm": { query: {  }; body: CodeConfirm; answer: Recovery };
    /** Invites somebody. */
    "/invitations": { query: {  }; body: InvitationNew; answer: InvitationMade };
    /** Joins by the secret of an invitation. */
    "/invitations/accept": { query: {  }; body: Accept; answer: Welcome };
    /** Makes a key; its secret is shown once. */
    "/tokens": { query: {  }; body: TokenNew; answer: TokenMade };
    /** Ends the digests, from a link of theirs (RFC 8058). */
    "/digest/end": { query: { token?: string }; body: undefined; answer: unknown };
    /** Makes a workspace, whose admin one is; for who set the server up. */
    "/workspaces": { query: {  }; body: WorkspaceNew; answer: WorkspaceNew };
    /** Tells somebody outside of events from now on; its secret is shown once. */
    "/webhooks": { query: {  }; body: WebhookNew; answer: Webhook };
    /** Makes a new secret, shown once; the one before signs beside it for a day. */
    "/webhooks/{webhook}/secret": { query: {  }; body: Nothing; answer: Webhook };
    /** Sends a message of the type ping now, and says how that went. */
    "/webhooks/{webhook}/ping": { query: {  }; body: Nothing; answer: Tried };
    /** Lets go of what was not told up to an event, and goes on after it. */
    "/webhooks/{webhook}/skip": { query: {  }; body: WebhookSkip; answer: Webhook };
    /** Sends it again now, with the same id, and says how that went. */
    "/webhooks/{webhook}/deliveries/{sequence}/retry": { query: {  }; body: Nothing; answer: Tried };
}

export interface Puts {
    /** A new password; every other session ends. */
    "/me/password": { query: {  }; body: PasswordChange; answer: Welcome };
    /** A digest of what waits for you, by mail; only when something does. */
    "/digest": { query: {  }; body: DigestWish; answer: DigestWish };
    /** The workspace that this session is in from now on. */
    "/session/workspace": { query: {  }; body: WorkspaceSwitch; answer: unknown };
}

export interface Patches {
    /** Calls a deal otherwise. */
    "/deals/{deal}": { query: {  }; body: DealName; answer: DealRenamed };
    /** Calls a person otherwise. */
    "/people/{person}": { query: {  }; body: PersonName; answer: Person };
    /** Another name, another question; one's own, or for who leads one for everybody. */
    "/views/{view}": { query: {  }; body: ViewChange; answer: SavedView };
    /** Says it otherwise; approvals of what it was are asked for again. */
    "/proposals/{proposal}": { query: {  }; body: ProposalNew; answer: ProposalActed };
    /** Another role, state, department or team. */
    "/members/{account}": { query: {  }; body: MemberChange; answer: Member };
    /** Changes what is told to whom, or turns it on or off. */
    "/webhooks/{webhook}": { query: {  }; body: WebhookChange; answer: Webhook };
}

export interface Deletes {
    /** Stops the import at hand, or forgets its files. */
    "/import-task": { query: {  }; body: undefined; answer: unknown };
    /** Keeps it no longer. */
    "/views/{view}": { query: {  }; body: undefined; answer: unknown };
    /** Signs out. */
    "/session": { query: {  }; body: undefined; answer: unknown };
    /** Signs out everywhere, here too. */
    "/sessions": { query: {  }; body: undefined; answer: unknown };
    /** Ends a session of one's own. */
    "/sessions/{session}": { query: {  }; body: undefined; answer: unknown };
    /** Turns one-time codes off. */
    "/me/code": { query: {  }; body: undefined; answer: unknown };
    /** Withdraws an invitation. */
    "/invitations/{invitation}": { query: {  }; body: undefined; answer: unknown };
    /** Ends a key at once: one's own; an admin any. */
    "/tokens/{token}": { query: {  }; body: undefined; answer: unknown };
    /** Tells it nothing any more. */
    "/webhooks/{webhook}": { query: {  }; body: undefined; answer: unknown };
}
