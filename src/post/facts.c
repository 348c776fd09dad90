/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tables are sorted by their first column and searched by bsearch; the unit test holds them to that.
 *
 * Sources: the sigle are those of ANPR and ISTAT; zoned cities and generic CAPs in use were counted on a national
 * list of CAPs of 2023; the provinces of a CAP's first two digits were counted on GeoNames (CC BY 4.0).
 */
#include "post/facts.h"

#include <stdlib.h>
#include <string.h>

static const struct province_fact provinces[] = {
	{ "AG", "AGRIGENTO", "AGRIGENTO", "92100" },
	{ "AL", "ALESSANDRIA", "ALESSANDRIA", "" },
	{ "AN", "ANCONA", "ANCONA", "" },
	{ "AO", "VALLEDAOSTA", "AOSTA", "11100" },
	{ "AP", "ASCOLIPICENO", "ASCOLI PICENO", "63100" },
	{ "AQ", "LAQUILA", "L'AQUILA", "67100" },
	{ "AR", "AREZZO", "AREZZO", "52100" },
	{ "AT", "ASTI", "ASTI", "14100" },
	{ "AV", "AVELLINO", "AVELLINO", "83100" },
	{ "BA", "BARI", "BARI", "" },
	{ "BG", "BERGAMO", "BERGAMO", "" },
	{ "BI", "BIELLA", "BIELLA", "13900" },
	{ "BL", "BELLUNO", "BELLUNO", "32100" },
	{ "BN", "BENEVENTO", "BENEVENTO", "82100" },
	{ "BO", "BOLOGNA", "BOLOGNA", "" },
	{ "BR", "BRINDISI", "BRINDISI", "72100" },
	{ "BS", "BRESCIA", "BRESCIA", "" },
	{ "BT", "BARLETTAANDRIATRANI", "BARLETTA", "76121" },
	{ "BZ", "BOLZANO", "BOLZANO", "39100" },
	{ "CA", "CAGLIARI", "CAGLIARI", "" },
	{ "CB", "CAMPOBASSO", "CAMPOBASSO", "86100" },
	{ "CE", "CASERTA", "CASERTA", "81100" },
	{ "CH", "CHIETI", "CHIETI", "66100" },
	{ "CL", "CALTANISSETTA", "CALTANISSETTA", "93100" },
	{ "CN", "CUNEO", "CUNEO", "12100" },
	{ "CO", "COMO", "COMO", "22100" },
	{ "CR", "CREMONA", "CREMONA", "26100" },
	{ "CS", "COSENZA", "COSENZA", "87100" },
	{ "CT", "CATANIA", "CATANIA", "" },
	{ "CZ", "CATANZARO", "CATANZARO", "88100" },
	{ "EN", "ENNA", "ENNA", "94100" },
	{ "FC", "FORLICESENA", "FORLÌ", "" },
	{ "FE", "FERRARA", "FERRARA", "" },
	{ "FG", "FOGGIA", "FOGGIA", "" },
	{ "FI", "FIRENZE", "FIRENZE", "" },
	{ "FM", "FERMO", "FERMO", "63900" },
	{ "FR", "FROSINONE", "FROSINONE", "03100" },
	{ "GE", "GENOVA", "GENOVA", "" },
	{ "GO", "GORIZIA", "GORIZIA", "34170" },
	{ "GR", "GROSSETO", "GROSSETO", "58100" },
	{ "IM", "IMPERIA", "IMPERIA", "18100" },
	{ "IS", "ISERNIA", "ISERNIA", "86170" },
	{ "KR", "CROTONE", "CROTONE", "88900" },
	{ "LC", "LECCO", "LECCO", "23900" },
	{ "LE", "LECCE", "LECCE", "73100" },
	{ "LI", "LIVORNO", "LIVORNO", "" },
	{ "LO", "LODI", "LODI", "26900" },
	{ "LT", "LATINA", "LATINA", "04100" },
	{ "LU", "LUCCA", "LUCCA", "55100" },
	{ "MB", "MONZAEDELLABRIANZA", "MONZA", "20900" },
	{ "MC", "MACERATA", "MACERATA", "62100" },
	{ "ME", "MESSINA", "MESSINA", "" },
	{ "MI", "MILANO", "MILANO", "" },
	{ "MN", "MANTOVA", "MANTOVA", "46100" },
	{ "MO", "MODENA", "MODENA", "" },
	{ "MS", "MASSACARRARA", "MASSA", "54100" },
	{ "MT", "MATERA", "MATERA", "75100" },
	{ "NA", "NAPOLI", "NAPOLI", "" },
	{ "NO", "NOVARA", "NOVARA", "28100" },
	{ "NU", "NUORO", "NUORO", "08100" },
	{ "OR", "ORISTANO", "ORISTANO", "09170" },
	{ "PA", "PALERMO", "PALERMO", "" },
	{ "PC", "PIACENZA", "PIACENZA", "" },
	{ "PD", "PADOVA", "PADOVA", "" },
	{ "PE", "PESCARA", "PESCARA", "" },
	{ "PG", "PERUGIA", "PERUGIA", "" },
	{ "PI", "PISA", "PISA", "" },
	{ "PN", "PORDENONE", "PORDENONE", "33170" },
	{ "PO", "PRATO", "PRATO", "59100" },
	{ "PR", "PARMA", "PARMA", "" },
	{ "PT", "PISTOIA", "PISTOIA", "51100" },
	{ "PU", "PESAROEURBINO", "PESARO", "" },
	{ "PV", "PAVIA", "PAVIA", "27100" },
	{ "PZ", "POTENZA", "POTENZA", "85100" },
	{ "RA", "RAVENNA", "RAVENNA", "" },
	{ "RC", "REGGIODICALABRIA", "REGGIO DI CALABRIA", "" },
	{ "RE", "REGGIONELLEMILIA", "REGGIO NELL'EMILIA", "" },
	{ "RG", "RAGUSA", "RAGUSA", "97100" },
	{ "RI", "RIETI", "RIETI", "02100" },
	{ "RM", "ROMA", "ROMA", "" },
	{ "RN", "RIMINI", "RIMINI", "" },
	{ "RO", "ROVIGO", "ROVIGO", "45100" },
	{ "SA", "SALERNO", "SALERNO", "" },
	{ "SI", "SIENA", "SIENA", "53100" },
	{ "SO", "SONDRIO", "SONDRIO", "23100" },
	{ "SP", "LASPEZIA", "LA SPEZIA", "" },
	{ "SR", "SIRACUSA", "SIRACUSA", "96100" },
	{ "SS", "SASSARI", "SASSARI", "07100" },
	{ "SU", "SUDSARDEGNA", "CARBONIA", "09013" },
	{ "SV", "SAVONA", "SAVONA", "17100" },
	{ "TA", "TARANTO", "TARANTO", "" },
	{ "TE", "TERAMO", "TERAMO", "64100" },
	{ "TN", "TRENTO", "TRENTO", "" },
	{ "TO", "TORINO", "TORINO", "" },
	{ "TP", "TRAPANI", "TRAPANI", "91100" },
	{ "TR", "TERNI", "TERNI", "05100" },
	{ "TS", "TRIESTE", "TRIESTE", "" },
	{ "TV", "TREVISO", "TREVISO", "31100" },
	{ "UD", "UDINE", "UDINE", "33100" },
	{ "VA", "VARESE", "VARESE", "21100" },
	{ "VB", "VERBANOCUSIOOSSOLA", "VERBANIA", "" },
	{ "VC", "VERCELLI", "VERCELLI", "13100" },
	{ "VE", "VENEZIA", "VENEZIA", "" },
	{ "VI", "VICENZA", "VICENZA", "36100" },
	{ "VR", "VERONA", "VERONA", "" },
	{ "VT", "VITERBO", "VITERBO", "01100" },
	{ "VV", "VIBOVALENTIA", "VIBO VALENTIA", "89900" },
};

