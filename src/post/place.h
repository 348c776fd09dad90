/* SPDX-License-Identifier: Apache-2.0 */
/* place: CAP, comune and province of an Italian address, checked against each other. */
#ifndef PIEGO_POST_PLACE_H
#define PIEGO_POST_PLACE_H

#include "post/gazetteer.h"
#include "post/report.h"

/* Mends or doubts report->to's CAP, city and province, and tells what it found. */
void place_check(const struct gazetteer *gazetteer, struct report *report);

#endif
