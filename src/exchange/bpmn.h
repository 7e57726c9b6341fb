/* bpmn.h - a standard as a BPMN 2.0 file with its layout, for whoever draws processes (bpmn.io,
 * Camunda, Signavio): departments are lanes, stages are tasks, after each stage a gateway leads on
 * or out. What BPMN cannot say (milestones, moves back, hand-offs with their clocks) stands in the
 * documentation of its element. A picture of the standard; the judge does not read it.
 *
 * Layout: one column for each stage, lanes from top to bottom in the order in which stages need
 * them, ends in a row of their own below; edges run at right angles and through no shape. Pure;
 * the same standard gives the same bytes. */
#pragma once

#include "standard/standard.h"

/* `lang`: of titles, "en" or "fr". */
void bpmn_write(struct buf *out, const struct standard *s, str lang);
