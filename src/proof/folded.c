/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/folded.h"

#include "proof/values.h"

/* One difference as the first letter had it. */
struct entry {
	struct difference difference;
	char *before, *after, *text;
	guint record, records, last;	/* the first letter, how many, the last one */
	GArray *pages;	/* of guint, upwards */
	guint place;	/* in the order of finding */
};

struct folding {
	GHashTable *by_key;
	GPtrArray *entries;
};

static void entry_free(gpointer data)
{
	struct entry *entry = data;

	g_free(entry->before);
	g_free(entry->after);
	g_free(entry->text);
	g_array_unref(entry->pages);
	g_free(entry);
}

struct folding *folding_new(void)
{
	struct folding *folding = g_new(struct folding, 1);

	folding->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	folding->entries = g_ptr_array_new_with_free_func(entry_free);
	return folding;
}

void folding_free(struct folding *folding)
{
	g_hash_table_unref(folding->by_key);
	g_ptr_array_unref(folding->entries);
	g_free(folding);
}

/* Whole tenths of a millimetre.  Places are rounded to micrometres on their way: the edge between two tenths is put
 * where no layout's measures are. */
static gint tenths(um_t um)
{
	return um < 0 ? -((-um + 53) / 100) : (um + 53) / 100;
}

guint difference_page(const struct difference *difference)
{
	return difference->page != 0 ? difference->page : difference->page_before;
}

/* Where: on which page it is and was; of any page, whether it came, went, stayed, or went to another one. */
static char *key_head(const struct difference *difference, enum key_of of)
{
	guint page = difference->page, before = difference->page_before;

	if (of == KEY_OF_PAGE || difference->kind == DIFFERENCE_PAGES)
		return g_strdup_printf("%d %u %u", difference->kind, page, before);
	return g_strdup_printf("%d %d %d %d", difference->kind, page == 0, before == 0,
			       page != 0 && before != 0 ? (page > before) - (page < before) : 0);
}

char *difference_key(const struct difference *difference, enum key_of of)
{
	g_autofree char *head = key_head(difference, of);
	g_autofree char *before = NULL, *after = NULL;

	if (difference->kind == DIFFERENCE_MOVED)
		return g_strdup_printf("%s %d %d %d", head, difference->follows, tenths(difference->dx),
				       tenths(difference->dy));
	if (!difference->same_value)
		return g_strdup_printf("%s %s\n%s", head, difference->before, difference->after);
	before = values_shape(difference->before);
	after = values_shape(difference->after);
	return g_strdup_printf("%s value %s\n%s", head, before, after);
}

static struct entry *entry_new(struct folding *folding, guint record, const struct difference *difference)
{
	struct entry *entry = g_new0(struct entry, 1);

	entry->difference = *difference;
	entry->difference.before = entry->before = g_strdup(difference->before);
	entry->difference.after = entry->after = g_strdup(difference->after);
	entry->difference.text = entry->text = g_strdup(difference->text);
	entry->difference.places = 0;
	entry->record = record;
	entry->pages = g_array_new(FALSE, FALSE, sizeof(guint));
	entry->place = folding->entries->len;
	g_ptr_array_add(folding->entries, entry);
	return entry;
}

static void note_page(GArray *pages, guint page)
{
	guint i = 0;

	while (i < pages->len && g_array_index(pages, guint, i) < page)
		i++;
	if (i == pages->len || g_array_index(pages, guint, i) != page)
		g_array_insert_val(pages, i, page);
}

static void entry_count(struct entry *entry, guint record, const struct difference *difference)
{
	entry->difference.places += difference->places;
	note_page(entry->pages, difference_page(difference));
	if (entry->records == 0 || entry->last != record)
		entry->records++;
	entry->last = record;
}

void folding_add(struct folding *folding, guint record, const struct differences *differences)
{
	for (guint i = 0; i < differences->count; i++) {
		const struct difference *difference = &differences->items[i];
		g_autofree char *key = difference_key(difference, KEY_OF_LETTER);
		struct entry *entry = g_hash_table_lookup(folding->by_key, key);

		if (entry == NULL) {
			entry = entry_new(folding, record, difference);
			g_hash_table_insert(folding->by_key, g_steal_pointer(&key), entry);
		}
		entry_count(entry, record, difference);
	}
}

static gint by_page(gconstpointer a, gconstpointer b)
{
	const struct entry *first = *(const struct entry *const *)a, *second = *(const struct entry *const *)b;
	guint page = g_array_index(first->pages, guint, 0), other = g_array_index(second->pages, guint, 0);

	if (page != other)
		return page < other ? -1 : 1;
	return first->place < second->place ? -1 : first->place > second->place;
}

void folding_each(const struct folding *folding, void (*each)(void *user, const struct folded *folded), void *user)
{
	g_autoptr(GPtrArray) sorted = g_ptr_array_sized_new(folding->entries->len);

	for (guint i = 0; i < folding->entries->len; i++)
		g_ptr_array_add(sorted, folding->entries->pdata[i]);
	g_ptr_array_sort(sorted, by_page);
	for (guint i = 0; i < sorted->len; i++) {
		const struct entry *entry = sorted->pdata[i];
		const struct folded folded = { &entry->difference, entry->record, entry->records,
					       (const guint *)(void *)entry->pages->data, entry->pages->len };

		each(user, &folded);
	}
}
