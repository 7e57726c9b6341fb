/* evidence.h - how far a difference may be called an effect: by how the two sides came to
 * differ, never by how large or how sure it is. The verb of a sentence follows the grade.
 * STATISTICS 0. */
#pragma once

enum evidence_grade {
    EVIDENCE_RANDOMISED, /* A: chance decided who did it; "raised" */
    EVIDENCE_STAGGERED,  /* B: rolled out in steps, against those who came later; "probably" */
    EVIDENCE_ADJUSTED,   /* C: seen, adjusted for what else is known to differ; "goes with" */
    EVIDENCE_RAW,        /* D: seen, nothing adjusted; "at the same time as" */
    EVIDENCE_GRADES,
};

static inline char evidence_letter(enum evidence_grade g)
{
    return "ABCD"[g];
}
