// The types of the API. Written by web/tools/types.mjs from the route table: script/web types.
export type Health = {
    status: string;
    version: string;
};

export type Any = Record<string, unknown>;

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
};

export type Review = {
    /** What was found; it stays in force. */
    found?: string;
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
    owner?: Someone;
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

export type Whoami = {
    workspace: string;
    me: Someone;
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

export type ImportLook = {
    /** A mapping file (docs/import.md), as text. */
    map?: string;
    /** A standard as text; else the newest one, else one is drafted. */
    standard?: string;
};

export type MigrationWay = {
    /** Deals in flight go to this edition, or those that went there come back. */
    way: "carry-over" | "undo";
};

export type TrainedNew = {
    /** The version that was learned. */
    edition: number;
    /** Who has learned it, in the word of who asks; without it, oneself. */
    person?: number;
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
    owner?: Someone;
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
};

export type ChecklistNext = {
    stage: Named;
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
    by: Someone;
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
    /** Of a training: due, unconfirmed, expired. */
    standing?: string;
    deal?: number;
    name?: string;
    stage?: Named;
    owner?: Someone;
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
    by_what: Record<string, unknown>;
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
    plays: Play[];
};

export type Play = {
    id: string;
    title: string;
    guidance?: string;
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
    "/openapi.json": { query: {  }; body: undefined; answer: Any };
    /** Every published edition, newest first. */
    "/standards": { query: {  }; body: undefined; answer: Standards };
    /** The newest edition of each process. */
    "/standards/in-force": { query: {  }; body: undefined; answer: Standards };
    /** One edition, as data. */
    "/standards/{edition}": { query: {  }; body: undefined; answer: Standard };
    /** One edition, as it was written. */
    "/standards/{edition}/yaml": { query: {  }; body: undefined; answer: unknown };
    /** Deals, a page at a time; a page may be short, or empty, and have a next one. */
    "/deals": { query: { q?: string; owner?: string; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; stage?: string; text?: string; reference?: string; parked?: boolean; amount_from?: number; amount_to?: number; close_from?: string; close_to?: string; entered_from?: string; entered_to?: string; opened_from?: string; opened_to?: string; limit?: number; cursor?: string; sort?: "-deal" | "deal" | "stage_entered_at" | "-stage_entered_at" | "amount" | "-amount" | "close_date" | "-close_date" | "name" | "-name"; fields?: string }; body: undefined; answer: Deals };
    /** One deal: stage, fields, owner; its ETag is its revision. */
    "/deals/{deal}": { query: {  }; body: undefined; answer: Deal };
    /** How many deals, and how much money, in each stage. */
    "/board": { query: { owner?: string; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid" }; body: undefined; answer: Board };
    /** What a deal has, what it lacks, what helps, what the next step would meet. */
    "/deals/{deal}/checklist": { query: {  }; body: undefined; answer: Checklist };
    /** What happened to a deal, newest first, with what the standard said. */
    "/deals/{deal}/timeline": { query: { silent?: boolean; limit?: number; cursor?: string; sort?: "-sequence"; fields?: string }; body: undefined; answer: Timeline };
    /** Hand-offs that wait to be accepted, or touched for the first time, by due moment. */
    "/handoffs": { query: { department?: string; limit?: number; cursor?: string; sort?: "by"; fields?: string }; body: undefined; answer: Waiting };
    /** What waits for who asks, by due moment: hand-offs, confirmations, what lapses, ages, ends. */
    "/waiting": { query: { days?: number; what?: string; person?: number; limit?: number; cursor?: string; sort?: "by"; fields?: string }; body: undefined; answer: Waiting };
    /** Who asks, here. */
    "/whoami": { query: {  }; body: undefined; answer: Whoami };
    /** Everybody who has a number here. */
    "/people": { query: { limit?: number; cursor?: string; sort?: "person"; fields?: string }; body: undefined; answer: People };
    /** What happens in the workspace, as it becomes durable; resumes after Last-Event-ID. */
    "/events": { query: { after?: number }; body: undefined; answer: unknown };
    /** The imports of the workspace, newest first. */
    "/imports": { query: {  }; body: undefined; answer: Any };
    /** The import at hand, and how far it is. */
    "/import-task": { query: {  }; body: undefined; answer: Any };
    /** The rows that could not be used, as CSV. */
    "/import-task/rejected": { query: {  }; body: undefined; answer: unknown };
    /** The deals as a table, by the filters of the list. */
    "/exports/deals": { query: { format?: "csv" | "xlsx"; owner?: string; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; stage?: string; text?: string; reference?: string; parked?: boolean; amount_from?: number; amount_to?: number; close_from?: string; close_to?: string; entered_from?: string; entered_to?: string; opened_from?: string; opened_to?: string }; body: undefined; answer: unknown };
    /** Every event of the deals, for process mining, by the filters of the list. */
    "/exports/log": { query: { format?: "csv" | "xes" | "ocel-json" | "ocel"; owner?: string; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid"; stage?: string; text?: string; reference?: string; parked?: boolean; amount_from?: number; amount_to?: number; close_from?: string; close_to?: string; entered_from?: string; entered_to?: string; opened_from?: string; opened_to?: string }; body: undefined; answer: unknown };
    /** One edition as BPMN 2.0 with its layout. */
    "/standards/{edition}/bpmn": { query: {  }; body: undefined; answer: unknown };
    /** Finds deals by words: in names and references first, then in fields and notes. */
    "/search": { query: { q?: string; limit?: number; cursor?: string; sort?: "rank"; fields?: string }; body: undefined; answer: Any };
    /** Everything below in one answer: how the company sells. */
    "/analytics": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid" }; body: undefined; answer: Any };
    /** How deals end: counts, the three win rates, loss, no decision, value. */
    "/analytics/outcomes": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid" }; body: undefined; answer: Any };
    /** How long it takes: cycle, time to win, cumulative incidence of each end. */
    "/analytics/times": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid" }; body: undefined; answer: Any };
    /** The stages: who comes, who leaves how, time in stage, ageing. */
    "/analytics/funnel": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid" }; body: undefined; answer: Any };
    /** Whether sellers, segments, products or quarters differ beyond chance. */
    "/analytics/groups": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid" }; body: undefined; answer: Any };
    /** Months and quarters, and the end of the quarter. */
    "/analytics/season": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid" }; body: undefined; answer: Any };
    /** Slippage, overdue, stale, velocity, coverage, queue, dependence on one seller. */
    "/analytics/pipeline": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid" }; body: undefined; answer: Any };
    /** How far the standard in force is followed. */
    "/analytics/adherence": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid" }; body: undefined; answer: Any };
    /** Which of the four kinds of process it is, gate by gate. */
    "/analytics/assessment": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid" }; body: undefined; answer: Any };
    /** What follows what, how often and how slowly. */
    "/analytics/map": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid" }; body: undefined; answer: Any };
    /** The ways deals take. */
    "/analytics/variants": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid" }; body: undefined; answer: Any };
    /** The exact distance of closed deals to the stages of the standard, explained. */
    "/analytics/distance": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; outcome?: "open" | "won" | "lost" | "no-decision" | "walked" | "invalid" }; body: undefined; answer: Any };
    /** The deals behind a number: its numerator or its denominator. */
    "/analytics/deals": { query: { as_of?: string; process?: string; entered_from?: string; entered_to?: string; where?: string; edition?: number; horizon?: number; by?: string; activities?: "all" | "stages"; at_least?: number; figure?: string; side?: "numerator" | "denominator"; of?: string; to?: string; after?: number; limit?: number }; body: undefined; answer: Any };
    /** Up to which event the figures follow. */
    "/analytics/standing": { query: {  }; body: undefined; answer: Any };
    /** What would become of each deal in flight that is on an older version. */
    "/standards/{edition}/preview": { query: { after?: number; limit?: number }; body: undefined; answer: Any };
    /** How far the carrying over of deals to this edition is, and what undoing it would do. */
    "/standards/{edition}/migration": { query: { undo?: boolean }; body: undefined; answer: Any };
    /** Who is trained on the versions in force; oneself, or all for those who lead. */
    "/training": { query: {  }; body: undefined; answer: Any };
    /** A kept file, to be saved. */
    "/files/{hash}": { query: {  }; body: undefined; answer: unknown };
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
    "/audit": { query: { limit?: number; cursor?: string; sort?: "-at"; fields?: string }; body: undefined; answer: Audit };
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
    /** An edition in force was reviewed, and stays: the clock of its next review begins. */
    "/standards/{edition}/review": { query: {  }; body: Review; answer: Any };
    /** Begins a deal; who begins it owns it. */
    "/deals": { query: {  }; body: DealNew; answer: Acted };
    /** Acts on a deal: recorded when the standard lets it pass, refused with what is missing. */
    "/deals/{deal}/acts": { query: {  }; body: Act; answer: Acted };
    /** Gives a person a number. */
    "/people": { query: {  }; body: PersonName; answer: Person };
    /** Takes an import back; deals touched since are named and kept. */
    "/imports/{import}/undo": { query: {  }; body: undefined; answer: Any };
    /** Hands over a file of an export; all of one export together. */
    "/import-task/files": { query: { name?: string }; body: undefined; answer: Any };
    /** Reads the files and looks what they would become; nothing is written. */
    "/import-task/preview": { query: {  }; body: ImportLook; answer: Any };
    /** Begins to import what was looked at. */
    "/import-task/start": { query: {  }; body: undefined; answer: Any };
    /** What would become of each deal in flight if this standard were published for all. */
    "/standards/preview": { query: { after?: number; limit?: number }; body: undefined; answer: Any };
    /** Carries deals in flight over to this edition, or brings back those that went. */
    "/standards/{edition}/migration": { query: {  }; body: MigrationWay; answer: Any };
    /** Acknowledges a version for oneself, or confirms that somebody else knows it. */
    "/training": { query: {  }; body: TrainedNew; answer: Any };
    /** Keeps a file, by the hash of what is in it, so that it can show a milestone. */
    "/files": { query: { name?: string }; body: undefined; answer: Any };
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
    /** Another role, state, department or team. */
    "/members/{account}": { query: {  }; body: MemberChange; answer: Member };
    /** Changes what is told to whom, or turns it on or off. */
    "/webhooks/{webhook}": { query: {  }; body: WebhookChange; answer: Webhook };
}

export interface Deletes {
    /** Stops the import at hand, or forgets its files. */
    "/import-task": { query: {  }; body: undefined; answer: unknown };
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
