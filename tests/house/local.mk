# SPDX-License-Identifier: LGPL-2.1-or-later
# Tests of the house rules, of translations and of installation.
TESTS += tests/house/rules_test.py
EXTRA_DIST += \
	tests/house/functions.py \
	tests/house/rules.py \
	tests/house/rules_test.py \
	$(NULL)
