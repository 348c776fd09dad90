/* SPDX-License-Identifier: Apache-2.0 */
/* The centre's settings: read whole, refused with every fault, and when two persons have to agree. */
#include "model/centre.h"

#include "unit/check.h"

static const char good[] =
	"[sender]\nname = Centro\nline-1 = Via Roma, 1\nline-2 = 00100 Roma RM\n"
	"[reprint]\nshare = 2.5 %\n[pallet]\nboxes = 40\n";

static void reads_all(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(centre_t) centre = centre_parse(good, "p/centre.profile", &error);

	CHECK_NO_ERROR("settings", error);
	if (centre == NULL)
		return;
	CHECK_STR("name", centre->name, "Centro");
	CHECK_STR("a line with a comma", centre->lines[0], "Via Roma, 1");
	CHECK_STR("second line", centre->lines[1], "00100 Roma RM");
	CHECK_STR("no third", centre->lines[2], NULL);
	CHECK_INT("share", centre->reprint_milli, 2500);
	CHECK_INT("boxes", centre->pallet_boxes, 40);
}

/* Pieces of a run in print order, with two boxes a pallet. */
static void boxes_stand_on_pallets(void)
{
	static const struct {
		guint box;
		const char *area;
		guint pallet;
	} rows[] = {
		{ 1, "AM", 1 }, { 1, "AM", 1 }, { 2, "AM", 1 }, { 3, "AM", 2 }, { 3, "AM", 2 }, { 4, "CP", 3 }, { 5, "CP", 3 },
		{ 6, "CP", 4 }, { 7, "abroad", 5 }, { 7, "abroad", 5 }, { 8, "abroad", 5 }, { 9, "abroad", 6 },
	};
	g_autoptr(centre_t) centre = centre_parse(good, "p/centre.profile", NULL);
	struct palleting palleting = { 0 };

	centre->pallet_boxes = 2;
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *label = g_strdup_printf("piece %u, box %u", i + 1, rows[i].box);

		CHECK_INT(label, centre_pallet(centre, &palleting, rows[i].box, rows[i].area), rows[i].pallet);
	}
}

static void labels_bear_codes(void)
{
	char box[CENTRE_CODE_ROOM], pallet[CENTRE_CODE_ROOM];

	centre_box_code(42, 112, box);
	CHECK_STR("box", box, "S00004200112");
	centre_pallet_code(42, 3, pallet);
	CHECK_STR("pallet", pallet, "P00004200003");
}

static void refuses_with_every_fault(void)
{
	static const struct {
		const char *text, *fault;
	} rows[] = {
		{ "", "settings 'centre': [sender] name: missing" },
		{ "", "[sender] line-1: missing" },
		{ "", "[reprint] share: missing" },
		{ "", "[pallet] boxes: missing" },
		{ "[sender]\nname =\n", "[sender] name: empty" },
		{ "[sender]\nname = C\nline-1 = a\nline-3 = c\n", "[sender] line-3: the line before it is missing" },
		{ "[sender]\nline-2 =\n", "[sender] line-2: empty" },
		{ "[sender]\nline-5 = e\n", "line-5" },
		{ "[reprint]\nshare = 5\n", "[reprint] share: not a percentage: '5'" },
		{ "[reprint]\nshare = 100.001 %\n", "[reprint] share: out of range" },
		{ "[pallet]\nboxes = 0\n", "[pallet] boxes: out of range" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *label = g_strdup_printf("row %u", i);
		g_autoptr(GError) error = NULL;
		g_autoptr(centre_t) centre = centre_parse(rows[i].text, "p/centre.profile", &error);

		CHECK_TRUE(label, centre == NULL);
		CHECK_ERROR(label, error, rows[i].fault);
	}
}

static void asks_for_two_above_the_share(void)
{
	static const struct {
		gint32 milli;
		guint64 again, pieces;
		gboolean two;
	} rows[] = {
		{ 5000, 0, 100, FALSE },	{ 5000, 5, 100, FALSE },	   { 5000, 6, 100, TRUE },
		{ 5000, 1, 19, TRUE },		{ 5000, 1, 20, FALSE },		   { 0, 0, 100, FALSE },
		{ 0, 1, 1000000, TRUE },	{ 100000, 1000000, 1000000, FALSE }, { 1, 10, 1000000, FALSE },
		{ 1, 11, 1000000, TRUE },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *label = g_strdup_printf("row %u", i);
		const struct centre centre = { .reprint_milli = rows[i].milli };

		CHECK_INT(label, centre_reprint_needs_two(&centre, rows[i].again, rows[i].pieces), rows[i].two);
	}
}

CHECK_MAIN({ "reads all", reads_all }, { "boxes stand on pallets", boxes_stand_on_pallets },
	   { "labels bear codes", labels_bear_codes },
	   { "refuses with every fault", refuses_with_every_fault },
	   { "asks for two above the share", asks_for_two_above_the_share })
