# SPDX-License-Identifier: LGPL-2.1-or-later
# Tests of the house rules, of translations and of installation.
TESTS += \
	tests/house/install_test.sh \
	tests/house/rules_test.py \
	tests/house/schema_test.py \
	tests/house/translation_test.sh \
	$(NULL)
EXTRA_DIST += \
	tests/house/translation_test.sh \
	tests/house/functions.py \
	tests/house/rules.py \
	tests/house/install_test.sh \
	tests/house/rules_test.py \
	tests/house/schema_test.py \
	$(NULL)
