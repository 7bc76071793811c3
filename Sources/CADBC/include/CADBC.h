// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "adbc.h"
#include "arrow.h"

// ADBC_ERROR_INIT, which Swift cannot read.
struct AdbcError tallyman_adbc_error(void);

// Loads a driver library and fills `driver`, zeroed by the caller, for ADBC 1.1.0, or 1.0.0 when the driver knows no
// later one. `entry` names the initialiser; NULL tries AdbcDriverInit and then the Adbc* functions one by one.
// Returns 0; 1 when the library cannot be opened; 2 when it is no ADBC driver or will not initialise. Then `message`
// says why. A library that was opened stays open: drivers keep threads, and unloading them is not safe.
int tallyman_adbc_load(const char *library, const char *entry, struct AdbcDriver *driver, char *message,
                       size_t capacity);
