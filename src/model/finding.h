/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding: an anomaly of a row or piece.  Findings never stop a run; a record with an error-level finding is
 * left out of it and listed.
 *
 * What a finding says is fixed by its code, so that the report is the same in every language and run; what
 * varies (place, value, what was done) stands beside it.  Findings hold clients' data: they go into files of
 * mode 0600, never into a log.
 */
#ifndef PIEGO_MODEL_FINDING_H
#define PIEGO_MODEL_FINDING_H

#include <glib.h>

enum finding_severity {
	FINDING_NOTE,		/* mended, certain */
	FINDING_WARNING,	/* a person should look; the record goes on */
	FINDING_ERROR,		/* the record is left out */
};

/* code, slug, severity, text.  The slug is stable: reports and tests name it. */
#define FINDING_TABLE(X)                                                                                       \
	/* the file */                                                                                         \
	X(ROW_CELLS, "row-cells", ERROR, N_("the row has another number of cells than the header"))           \
	X(ROW_ENCODING, "row-encoding", ERROR, N_("the row holds bytes that are no text in the file's encoding")) \
	X(ROW_CONTROL, "row-control", ERROR, N_("the row holds control characters"))                           \
	X(ROW_DUPLICATE, "row-duplicate", WARNING, N_("the row is the same as an earlier one"))                \
	X(CELL_LONG, "cell-long", ERROR, N_("the cell is longer than a letter could print"))                   \
	/* fields */                                                                                           \
	X(FIELD_EMPTY, "field-empty", ERROR, N_("a required field is empty"))                                  \
	X(FIELD_AMOUNT, "field-amount", ERROR, N_("not an amount"))                                            \
	X(FIELD_DATE, "field-date", ERROR, N_("not a date"))                                                   \
	X(FIELD_INTEGER, "field-integer", ERROR, N_("not a whole number"))                                     \
	X(FIELD_BOOLEAN, "field-boolean", ERROR, N_("neither yes nor no"))                                     \
	X(FIELD_NORMALISED, "field-normalised", NOTE, N_("the text was cleaned"))                              \
	X(GROUP_SHORT, "group-short", ERROR, N_("fewer rows than the layout needs"))                           \
	X(GROUP_DIFFERS, "group-differs", WARNING, N_("the rows of one record differ in a field that should agree")) \
	X(RECORD_DUPLICATE, "record-duplicate", WARNING, N_("the record repeats the key of an earlier one"))   \
	X(RECORD_TWICE, "record-twice", ERROR, N_("the record is the same as an earlier one"))                 \
	/* identifiers */                                                                                      \
	X(TAX_CODE, "tax-code", WARNING, N_("not a valid codice fiscale or partita IVA"))                      \
	X(IBAN, "iban", WARNING, N_("not a valid IBAN"))                                                       \
	X(EMAIL, "email", WARNING, N_("not a valid e-mail address"))                                           \
	X(PEC, "pec", WARNING, N_("not a valid PEC address"))                                                  \
	/* addresses */                                                                                        \
	X(NAME_EMPTY, "name-empty", ERROR, N_("the addressee has no name"))                                    \
	X(STREET_EMPTY, "street-empty", WARNING, N_("the address has no street"))                              \
	X(NUMBER_NONE, "number-none", NOTE, N_("the address has no house number"))                             \
	X(CAP_MISSING, "cap-missing", WARNING, N_("the CAP is missing"))                                       \
	X(CAP_FORM, "cap-form", WARNING, N_("the CAP is not five digits in use"))                              \
	X(CAP_GENERIC, "cap-generic", WARNING, N_("a generic CAP of a city with postal zones"))                \
	X(CAP_CITY, "cap-city", WARNING, N_("the CAP does not belong to the comune"))                          \
	X(CAP_UNKNOWN, "cap-unknown", NOTE, N_("the CAP is not in the loaded table"))                          \
	X(CITY_EMPTY, "city-empty", WARNING, N_("the address has no comune"))                                  \
	X(CITY_UNKNOWN, "city-unknown", WARNING, N_("the comune is not in the loaded table"))                  \
	X(CITY_CEASED, "city-ceased", NOTE, N_("the comune has ceased or changed its name"))                   \
	X(PROVINCE_MISSING, "province-missing", NOTE, N_("the province was missing"))                          \
	X(PROVINCE_UNKNOWN, "province-unknown", WARNING, N_("no such province"))                               \
	X(PROVINCE_CITY, "province-city", WARNING, N_("the province does not belong to the comune"))           \
	X(COUNTRY_UNKNOWN, "country-unknown", WARNING, N_("the state is not known"))                           \
	X(ADDRESS_NOT_MAILABLE, "address-not-mailable", ERROR, N_("the address cannot be delivered"))        \
	X(ADDRESS_LINE, "address-line", WARNING, N_("an address line is longer than 44 characters"))           \
	/* the letter */                                                                                       \
	X(GLYPH_MISSING, "glyph-missing", ERROR, N_("a character that no font of the catalogue has"))          \
	X(ADDRESS_OVERFLOW, "address-overflow", ERROR, N_("the address does not fit the window"))              \
	X(ROW_OVERFLOW, "row-overflow", ERROR, N_("a table row is higher than a page"))                        \
	X(BLOCK_OVERFLOW, "block-overflow", ERROR, N_("a block is higher than a page"))                        \
	X(LINE_OVERFLOW, "line-overflow", ERROR, N_("a word is wider than its line"))                          \
	X(ZONE_OVERPRINT, "zone-overprint", ERROR, N_("something prints where nothing may"))                   \
	X(SYMBOL_TEXT, "symbol-text", ERROR, N_("the barcode cannot carry this text"))                         \
	X(PAGES_MANY, "pages-many", ERROR, N_("the letter has more pages than a run may print"))               \
	X(EXPRESSION, "expression", ERROR, N_("an expression of the layout has no value for this record"))     \
	/* the payment slips */                                                                                \
	X(SLIP_MISSING, "slip-missing", ERROR, N_("something that a payment slip must print is missing"))      \
	X(SLIP_AMOUNT, "slip-amount", ERROR, N_("an amount that a payment slip cannot ask for"))               \
	X(SLIP_CURRENCY, "slip-currency", ERROR, N_("a payment slip asks for euro only"))                      \
	X(SLIP_CODE, "slip-code", ERROR, N_("a payment reference is wrong"))                                   \
	X(SLIP_NOTICE, "slip-notice", WARNING, N_("a notice number with other check digits than the rule's"))  \
	X(SLIP_ACCOUNT, "slip-account", ERROR, N_("an account is wrong or contradicts itself")) \
	X(SLIP_AUTHORISATION, "slip-authorisation", ERROR, N_("a bollettino without its authorisation"))       \
	X(SLIP_TEXT, "slip-text", ERROR, N_("a text is longer than its field on the payment slip"))            \
	X(SLIP_LINK, "slip-link", ERROR, N_("a payment link that may not be printed"))                         \
	X(SLIP_DIFFERS, "slip-differs", ERROR, N_("the means of payment of a letter contradict each other"))   \
	/* the piece */                                                                                        \
	X(PIECE_THICK, "piece-thick", NOTE, N_("more sheets than the inserter takes: made up by hand"))        \
	X(PIECE_EDGE, "piece-edge", NOTE, N_("the weight is close to the edge of its bracket"))                \
	X(PIECE_HEAVY, "piece-heavy", WARNING, N_("heavier than the product's last weight bracket"))           \
	/* the run */                                                                                          \
	X(RUN_AGAIN, "run-again", WARNING, N_("the same data and layout have already been run"))               \
	/* what the job reckons */                                                                             \
	X(INTEREST, "interest", ERROR, N_("no interest can be reckoned"))                                      \
	X(INSTALMENTS, "instalments", ERROR, N_("the amount cannot be divided in instalments"))                \
	X(NUMBER_BASE, "number-base", ERROR, N_("no payment number can be made of this"))                      \
	X(NUMBER_TWICE, "number-twice", ERROR, N_("another record has the same payment number"))               \
	/* registered mail */                                                                                  \
	X(PRODUCT_AREA, "product-area", ERROR, N_("the postal product does not go to this address"))           \
	X(NUMBERS_FEW, "numbers-few", WARNING, N_("few registered numbers are left"))

enum finding_code {
#define X(code, slug, severity, text) FINDING_CODE_##code,
	FINDING_TABLE(X)
#undef X
	FINDING_CODES
};

struct finding {
	enum finding_code code;
	enum finding_severity severity;	/* the code's own, unless the finder knows better */
	guint record;			/* record number, 0: the whole file */
	guint row;			/* row of the data file, 0: none */
	const char *column;		/* the client's column or the layout's place, "" for none */
	const char *value;		/* what was found there */
	const char *done;		/* what was done about it, in plain words: "corrected: 88100", "left out" */
};

const char *finding_slug(enum finding_code code);
const char *finding_text(enum finding_code code);	/* English, marked for gettext */
enum finding_severity finding_severity(enum finding_code code);
const char *finding_severity_name(enum finding_severity severity);	/* "note", "warning", "error" */

/*
 * Where findings go: whoever finds something calls found(), which copies what it keeps.
 * finding_report fills the severity from the code.
 */
struct finding_sink {
	void (*found)(struct finding_sink *sink, const struct finding *finding);
};
void finding_report(struct finding_sink *sink, enum finding_code code, guint record, guint row, const char *column,
		    const char *value, const char *done);

#endif