static const struct obsolete_province obsolete[] = {
	{ "CI", "SU", TRUE }, { "FO", "FC", TRUE }, { "OG", "NU", FALSE },
	{ "OT", "SS", TRUE }, { "PS", "PU", TRUE }, { "VS", "SU", TRUE },
};

/* Generic CAPs were abolished on 2006-09-20 for 27 of these cities, for the others in the years after. */
static const struct zone_fact zones[] = {
	{ "ALESSANDRIA", "AL", "15121", "15122", "15100" },
	{ "ANCONA", "AN", "60121", "60131", "60100" },
	{ "ANDRIA", "BT", "76123", "76123", "70031" },
	{ "BARI", "BA", "70121", "70132", "70100" },
	{ "BARLETTA", "BT", "76121", "76121", "70051" },
	{ "BERGAMO", "BG", "24121", "24129", "24100" },
	{ "BOLOGNA", "BO", "40121", "40141", "40100" },
	{ "BRESCIA", "BS", "25121", "25136", "25100" },
	{ "CAGLIARI", "CA", "09121", "09134", "09100" },
	{ "CATANIA", "CT", "95121", "95131", "95100" },
	{ "CESENA", "FC", "47521", "47522", "47023" },
	{ "FERRARA", "FE", "44121", "44124", "44100" },
	{ "FIRENZE", "FI", "50121", "50145", "50100" },
	{ "FOGGIA", "FG", "71121", "71122", "71100" },
	{ "FORLI", "FC", "47121", "47122", "47100" },
	{ "GENOVA", "GE", "16121", "16167", "16100" },
	{ "LASPEZIA", "SP", "19121", "19137", "19100" },
	{ "LIVORNO", "LI", "57121", "57128", "57100" },
	{ "MESSINA", "ME", "98121", "98168", "98100" },
	{ "MILANO", "MI", "20121", "20162", "20100" },
	{ "MODENA", "MO", "41121", "41126", "41100" },
	{ "NAPOLI", "NA", "80121", "80147", "80100" },
	{ "PADOVA", "PD", "35121", "35143", "35100" },
	{ "PALERMO", "PA", "90121", "90151", "90100" },
	{ "PARMA", "PR", "43121", "43126", "43100" },
	{ "PERUGIA", "PG", "06121", "06135", "06100" },
	{ "PESARO", "PU", "61121", "61122", "61100" },
	{ "PESCARA", "PE", "65121", "65129", "65100" },
	{ "PIACENZA", "PC", "29121", "29122", "29100" },
	{ "PISA", "PI", "56121", "56128", "56100" },
	{ "RAVENNA", "RA", "48121", "48125", "48100" },
	{ "REGGIODICALABRIA", "RC", "89121", "89135", "89100" },
	{ "REGGIONELLEMILIA", "RE", "42121", "42124", "42100" },
	{ "RIMINI", "RN", "47921", "47924", "47900" },
	{ "ROMA", "RM", "00118", "00199", "00100" },
	{ "SALERNO", "SA", "84121", "84135", "84100" },
	{ "TARANTO", "TA", "74121", "74123", "74100" },
	{ "TORINO", "TO", "10121", "10156", "10100" },
	{ "TRANI", "BT", "76125", "76125", "70059" },
	{ "TRENTO", "TN", "38121", "38123", "38100" },
	{ "TRIESTE", "TS", "34121", "34151", "34100" },
	{ "VENEZIA", "VE", "30121", "30176", "30100" },
	{ "VERBANIA", "VB", "28921", "28925", "28900" },
	{ "VERONA", "VR", "37121", "37142", "37100" },
};

