# SPDX-License-Identifier: Apache-2.0
#
#   make demo        install what is missing, build, run the main job on made-up data, show where the results are
#   make check       install what is missing, build, pass all tests
#   make check-asan  the unit tests, golden pages and fuzz corpus under AddressSanitizer and UBSan
#   make bench       the figures of README, measured here and now
#   make             build only
#
# BUILD=DIR puts everything that is made elsewhere than build/.

BUILD  ?= build
ifeq ($(origin CC),default)
CC     := gcc
endif
LAYERS := base model page registry spool intake post plan type slip layout mark readback device compose proof printer report app cli

# Who may include, and so link, whom: the one table, read by the layer check too (tests/policy/layers).
include src/layers.mk

PACKAGES := $(shell sed 's/\#.*//' packages.txt)
MODULES  := glib-2.0 gio-2.0 gio-unix-2.0 pangoft2 fontconfig freetype2 harfbuzz harfbuzz-subset libxml-2.0 libarchive sqlite3 \
            json-glib-1.0 poppler-glib cairo libdmtx libdeflate libjpeg libcrypto
ifeq ($(filter deps clean,$(MAKECMDGOALS)),)
PKG_CFLAGS := $(shell pkg-config --cflags $(MODULES) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(MODULES) 2>/dev/null)
endif

OPT      ?= -O2 -g
WARN     := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wvla -Werror
CPPFLAGS += -D_GNU_SOURCE -DG_LOG_DOMAIN='"piego"' -DGETTEXT_PACKAGE='"piego"' -Isrc $(PKG_CFLAGS)
CFLAGS   += -std=gnu11 $(OPT) $(WARN) $(SANITIZE)
LDFLAGS  += $(SANITIZE)
LDLIBS   += $(PKG_LIBS) -lhpdf -lzint -lcups -lm

