/* multiplicity.h - many questions asked at once: p-values adjusted within one family. An
 * undefined p (NaN) stays NaN and is not of the family. STATISTICS 5. */
#pragma once

#include "base/arena.h"

/* Adjusted p, in the order given; `out` may be `p`. Benjamini and Hochberg 1995 controls the share
 * of false findings, Benjamini and Yekutieli 2001 also under negative dependence, Holm 1979 the
 * chance of any false finding. */
void multiplicity_bh(f64 *out, struct arena *scratch, const f64 *p, i64 n);
void multiplicity_by(f64 *out, struct arena *scratch, const f64 *p, i64 n);
void multiplicity_holm(f64 *out, struct arena *scratch, const f64 *p, i64 n);

/* e-BH (Wang and Ramdas 2022): rejected[i] for each e-value at level alpha; their count. */
i64 multiplicity_ebh(bool *rejected, struct arena *scratch, const f64 *e, i64 n, f64 alpha);
/* A p as an e-value, ½·p^(-½): smaller claims, but they may be combined. */
f64 multiplicity_e_of_p(f64 p);
