// SPDX-License-Identifier: Apache-2.0
#include "CADBC.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

_Static_assert(sizeof(void *) == 8, "the layouts were checked on 64-bit platforms only");
_Static_assert(sizeof(struct ArrowSchema) == 72, "layout of ArrowSchema");
_Static_assert(sizeof(struct ArrowArray) == 80, "layout of ArrowArray");
_Static_assert(sizeof(struct ArrowArrayStream) == 40, "layout of ArrowArrayStream");
_Static_assert(offsetof(struct AdbcError, release) == 24, "layout of AdbcError");
_Static_assert(offsetof(struct AdbcDriver, ErrorGetDetailCount) == 29 * sizeof(void *), "layout of ADBC 1.0.0");
_Static_assert(sizeof(struct AdbcDriver) == 58 * sizeof(void *), "layout of ADBC 1.1.0");

struct AdbcError tallyman_adbc_error(void) { return ADBC_ERROR_INIT; }

static void say(char *message, size_t capacity, const char *text) {
  if (message && capacity > 0) snprintf(message, capacity, "%s", text ? text : "no reason given");
}

// Without an initialiser, a driver exports each function under the name Adbc + member.
static int fill(void *handle, struct AdbcDriver *driver) {
#define TAKE(member)                                 \
  do {                                               \
    void *symbol = dlsym(handle, "Adbc" #member);    \
    memcpy(&driver->member, &symbol, sizeof symbol); \
  } while (0)
  TAKE(DatabaseNew);
  TAKE(DatabaseSetOption);
  TAKE(DatabaseInit);
  TAKE(DatabaseRelease);
  TAKE(ConnectionCommit);
  TAKE(ConnectionGetInfo);
  TAKE(ConnectionGetObjects);
  TAKE(ConnectionGetTableSchema);
  TAKE(ConnectionGetTableTypes);
  TAKE(ConnectionInit);
  TAKE(ConnectionNew);
  TAKE(ConnectionSetOption);
  TAKE(ConnectionReadPartition);
  TAKE(ConnectionRelease);
  TAKE(ConnectionRollback);
  TAKE(StatementBind);
  TAKE(StatementBindStream);
  TAKE(StatementExecuteQuery);
  TAKE(StatementExecutePartitions);
  TAKE(StatementGetParameterSchema);
  TAKE(StatementNew);
  TAKE(StatementPrepare);
  TAKE(StatementRelease);
  TAKE(StatementSetOption);
  TAKE(StatementSetSqlQuery);
  TAKE(StatementSetSubstraitPlan);
  TAKE(ErrorGetDetailCount);
  TAKE(ErrorGetDetail);
  TAKE(ErrorFromArrayStream);
  TAKE(DatabaseGetOption);
  TAKE(ConnectionCancel);
  TAKE(ConnectionGetOption);
  TAKE(StatementCancel);
  TAKE(StatementExecuteSchema);
  TAKE(StatementGetOption);
#undef TAKE
  return driver->DatabaseNew && driver->DatabaseInit && driver->DatabaseSetOption && driver->DatabaseRelease &&
         driver->ConnectionNew && driver->ConnectionInit && driver->ConnectionRelease && driver->StatementNew &&
         driver->StatementSetSqlQuery && driver->StatementExecuteQuery && driver->StatementRelease;
}

int tallyman_adbc_load(const char *library, const char *entry, struct AdbcDriver *driver, char *message,
                       size_t capacity) {
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    say(message, capacity, dlerror());
    return 1;
  }
  void *symbol = dlsym(handle, entry ? entry : "AdbcDriverInit");
  if (!symbol) {
    if (!entry && fill(handle, driver)) return 0;
    say(message, capacity, "the library exports no ADBC entry point");
    return 2;
  }
  AdbcDriverInitFunc init;
  memcpy(&init, &symbol, sizeof init);
  static const int versions[] = {ADBC_VERSION_1_1_0, ADBC_VERSION_1_0_0};
  for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++) {
    struct AdbcError error = ADBC_ERROR_INIT;
    memset(driver, 0, sizeof *driver);
    AdbcStatusCode status = init(versions[i], driver, &error);
    if (status == ADBC_STATUS_OK) return 0;
    say(message, capacity, error.message);
    if (error.release) error.release(&error);
    if (status != ADBC_STATUS_NOT_IMPLEMENTED) break;
  }
  return 2;
}
