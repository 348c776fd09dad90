/* SPDX-License-Identifier: Apache-2.0 */
/*
 * proofprint: the letters of a proof drawn as they will be printed, with address and marks and a code of run 0, each
 * page marked as a proof: all into one PDF in reading order, and each page into a picture.
 */
#ifndef PIEGO_APP_PROOFPRINT_H
#define PIEGO_APP_PROOFPRINT_H

#include "app/proofbook.h"
#include "spool/proof.h"

#define PROOF_PDF "proof.pdf"

/* Fills in where each of the book's letters stands in the PDF.  Pictures are drawn by as many workers as options say.
 * Files are made and added to the proof set. */
gboolean proof_print(struct proof_book *book, const struct run_options *options, struct proofing *proofing,
		     GError **error);

#endif
