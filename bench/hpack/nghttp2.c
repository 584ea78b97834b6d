/*
 * Times libnghttp2's HPACK encoder and decoder on sessions read from a file, and prints one line:
 * nanoseconds to encode, nanoseconds to decode, then the encoded octets of each session.
 *
 * File, all numbers 32 bits in host order: count of sessions; for each: count of sections; for each section: count of
 * field lines; for each: length of name, name, length of value, value; then length of the block, block.
 */
#include <nghttp2/nghttp2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>

typedef struct {
  nghttp2_nv *lines;
  size_t count;
  uint8_t *block;
  size_t length;
} section;

typedef struct {
  section *sections;
  size_t count;
} session;

static uint8_t *cursor;

static uint32_t number(void) {
  uint32_t value;
  memcpy(&value, cursor, 4);
  cursor += 4;
  return value;
}

static uint8_t *octets(size_t *length) {
  uint8_t *start;
  *length = number();
  start = cursor;
  cursor += *length;
  return start;
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static size_t encode(const session *s) {
  static uint8_t target[1 << 20];
  size_t i, total = 0;
  nghttp2_hd_deflater *deflater;
  nghttp2_hd_deflate_new(&deflater, 4096);
  for (i = 0; i < s->count; i++) {
    ssize_t length =
        nghttp2_hd_deflate_hd(deflater, target, sizeof target, s->sections[i].lines, s->sections[i].count);
    if (length < 0) exit(1);
    total += (size_t)length;
  }
  nghttp2_hd_deflate_del(deflater);
  return total;
}

static void decode(const session *s) {
  size_t i;
  nghttp2_hd_inflater *inflater;
  nghttp2_hd_inflate_new(&inflater);
  for (i = 0; i < s->count; i++) {
    uint8_t *at = s->sections[i].block;
    size_t left = s->sections[i].length, lines = 0;
    for (;;) {
      nghttp2_nv line;
      int flags = 0;
      ssize_t used = nghttp2_hd_inflate_hd2(inflater, &line, &flags, at, left, 1);
      if (used < 0) exit(1);
      at += used;
      left -= (size_t)used;
      if (flags & NGHTTP2_HD_INFLATE_EMIT) lines++;
      if (flags & NGHTTP2_HD_INFLATE_FINAL) break;
    }
    nghttp2_hd_inflate_end_headers(inflater);
    if (lines != s->sections[i].count) exit(1);
  }
  nghttp2_hd_inflate_del(inflater);
}

int main(int argc, char **argv) {
  size_t size, i, j, k, count;
  session *sessions;
  int64_t start, encoded, decoded;
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL) return 2;
  fseek(file, 0, SEEK_END);
  size = (size_t)ftell(file);
  rewind(file);
  cursor = malloc(size);
  if (cursor == NULL || fread(cursor, 1, size, file) != size) return 1;
  fclose(file);
  count = number();
  sessions = calloc(count, sizeof *sessions);
  for (i = 0; i < count; i++) {
    session *s = &sessions[i];
    s->count = number();
    s->sections = calloc(s->count, sizeof *s->sections);
    for (j = 0; j < s->count; j++) {
      section *part = &s->sections[j];
      part->count = number();
      part->lines = calloc(part->count, sizeof *part->lines);
      for (k = 0; k < part->count; k++) {
        part->lines[k].name = octets(&part->lines[k].namelen);
        part->lines[k].value = octets(&part->lines[k].valuelen);
      }
      part->block = octets(&part->length);
    }
  }
  /* The first pass warms caches and allocator, and is not timed. */
  for (i = 0; i < count; i++) encode(&sessions[i]), decode(&sessions[i]);
  start = now();
  for (i = 0; i < count; i++) encode(&sessions[i]);
  encoded = now() - start;
  start = now();
  for (i = 0; i < count; i++) decode(&sessions[i]);
  decoded = now() - start;
  printf("%lld %lld", (long long)encoded, (long long)decoded);
  for (i = 0; i < count; i++) printf(" %zu", encode(&sessions[i]));
  printf("\n");
  return 0;
}
