/** The same loop in C. */
export const frameLoop = `
#include <nghttp2/nghttp2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
static unsigned long frames_seen;
static int on_frame(nghttp2_session *s, const nghttp2_frame *f, void *u) { frames_seen++; return 0; }
static unsigned char *load(const char *folder, const char *name, size_t *length) {
  char path[4096]; snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb"); if (!file) exit(1);
  fseek(file, 0, SEEK_END); *length = ftell(file); rewind(file);
  unsigned char *octets = malloc(*length); if (fread(octets, 1, *length, file) != *length) exit(1);
  fclose(file); return octets;
}
static void drain(nghttp2_session *s) { const uint8_t *out; while (nghttp2_session_mem_send(s, &out) > 0); }
int main(int argc, char **argv) {
  size_t preface_length, batch_length;
  unsigned char *preface = load(argv[1], "preface", &preface_length), *batch = load(argv[1], "batch", &batch_length);
  long batches = atol(argv[2]);
  nghttp2_session_callbacks *callbacks; nghttp2_session_callbacks_new(&callbacks);
  nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, on_frame);
  nghttp2_session *session; nghttp2_session_server_new(&session, callbacks, NULL);
  nghttp2_settings_entry entries[] = {{NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, 0x7fffffff}};
  nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, entries, 1);
  nghttp2_session_set_local_window_size(session, NGHTTP2_FLAG_NONE, 0, 0x7fffffff);
  drain(session);
  if (nghttp2_session_mem_recv(session, preface, preface_length) < 0) return 1;
  drain(session);
  struct timespec a, b; clock_gettime(CLOCK_MONOTONIC, &a);
  for (long i = 0; i < batches; i++) {
    if (nghttp2_session_mem_recv(session, batch, batch_length) != (ssize_t)batch_length) return 1;
    drain(session);
  }
  clock_gettime(CLOCK_MONOTONIC, &b);
  double seconds = (b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) / 1e9;
  printf("%f\\n", batches * atol(argv[3]) / seconds);
  return 0;
}
`