/* CAPs that end in 100 or 900 and are the one CAP of a capoluogo. */
static const char generic_in_use[][6] = {
	"01100", "02100", "03100", "04100", "05100", "07100", "08100", "11100", "12100", "13100", "13900",
	"14100", "17100", "18100", "20900", "21100", "22100", "23100", "23900", "26100", "26900", "27100",
	"28100", "31100", "32100", "33100", "36100", "39100", "45100", "46100", "51100", "52100", "53100",
	"54100", "55100", "58100", "59100", "62100", "63100", "63900", "64100", "66100", "67100", "72100",
	"73100", "75100", "81100", "82100", "83100", "85100", "86100", "87100", "88100", "88900", "89900",
	"91100", "92100", "93100", "94100", "96100", "97100",
};

static const char *const by_two_digits[100] = {
	[0] = "RM", [1] = "VT", [2] = "RI", [3] = "FR", [4] = "LT", [5] = "TR", [6] = "PG", [7] = "SS",
	[8] = "NU SS OR CA SU", [9] = "OR CA SU",
	[10] = "TO", [11] = "AO", [12] = "CN SV", [13] = "BI VC", [14] = "AT", [15] = "AL", [16] = "GE",
	[17] = "SV", [18] = "IM CN", [19] = "SP",
	[20] = "MI MB", [21] = "VA", [22] = "CO", [23] = "SO LC", [24] = "BG", [25] = "BS", [26] = "CR LO",
	[27] = "PV", [28] = "VB NO", [29] = "PC",
	[30] = "VE", [31] = "TV", [32] = "BL", [33] = "UD PN", [34] = "GO TS", [35] = "PD", [36] = "VI",
	[37] = "VR", [38] = "TN", [39] = "BZ",
	[40] = "BO", [41] = "MO", [42] = "RE", [43] = "PR", [44] = "FE", [45] = "RO", [46] = "MN",
	[47] = "FC RN", [48] = "RA",
	[50] = "FI", [51] = "PT", [52] = "AR", [53] = "SI", [54] = "MS", [55] = "LU", [56] = "PI",
	[57] = "LI", [58] = "GR", [59] = "PO",
	[60] = "AN", [61] = "PU RN", [62] = "MC", [63] = "AP FM", [64] = "TE", [65] = "PE", [66] = "CH",
	[67] = "AQ",
	[70] = "BA", [71] = "FG", [72] = "BR", [73] = "LE", [74] = "TA", [75] = "MT", [76] = "BT",
	[80] = "NA", [81] = "CE", [82] = "BN", [83] = "AV", [84] = "SA", [85] = "PZ", [86] = "CB IS",
	[87] = "CS", [88] = "CZ KR", [89] = "RC VV",
	[90] = "PA", [91] = "TP", [92] = "AG", [93] = "CL", [94] = "EN", [95] = "CT", [96] = "SR",
	[97] = "RG", [98] = "ME",
};

