// Preloaded into a program: calls that change files whose path contains FAIL_PATH fail from the
// FAIL_FROM-th on (counted anew when FAIL_ROUND changes), FAIL_TIMES times, with the error FAIL_ERROR;
// FAIL_REACHED is then the round.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long counted = 0;
static char counted_round[32] = "";

static long setting(const char *name) {
  const char *text = getenv(name);
  return text ? atol(text) : 0;
}

static int fails(int descriptor) {
  const char *wanted = getenv("FAIL_PATH");
  const char *round = getenv("FAIL_ROUND");
  char link[64], path[PATH_MAX];
  if (!wanted || !round) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  if (!strstr(path, wanted)) return 0;
  if (strcmp(round, counted_round) != 0) {
    snprintf(counted_round, sizeof counted_round, "%s", round);
    counted = 0;
  }
  counted++;
  long from = setting("FAIL_FROM");
  if (from == 0 || counted < from || counted >= from + setting("FAIL_TIMES")) return 0;
  setenv("FAIL_REACHED", round, 1);
  errno = (int)setting("FAIL_ERROR");
  return 1;
}

#define REAL(name) ((real_##name)(real ? real : (real = dlsym(RTLD_NEXT, #name))))

typedef ssize_t (*real_pwrite64)(int, const void *, size_t, off64_t);
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  static void *real;
  return fails(descriptor) ? -1 : REAL(pwrite64)(descriptor, bytes, count, offset);
}

typedef ssize_t (*real_write)(int, const void *, size_t);
ssize_t write(int descriptor, const void *bytes, size_t count) {
  static void *real;
  return fails(descriptor) ? -1 : REAL(write)(descriptor, bytes, count);
}

typedef int (*real_fsync)(int);
int fsync(int descriptor) {
  static void *real;
  return fails(descriptor) ? -1 : REAL(fsync)(descriptor);
}

typedef int (*real_fdatasync)(int);
int fdatasync(int descriptor) {
  static void *real;
  return fails(descriptor) ? -1 : REAL(fdatasync)(descriptor);
}

typedef int (*real_ftruncate64)(int, off64_t);
int ftruncate64(int descriptor, off64_t length) {
  static void *real;
  return fails(descriptor) ? -1 : REAL(ftruncate64)(descriptor, length);
}