SOURCES  := $(foreach l,$(LAYERS),$(wildcard src/$(l)/*.c))
OBJECTS  := $(SOURCES:%.c=$(BUILD)/%.o)
ARCHIVES := $(foreach l,$(LAYERS),$(BUILD)/lib$(l).a)
UNITS    := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*_*.c))
BENCHES  := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/*.c))
FUZZERS  := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
FAULTS   := $(patsubst tests/fault/%.c,$(BUILD)/fault/%,$(wildcard tests/fault/*_*.c))

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all build deps demo check check-asan test bench fuzz clean

all: build

build: $(BUILD)/piego $(BUILD)/fonts/ocr-b.ttf $(BUILD)/locale/it/LC_MESSAGES/piego.mo

# Debian's OCR-B in the one form of outlines that can be embedded.
$(BUILD)/fonts/ocr-b.ttf: tools/ocrb
	@tools/ocrb $@

$(BUILD)/locale/%/LC_MESSAGES/piego.mo: po/%.po
	@mkdir -p $(@D)
	@msgfmt --check -o $@ $<

$(BUILD)/piego: $(BUILD)/libcli.a $(ARCHIVES)
	@echo LD $@
	@$(CC) $(LDFLAGS) -o $@ -Wl,--start-group $(ARCHIVES) -Wl,--end-group $(LDLIBS)

$(BUILD)/src/%.o: src/%.c
	@mkdir -p $(@D)
	@echo CC $<
	@$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# The registry's schema is kept as commented SQL and compiled in as C strings.
$(BUILD)/made/registry/%.sql.h: src/registry/%.sql
	@mkdir -p $(@D)
	@sed -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n"/' $< > $@
$(BUILD)/src/registry/schema.o: $(patsubst %,$(BUILD)/made/registry/%.sql.h,schema layouts production loop)
$(BUILD)/src/registry/schema.o: CPPFLAGS += -I$(BUILD)/made

# The schema of layouts is part of the program too, as bytes.
$(BUILD)/made/layout/layout.rng.inc: layouts/layout.rng
	@mkdir -p $(@D)
	@od -An -v -tu1 $< | sed 's/\([0-9][0-9]*\)/\1,/g' > $@
$(BUILD)/src/layout/xmldoc.o: $(BUILD)/made/layout/layout.rng.inc
$(BUILD)/src/layout/xmldoc.o: CPPFLAGS += -I$(BUILD)/made

# So is the prolog of PostScript files: commented source, compiled in without its comments.
$(BUILD)/made/device/procset.ps.h: src/device/procset.ps
	@mkdir -p $(@D)
	@sed -e 's/^[ \t]*//' -e '/^%/d' -e '/^$$/d' -e 's/[\"]/\\&/g' -e 's/.*/"&\\n"/' $< > $@
$(BUILD)/src/device/ps.o: $(BUILD)/made/device/procset.ps.h
$(BUILD)/src/device/ps.o: CPPFLAGS += -I$(BUILD)/made

# The colours of archive files: Debian's sRGB profile, embedded in each.
$(BUILD)/made/device/srgb.icc.inc: /usr/share/color/icc/sRGB.icc
	@mkdir -p $(@D)
	@od -An -v -tu1 $< | sed 's/\([0-9][0-9]*\)/\1,/g' > $@
$(BUILD)/src/device/pdf_archive.o: $(BUILD)/made/device/srgb.icc.inc
$(BUILD)/src/device/pdf_archive.o: CPPFLAGS += -I$(BUILD)/made

# One archive a layer.
define archive
$(BUILD)/lib$(1).a: $$(patsubst %.c,$(BUILD)/%.o,$$(wildcard src/$(1)/*.c))
	@mkdir -p $$(@D)
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach l,$(LAYERS),$(eval $(call archive,$(l))))

# The archives that a layer's tests link: its own and those it may include.
reach = $(sort $(1) $(foreach l,$(filter-out $(1),$(MAY_$(1))),$(call reach,$(l))))
archives_of = $(foreach l,$(call reach,$(1)),$(BUILD)/lib$(l).a)

# tests/unit/LAYER_subject.c is one program, linked with nothing but its layer's reach.
$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	@echo CC $<
	@$(CC) $(CPPFLAGS) -Itests $(CFLAGS) -MMD -MP -c -o $@ $<

.SECONDEXPANSION:
$(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/tests/unit/check.o $$(call archives_of,$$(firstword $$(subst _, ,$$*)))
	@mkdir -p $(@D)
	@echo LD $@
	@$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(LDLIBS) -lcunit -lz

# tests/fault/LAYER_subject.c likewise, linked with registry/ too: what is killed is their agreement.
$(BUILD)/fault/%: $(BUILD)/tests/fault/%.o $$(call archives_of,$$(firstword $$(subst _, ,$$*))) $(BUILD)/libregistry.a
	@mkdir -p $(@D)
	@echo LD $@
	@$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(LDLIBS)

# tests/fuzz/fuzz_NAME.c replays files given as arguments; with FUZZ=1 (clang) it is a libFuzzer target.
ifdef FUZZ
$(BUILD)/fuzz/%: $(BUILD)/tests/fuzz/%.o $(ARCHIVES)
	@mkdir -p $(@D)
	@echo LD $@
	@$(CC) $(LDFLAGS) -fsanitize=fuzzer -o $@ $< -Wl,--start-group $(filter-out %libcli.a,$(ARCHIVES)) -Wl,--end-group $(LDLIBS)
else
$(BUILD)/fuzz/%: $(BUILD)/tests/fuzz/%.o $(BUILD)/tests/fuzz/replay.o $(ARCHIVES)
	@mkdir -p $(@D)
	@echo LD $@
	@$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) -Wl,--start-group $(filter-out %libcli.a,$(ARCHIVES)) -Wl,--end-group $(LDLIBS)
endif

# tests/bench/NAME.c and tests/e2e/NAME.c are programs of their own over all layers.
$(BUILD)/bench/%: $(BUILD)/tests/bench/%.o $(ARCHIVES)
	@mkdir -p $(@D)
	@echo LD $@
	@$(CC) $(LDFLAGS) -o $@ $< -Wl,--start-group $(filter-out %libcli.a,$(ARCHIVES)) -Wl,--end-group $(LDLIBS) -lz
$(BUILD)/e2e/%: $(BUILD)/tests/e2e/%.o $(BUILD)/tests/unit/check.o $(ARCHIVES)
	@mkdir -p $(@D)
	@echo LD $@
	@$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) -Wl,--start-group $(filter-out %libcli.a,$(ARCHIVES)) -Wl,--end-group $(LDLIBS) -lcunit -lz

# Golden pages: layouts composed through the trace device.
$(BUILD)/golden/golden: $(BUILD)/tests/golden/golden.o $(call archives_of,compose)
	@mkdir -p $(@D)
	@echo LD $@
	@$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(LDLIBS)

deps:
	@tools/deps packages.txt

test: build $(UNITS) $(FUZZERS) $(FAULTS) $(BUILD)/golden/golden
	@BUILD=$(BUILD) tests/run

# What is installed decides the flags, so the build is a second make.
check: deps
	@$(MAKE) --no-print-directory test

check-asan: deps
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan OPT='-O1 -g' \
		SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer' test-asan

.PHONY: test-asan
test-asan: build $(UNITS) $(FUZZERS) $(BUILD)/golden/golden
	@BUILD=$(BUILD) tests/run unit golden fuzz

demo: deps
	@$(MAKE) --no-print-directory build
	@BUILD=$(BUILD) tools/demo

bench: deps
	@$(MAKE) --no-print-directory benches
	@BUILD=$(BUILD) tests/bench/run

.PHONY: benches
benches: build $(BENCHES)

clean:
	rm -rf $(BUILD)

-include $(OBJECTS:.o=.d) $(wildcard $(BUILD)/tests/*/*.d)