/* The states most mail abroad goes to; the rest come with the loaded table. */
static const struct state_fact states[] = {
	{ "ALBANIA", "Albania", "AL", "ALB", "" },
	{ "ALGERIA", "Algeria", "DZ", "DZA", "" },
	{ "ANDORRA", "Andorra", "AD", "AND", "" },
	{ "ARABIA SAUDITA", "Saudi Arabia", "SA", "SAU", "" },
	{ "ARGENTINA", "Argentina", "AR", "ARG", "" },
	{ "AUSTRALIA", "Australia", "AU", "AUS", "" },
	{ "AUSTRIA", "Austria", "AT", "AUT", "Österreich" },
	{ "BELGIO", "Belgium", "BE", "BEL", "Belgique" },
	{ "BIELORUSSIA", "Belarus", "BY", "BLR", "" },
	{ "BOSNIA ED ERZEGOVINA", "Bosnia and Herzegovina", "BA", "BIH", "Bosnia-Erzegovina" },
	{ "BRASILE", "Brazil", "BR", "BRA", "Brasil" },
	{ "BULGARIA", "Bulgaria", "BG", "BGR", "" },
	{ "CANADA", "Canada", "CA", "CAN", "" },
	{ "CILE", "Chile", "CL", "CHL", "" },
	{ "CINA", "China", "CN", "CHN", "Repubblica Popolare Cinese" },
	{ "CIPRO", "Cyprus", "CY", "CYP", "" },
	{ "COLOMBIA", "Colombia", "CO", "COL", "" },
	{ "COREA DEL SUD", "South Korea", "KR", "KOR", "Repubblica di Corea" },
	{ "CROAZIA", "Croatia", "HR", "HRV", "Hrvatska" },
	{ "CUBA", "Cuba", "CU", "CUB", "" },
	{ "DANIMARCA", "Denmark", "DK", "DNK", "Danmark" },
	{ "ECUADOR", "Ecuador", "EC", "ECU", "" },
	{ "EGITTO", "Egypt", "EG", "EGY", "" },
	{ "EMIRATI ARABI UNITI", "United Arab Emirates", "AE", "ARE", "" },
	{ "ESTONIA", "Estonia", "EE", "EST", "" },
	{ "FILIPPINE", "Philippines", "PH", "PHL", "" },
	{ "FINLANDIA", "Finland", "FI", "FIN", "Suomi" },
	{ "FRANCIA", "France", "FR", "FRA", "" },
	{ "GERMANIA", "Germany", "DE", "DEU", "Deutschland" },
	{ "GIAPPONE", "Japan", "JP", "JPN", "" },
	{ "GRECIA", "Greece", "GR", "GRC", "" },
	{ "INDIA", "India", "IN", "IND", "" },
	{ "IRLANDA", "Ireland", "IE", "IRL", "" },
	{ "ISLANDA", "Iceland", "IS", "ISL", "" },
	{ "ISRAELE", "Israel", "IL", "ISR", "" },
	{ "KOSOVO", "Kosovo", "XK", "XKX", "" },
	{ "LETTONIA", "Latvia", "LV", "LVA", "" },
	{ "LIECHTENSTEIN", "Liechtenstein", "LI", "LIE", "" },
	{ "LITUANIA", "Lithuania", "LT", "LTU", "" },
	{ "LUSSEMBURGO", "Luxembourg", "LU", "LUX", "" },
	{ "MACEDONIA DEL NORD", "North Macedonia", "MK", "MKD", "Macedonia" },
	{ "MALTA", "Malta", "MT", "MLT", "" },
	{ "MAROCCO", "Morocco", "MA", "MAR", "Maroc" },
	{ "MESSICO", "Mexico", "MX", "MEX", "" },
	{ "MOLDOVA", "Moldova", "MD", "MDA", "Moldavia" },
	{ "MONACO", "Monaco", "MC", "MCO", "Principato di Monaco" },
	{ "MONTENEGRO", "Montenegro", "ME", "MNE", "" },
	{ "NIGERIA", "Nigeria", "NG", "NGA", "" },
	{ "NORVEGIA", "Norway", "NO", "NOR", "Norge" },
	{ "NUOVA ZELANDA", "New Zealand", "NZ", "NZL", "" },
	{ "PAESI BASSI", "Netherlands", "NL", "NLD", "Olanda" },
	{ "PAKISTAN", "Pakistan", "PK", "PAK", "" },
	{ "PERÙ", "Peru", "PE", "PER", "" },
	{ "POLONIA", "Poland", "PL", "POL", "Polska" },
	{ "PORTOGALLO", "Portugal", "PT", "PRT", "" },
	{ "REGNO UNITO", "United Kingdom", "GB", "GBR", "Gran Bretagna" },
	{ "REPUBBLICA CECA", "Czech Republic", "CZ", "CZE", "Czechia" },
	{ "ROMANIA", "Romania", "RO", "ROU", "" },
	{ "RUSSIA", "Russia", "RU", "RUS", "Federazione Russa" },
	{ "SENEGAL", "Senegal", "SN", "SEN", "" },
	{ "SERBIA", "Serbia", "RS", "SRB", "Repubblica di Serbia" },
	{ "SLOVACCHIA", "Slovakia", "SK", "SVK", "" },
	{ "SLOVENIA", "Slovenia", "SI", "SVN", "" },
	{ "SPAGNA", "Spain", "ES", "ESP", "España" },
	{ "SRI LANKA", "Sri Lanka", "LK", "LKA", "" },
	{ "STATI UNITI D'AMERICA", "United States of America", "US", "USA", "Stati Uniti" },
	{ "SUDAFRICA", "South Africa", "ZA", "ZAF", "Sud Africa" },
	{ "SVEZIA", "Sweden", "SE", "SWE", "Sverige" },
	{ "SVIZZERA", "Switzerland", "CH", "CHE", "Schweiz" },
	{ "TUNISIA", "Tunisia", "TN", "TUN", "" },
	{ "TURCHIA", "Turkey", "TR", "TUR", "Türkiye" },
	{ "UCRAINA", "Ukraine", "UA", "UKR", "" },
	{ "UNGHERIA", "Hungary", "HU", "HUN", "" },
	{ "VENEZUELA", "Venezuela", "VE", "VEN", "" },
};

