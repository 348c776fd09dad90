/* SPDX-License-Identifier: Apache-2.0 */
/*
 * keys: a key file ([group], key = value) read to its end before it is refused, so that all its faults are
 * told at once, one a line: "envelope 'dl': [window] x: not a length: '12'".
 *
 *   struct keys *keys = keys_open("stock", text, path);
 *   stock->width = keys_length(keys, "stock", "width", KEYS_REQUIRED, 50 * 1000, 500 * 1000);
 *   ok = keys_close(keys, &error);        tells groups and keys that nobody asked for, too
 *
 * Every keys_ function that reads returns its fallback (0 for KEYS_REQUIRED) where the key is missing or
 * wrong; the value of a refused file means nothing.
 */
#ifndef PIEGO_MODEL_KEYS_H
#define PIEGO_MODEL_KEYS_H

#include "base/date.h"
#include "base/number.h"

/* The fallback of a key that must be there. */
#define KEYS_REQUIRED G_MININT32

struct keys;

/* kind names the file in errors; its name is path's last part without its ending. */
struct keys *keys_open(const char *kind, const char *text, const char *path);

/* Frees keys.  FALSE and PROFILE_ERROR_FORM with all that was wrong. */
gboolean keys_close(struct keys *keys, GError **error);

const char *keys_name(const struct keys *keys);

/* The value as it stands, lent until keys_close; NULL where there is none, which is a fault only for
 * keys_word. */
const char *keys_find(struct keys *keys, const char *group, const char *key);
const char *keys_word(struct keys *keys, const char *group, const char *key);

/* A length (7mm, 0.5 in, 10pt, 500um) in micrometres, from min to max; -7mm where min is below zero. */
gint32 keys_length(struct keys *keys, const char *group, const char *key, gint32 fallback, gint32 min, gint32 max);

/* A type size (10pt, 3.5mm) in thousandths of a point. */
gint32 keys_size(struct keys *keys, const char *group, const char *key, gint32 fallback, gint32 min, gint32 max);

/* A weight (4.99 g, 4990 mg, 8 kg) in milligrams. */
gint32 keys_weight(struct keys *keys, const char *group, const char *key, gint32 fallback, gint32 min, gint32 max);

/* A paper weight (80 g/m2). */
gint32 keys_grammage(struct keys *keys, const char *group, const char *key, gint32 min, gint32 max);

/* A whole number. */
gint32 keys_number(struct keys *keys, const char *group, const char *key, gint32 fallback, gint32 min, gint32 max);

/* A price (0.0125 EUR), which must be there, in hundredths of a cent, from 0 to max; more decimals are a fault. */
gint32 keys_price(struct keys *keys, const char *group, const char *key, gint32 max);

/* A rate (2.5 %, 0.05 %) in thousandths of a percent; more decimals are a fault. */
gint32 keys_percent(struct keys *keys, const char *group, const char *key, gint32 max);

/* An amount of money as base/number.h reads it, not negative; 0 where the key is missing. */
cents_t keys_amount(struct keys *keys, const char *group, const char *key);

/* A day as base/date.h reads it. */
day_t keys_date(struct keys *keys, const char *group, const char *key);

/* yes or no. */
gboolean keys_flag(struct keys *keys, const char *group, const char *key, gboolean fallback);

/* The index of the value among words (NULL-terminated), or fallback. */
gint32 keys_choice(struct keys *keys, const char *group, const char *key, gint32 fallback, const char *const *words);

/* Whether the file has the group at all. */
gboolean keys_has_group(const struct keys *keys, const char *group);

/* The words of a value that commas part, without blanks and empty words; NULL-terminated, caller frees with
 * g_strfreev. */
char **keys_list(struct keys *keys, const char *group, const char *key);

/* The keys of a group in the file's order, each then known, and a fault where it stands twice; NULL-terminated, caller frees with g_strfreev. */
char **keys_of_group(struct keys *keys, const char *group);

/* Adds a fault of a key, in plain words; key NULL: of the group. */
void keys_fault(struct keys *keys, const char *group, const char *key, const char *format, ...) G_GNUC_PRINTF(4, 5);
gboolean keys_faulty(const struct keys *keys);

/* A number of thousandths as people read it (1500 -> "1.5"), for faults; caller frees. */
char *keys_thousandths(gint32 number);

/* The length at the start of text, in micrometres: what keys_length reads, for values made of several parts.
 * FALSE when text is no length; end is behind its unit. */
gboolean keys_read_length(const char *text, gint32 *length, const char **end);

#endif
