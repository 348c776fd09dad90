/* SPDX-License-Identifier: Apache-2.0 */
/*
 * profile: how one client's file maps to a data dictionary: a key file beside the job, NAME.profile, UTF-8.
 *
 *   [file]
 *   kind = csv               csv, xlsx or fixed (columns by place in the line)
 *   encoding = auto          csv, fixed: auto, utf-8, utf-16, windows-1252, iso-8859-15, cp850, ... (base/textfile.h)
 *   separator = auto         csv: auto, one of ; , | or the word tab
 *   quote = "                csv: " or ' or none
 *   header-row = 1           the row that names the columns; 0: none.  Rows above it are passed over.
 *                            0 unless said for fixed, else 1
 *   sheet = Iscritti         xlsx: the sheet's name, or #2 for the second; the first unless said
 *
 *   [fields]                 field of the dictionary = column
 *   dovuto = Importo
 *   nominativo = Cognome + Nome           columns joined with a blank; empty ones leave none
 *   scadenza = Scad. : mm/dd/yyyy         a form stated, where finding it out is not safe enough (below)
 *
 *   [rows posizioni]         one group of rows of the dictionary, in the same way.  With such a group, rows of
 *   importo = Residuo        one [record] key make one record, wherever they stand.
 *
 *   [addressee]              name, name2, extra, street, number, cap, city, province, country, tax-code, email,
 *   name = Cognome + Nome    pec, iban = column.  A street with its number, "Via Roma, 12/A int. 5", is one
 *   street = Indirizzo       column: it is taken apart where no number is mapped
 *
 *   [record]
 *   key = Matricola          the client's own key; needed where there is a [rows ...]
 *
 *   [checks]                 field of the dictionary (text or code) = tax-code, vat-number, iban, email or pec: a wrong one
 *                            is warned of; customer, notice, reference (RF), bill (MAV, RAV) or mandate: a wrong one leaves
 *                            the record out, as it would from a payment slip
 *   cf = tax-code
 *
 * A column is its name in the header row (capitals and blanks do not matter when no name fits exactly), or #3 or
 * #C for the third; in a fixed file it is START+LENGTH in characters, the first being 1: 21+30.
 *
 * Forms: of dates, dd, mm and yyyy in any order with or without marks (ddmmyyyy, yyyy-mm-dd); of amounts
 * "1.234,56" (the decimal mark is a comma), "1,234.56" (it is a point) or "cents" (000012345 is 123,45).  Without
 * one, amounts and dates are read as base/number.h and base/date.h say.
 */
#ifndef PIEGO_INTAKE_PROFILE_H
#define PIEGO_INTAKE_PROFILE_H

#include <glib.h>

enum table_kind { TABLE_CSV, TABLE_XLSX, TABLE_FIXED };

/* One column of the file: by name, or by position. */
struct column_ref {
	char *name;		/* NULL: by position */
	guint position;		/* 1 first; of a fixed file the first character */
	guint length;		/* of a fixed file, characters */
};

enum cell_form { FORM_FOUND_OUT, FORM_DATE, FORM_CENTS, FORM_DECIMAL_COMMA, FORM_DECIMAL_POINT };

/* What fills one target: a field, a part of the addressee, the key. */
struct cell_source {
	char *target;
	char *told;		/* its columns as findings name them: "Cognome + Nome" */
	struct column_ref *columns;
	guint n_columns;
	enum cell_form form;
	char *pattern;		/* of FORM_DATE */
};

struct source_list {
	char *name;		/* of the group of rows, else NULL */
	GArray *sources;	/* of struct cell_source */
};

enum id_kind {
	ID_TAX_CODE, ID_VAT_NUMBER, ID_IBAN, ID_EMAIL, ID_PEC, ID_CUSTOMER, ID_NOTICE, ID_REFERENCE, ID_BILL, ID_MANDATE,
};

struct id_check {
	char *field;
	enum id_kind kind;
};

struct intake_profile {
	char *name;		/* as errors name it */
	enum table_kind kind;
	char *encoding;
	int separator;		/* as csv_options of base/csv.h */
	int quote;
	guint header_row;	/* 0: none */
	char *sheet;		/* NULL: the first */
	guint sheet_number;	/* 1 first, 0: by name or the first */
	struct source_list fields;
	struct source_list addressee;
	struct source_list record;
	GArray *rows;		/* of struct source_list */
	GArray *checks;		/* of struct id_check */
};

/* Parts of an addressee as [addressee] names them, in the order of this enumeration. */
enum addressee_part {
	PART_NAME, PART_NAME2, PART_EXTRA, PART_STREET, PART_NUMBER, PART_CAP, PART_CITY, PART_PROVINCE, PART_COUNTRY,
	PART_TAX_CODE, PART_EMAIL, PART_PEC, PART_IBAN,
	ADDRESSEE_PARTS
};
extern const char *const addressee_part_names[ADDRESSEE_PARTS];

/* Reads the profile's text; all errors at once, one a line, each with group and key:
 * "profile 'iscritti': [file] kind: not one of csv, xlsx, fixed: 'ods'". */
struct intake_profile *intake_profile_parse(const char *text, const char *path, GError **error);
void intake_profile_free(struct intake_profile *profile);
typedef struct intake_profile intake_profile_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(intake_profile_t, intake_profile_free)

#endif
