/* simulated.h - a machine in memory, for tests: a disk that remembers what was not yet
 * synced, a clock that moves when told, random bytes from a seed. The same seed and the
 * same calls give the same bytes. Its power can be cut at every point of what it did.
 *
 * The disk: content of a file is durable once the file was synced; until then any subset of
 * its written sectors of 512 bytes may be what is found after a cut (bytes beside a write
 * are safe). Names (made, renamed, unlinked) are durable once their folder was synced;
 * until then the first few of them, in order, may be. Folders are beginnings of names: what is
 * before the last "/"; a list of one has its files and those without a folder, and a sync of one
 * is a sync of all.
 *
 * Law: one thread; it has none to give. */
#pragma once

#include "base/platform.h"
#include "base/rng.h"
#include "base/vec.h"

enum {
    SIMULATED_SECTOR = 512,
    SIMULATED_NAMES_MAX = 64,
    SIMULATED_FILES_MAX = 512,       /* ever made on one disk */
    SIMULATED_FILE_BYTES = 64 << 20, /* address space of each */
    SIMULATED_HANDLES_MAX = 64,
};

/* What can be made to fail, as a mask. */
enum simulated_fault {
    FAULT_OPEN = 1 << 0,
    FAULT_READ = 1 << 1,
    FAULT_WRITE = 1 << 2, /* half of it is written */
    FAULT_SYNC = 1 << 3,
    FAULT_TRUNCATE = 1 << 4,
    FAULT_UNLINK = 1 << 5,
    FAULT_RENAME = 1 << 6,
    FAULT_FOLDER_SYNC = 1 << 7,
    FAULT_SIZE = 1 << 8,
    FAULT_ALL = (1 << 9) - 1,
};

struct simulated_content {
    u8 *p;
    i64 n;
};
struct simulated_name {
    char name[PLATFORM_NAME_MAX];
    i32 file;
};
struct simulated_disk {
    struct simulated_content file[SIMULATED_FILES_MAX];
    i32 file_count;
    struct simulated_name name[SIMULATED_NAMES_MAX];
    i32 name_count;
};

enum simulated_step_kind {
    STEP_WRITE,
    STEP_TRUNCATE, /* to `at` */
    STEP_SYNC,
    STEP_FORGET, /* a sync failed and the system threw the dirty pages away */
    STEP_MAKE,   /* names from here */
    STEP_UNLINK,
    STEP_RENAME,
    STEP_FOLDER_SYNC,
    STEP_MARK, /* the test says: from here on the world knows of `at` */
};
struct simulated_step {
    enum simulated_step_kind kind;
    i32 file;
    i64 at, n;
    const u8 *bytes;
    const char *name, *to;
};

struct simulated {
    struct platform platform; /* hand this out */
    struct arena arena;
    struct rng rng;
    struct simulated_disk disk;
    struct {
        i32 file; /* -1: free */
        bool locked;
    } handle[SIMULATED_HANDLES_MAX];
    i64 now_ms, elapsed_ns;

    /* faults: the `fault_at`-th call of those in the mask fails (1: the next; 0: none) */
    u32 fault_mask;
    i64 fault_at;
    bool fault_stays;    /* all later ones too */
    bool sync_forgets;   /* a failing sync loses what was not synced */
    bool sync_lies;      /* a sync does nothing and says OK */
    i64 fault_reason;    /* PLATFORM_BROKEN unless set */
    i64 faults_happened; /* how many calls failed */

    /* who answers what is sent to others; NULL: nobody can be reached */
    void (*outside)(void *context, const struct outgoing *o, struct outgoing_reply *reply);
    void *outside_context;

    bool recording;
    VEC(struct simulated_step) steps;
};

void simulated_init(struct simulated *s, u64 seed);
void simulated_release(struct simulated *s);

/* The process dies: handles and locks are gone, the disk is as the system sees it. */
void simulated_kill(struct simulated *s);

/* What is on the disk now is durable; from now on every step is remembered. */
void simulated_record(struct simulated *s);
void simulated_mark(struct simulated *s, i64 number);

/* A walk over the recorded steps: the durable disk after each, and what hangs in the air. */
struct simulated_cut {
    const struct simulated *source;
    struct simulated_disk durable;
    i64 at;     /* steps done */
    i64 marked; /* the last mark passed */
    VEC(i64) pending;
    struct arena arena;
};
enum simulated_survival {
    SURVIVE_NONE,
    SURVIVE_ALL,
    SURVIVE_RANDOM,  /* any sectors */
    SURVIVE_GARBAGE, /* any sectors, and one of them holds garbage */
    SURVIVAL_COUNT,
};
/* Begins where recording began; `base` is the disk then (simulated_disk_copy). */
void simulated_cut_init(struct simulated_cut *c, const struct simulated *source,
                        const struct simulated_disk *base);
void simulated_cut_release(struct simulated_cut *c);
/* One step further; false after the last. */
bool simulated_cut_next(struct simulated_cut *c);
/* The power goes off here: `s` gets a disk that could be found afterwards. */
void simulated_cut_here(const struct simulated_cut *c, enum simulated_survival how,
                        struct simulated *s);

/* `to` was zero or a disk. */
void simulated_disk_copy(struct simulated_disk *to, const struct simulated_disk *from);
void simulated_disk_release(struct simulated_disk *d);