static int by_first_column(const void *key, const void *row)
{
	return strcmp(key, *(const char *const *)row);
}

#define FIND(table, key) bsearch((key), (table), G_N_ELEMENTS(table), sizeof (table)[0], by_first_column)

const struct province_fact *province_fact_find(const char *sigla)
{
	return FIND(provinces, sigla);
}

const struct province_fact *province_fact_by_name(const char *folded)
{
	for (guint i = 0; i < G_N_ELEMENTS(provinces); i++) {
		if (strcmp(provinces[i].name, folded) == 0)
			return &provinces[i];
	}
	return NULL;
}

const struct obsolete_province *obsolete_province_find(const char *sigla)
{
	return FIND(obsolete, sigla);
}

const struct zone_fact *zone_fact_find(const char *folded_city, const char *sigla)
{
	const struct zone_fact *zone = FIND(zones, folded_city);

	return zone != NULL && (*sigla == '\0' || strcmp(zone->sigla, sigla) == 0) ? zone : NULL;
}

const struct zone_fact *zone_fact_by_generic(const char *cap)
{
	for (guint i = 0; i < G_N_ELEMENTS(zones); i++) {
		if (zones[i].generic[0] == cap[0] && strcmp(zones[i].generic, cap) == 0)
			return &zones[i];
	}
	return NULL;
}

const struct province_fact *province_facts(guint *count)
{
	*count = G_N_ELEMENTS(provinces);
	return provinces;
}

const struct state_fact *state_facts(guint *count)
{
	*count = G_N_ELEMENTS(states);
	return states;
}

static int compare_caps(const void *key, const void *row)
{
	return strcmp(key, row);
}

static gboolean five_digits(const char *cap)
{
	return strlen(cap) == 5 && strspn(cap, "0123456789") == 5;
}

gboolean cap_in_use(const char *cap)
{
	if (!five_digits(cap) || strchr("01589", cap[2]) == NULL)
		return FALSE;
	if (strcmp(cap + 2, "100") != 0 && strcmp(cap + 2, "900") != 0)
		return zone_fact_by_generic(cap) == NULL;
	return bsearch(cap, generic_in_use, G_N_ELEMENTS(generic_in_use), sizeof generic_in_use[0],
		       compare_caps) != NULL;
}

/* The zoned city in whose range a CAP lies. */
static const struct zone_fact *zone_around(const char *cap)
{
	for (guint i = 0; i < G_N_ELEMENTS(zones); i++) {
		if (strcmp(cap, zones[i].first) >= 0 && strcmp(cap, zones[i].last) <= 0)
			return &zones[i];
	}
	return NULL;
}

gboolean cap_is_current(const char *cap, const char *folded_place, const char *sigla)
{
	const struct zone_fact *zone, *city;

	if (!cap_in_use(cap))
		return FALSE;
	zone = zone_around(cap);
	city = zone_fact_find(folded_place, sigla);
	if (city != NULL && zone != city)
		return FALSE;
	if (zone != NULL)
		return cap[4] != '0' || cap_is_enclave(cap);
	/* Without zones, a third digit 1 or 9 is a capoluogo's: xx100, xx900, and xx170 of the late ones. */
	return strchr("19", cap[2]) == NULL || strcmp(cap + 3, "00") == 0 || strcmp(cap + 3, "70") == 0;
}

const char *cap_provinces(const char *cap)
{
	const char *list = by_two_digits[(cap[0] - '0') * 10 + (cap[1] - '0')];

	return list != NULL ? list : "";
}

gboolean cap_may_be_in(const char *cap, const char *sigla)
{
	const char *at = cap_provinces(cap);

	for (; *at != '\0'; at += at[2] == ' ' ? 3 : 2) {
		if (strncmp(at, sigla, 2) == 0)
			return TRUE;
	}
	return FALSE;
}

gboolean cap_is_enclave(const char *cap)
{
	return strcmp(cap, "00120") == 0 || (strlen(cap) == 5 && g_str_has_prefix(cap, "4789"));
}
